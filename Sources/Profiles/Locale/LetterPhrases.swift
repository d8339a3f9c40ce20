extension BuiltInLocales {
  /// The sentences of a letter by language, in the order of `Locale.Term.letterTerms`.
  ///
  /// They state no fact of their own, and title and company stand where no case or gender of the
  /// language depends on them.
  static let letterPhrases: [String: String] = [
    "en": """
    Application for {title} at {company}|I am applying for the position of {title} at {company}.|\
    I am applying for the position of {title}.|\
    These parts of my work speak most directly to what you are looking for:|\
    I would be glad to tell you more in a conversation.
    """,
    "de": """
    Bewerbung als {title} bei {company}|hiermit bewerbe ich mich um die Stelle „{title}“ bei \
    {company}.|hiermit bewerbe ich mich um die Stelle „{title}“.|\
    Aus meiner bisherigen Arbeit passt dazu vor allem:|\
    Über ein persönliches Gespräch freue ich mich.
    """,
    "fr": """
    Candidature au poste de {title} – {company}|Je vous adresse ma candidature au poste de \
    {title} chez {company}.|Je vous adresse ma candidature au poste de {title}.|\
    Voici ce qui, dans mon parcours, répond le plus directement à vos attentes :|\
    C’est avec plaisir que j’échangerai avec vous lors d’un entretien.
    """,
    "es": """
    Candidatura para {title} en {company}|Presento mi candidatura al puesto de {title} en \
    {company}.|Presento mi candidatura al puesto de {title}.|\
    Esto es lo que, de mi trayectoria, responde más directamente a lo que buscan:|\
    Quedo a su disposición para ampliar cualquier punto en una entrevista.
    """,
    "pt": """
    Candidatura para {title} – {company}|Apresento minha candidatura à vaga de {title} na \
    empresa {company}.|Apresento minha candidatura à vaga de {title}.|\
    Da minha trajetória, isto é o que mais diretamente atende ao que procuram:|\
    Fico à disposição para conversar em uma entrevista.
    """,
    "it": """
    Candidatura per {title} – {company}|Vi sottopongo la mia candidatura per la posizione di \
    {title} presso {company}.|Vi sottopongo la mia candidatura per la posizione di {title}.|\
    Ecco ciò che, del mio percorso, risponde più direttamente alle vostre richieste:|\
    Resto a disposizione per un colloquio.
    """,
    "nl": """
    Sollicitatie naar {title} bij {company}|Hierbij solliciteer ik naar de functie van {title} \
    bij {company}.|Hierbij solliciteer ik naar de functie van {title}.|\
    Dit uit mijn werk sluit het meest aan bij wat u vraagt:|\
    Ik licht mijn ervaring graag toe in een gesprek.
    """,
    "sv": """
    Ansökan: {title}, {company}|Jag söker tjänsten som {title} hos {company}.|\
    Jag söker tjänsten som {title}.|\
    Det här ur min erfarenhet svarar mest direkt mot det ni söker:|\
    Jag berättar gärna mer i ett samtal.
    """,
    "pl": """
    Aplikacja na stanowisko {title} – {company}|Zgłaszam swoją kandydaturę na stanowisko {title} \
    w firmie {company}.|Zgłaszam swoją kandydaturę na stanowisko {title}.|\
    Z mojego doświadczenia najbardziej odpowiada Państwa oczekiwaniom:|\
    Chętnie opowiem więcej podczas rozmowy.
    """,
    "tr": """
    {company} – {title} başvurusu|{company} bünyesindeki {title} pozisyonuna başvuruyorum.|\
    {title} pozisyonuna başvuruyorum.|\
    Deneyimlerimden, aradıklarınıza en doğrudan karşılık gelenler:|\
    Sizinle görüşmekten memnuniyet duyarım.
    """,
    "uk": """
    Заявка на посаду {title} – {company}|Подаю свою кандидатуру на посаду {title} у компанії \
    {company}.|Подаю свою кандидатуру на посаду {title}.|\
    З мого досвіду найбільше відповідає вашим вимогам:|\
    Із задоволенням розповім більше під час розмови.
    """,
    "ja": """
    {company} {title} への応募|{company}の{title}職に応募いたします。|{title}職に応募いたします。|\
    貴社の求める条件に関わる主な実績は次のとおりです。|面談の機会をいただければ幸いです。
    """,
    "ko": """
    {company} {title} 지원|{company}의 {title} 직무에 지원합니다.|{title} 직무에 지원합니다.|\
    찾으시는 조건과 가장 관련 있는 경력은 다음과 같습니다.|면접에서 더 자세히 말씀드릴 수 있기를 바랍니다.
    """,
    "zh": """
    应聘{company}{title}|我申请贵公司（{company}）的{title}职位。|我申请{title}职位。|\
    与贵公司要求最相关的工作经历如下：|期待有机会与您面谈。
    """,
    "ar": """
    طلب وظيفة {title} لدى {company}|أتقدم بطلب وظيفة {title} لدى {company}.|\
    أتقدم بطلب وظيفة {title}.|فيما يلي أبرز ما في خبرتي مما يتصل بمتطلباتكم:|\
    ويسعدني أن أتحدث إليكم في مقابلة.
    """,
    "he": """
    מועמדות למשרת {title} ב־{company}|ברצוני להגיש מועמדות למשרת {title} בחברת {company}.|\
    ברצוני להגיש מועמדות למשרת {title}.|\
    מתוך ניסיוני, אלה הדברים הנוגעים ישירות למה שאתם מחפשים:|אשמח לספר עוד בריאיון.
    """,
    "hi": """
    {company} में {title} पद के लिए आवेदन|{company} में {title} पद के लिए यह मेरा आवेदन है।|\
    {title} पद के लिए यह मेरा आवेदन है।|\
    मेरे अनुभव में आपकी आवश्यकताओं से सबसे अधिक जुड़ा काम यह है:|\
    साक्षात्कार में अधिक बताने का अवसर मिले तो मुझे खुशी होगी।
    """,
  ]
}
