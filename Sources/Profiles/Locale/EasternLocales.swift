extension BuiltInLocales {
  @Sendable static func polish(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        Profil|Doświadczenie|Wolontariat|Projekty|Wykształcenie|Umiejętności|Języki|Certyfikaty|\
        Nagrody|Publikacje|Zainteresowania|Referencje
        """,
      terms: """
        obecnie|Umiejętności miękkie|Szanowni Państwo,|Dzień dobry {name},|Z poważaniem|\
        Aplikacja na stanowisko {title}|Ocena|Przedmioty|Technologie|E-mail|Telefon|\
        Strona internetowa|ważny do {date}|Strona {page} z {pages}
        """,
      months: """
        styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|\
        grudzień
        """,
      shortMonths: "sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru",
      patterns: dotted, decimal: ",", group: "\u{A0}")
    locale.monthsAfterDay = row(
      """
      stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|\
      grudnia
      """)
    return locale
  }

  @Sendable static func turkish(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Özet|İş Deneyimi|Gönüllülük|Projeler|Eğitim|Beceriler|Diller|Sertifikalar|Ödüller|\
        Yayınlar|İlgi Alanları|Referanslar
        """,
      terms: """
        devam ediyor|Kişisel beceriler|Sayın Yetkili,|Sayın {name},|Saygılarımla,|\
        {title} başvurusu|Not ortalaması|Dersler|Teknolojiler|E-posta|Telefon|Web sitesi|\
        {date} tarihine kadar geçerli|Sayfa {page} / {pages}
        """,
      months: "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
      shortMonths: "Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara",
      patterns: dotted)
  }

  @Sendable static func ukrainian(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        Про себе|Досвід роботи|Волонтерство|Проєкти|Освіта|Навички|Мови|Сертифікати|Нагороди|\
        Публікації|Інтереси|Рекомендації
        """,
      terms: """
        дотепер|Особисті якості|Шановні пані та панове!|Вітаю, {name}!|З повагою|\
        Заявка на посаду {title}|Оцінка|Курси|Технології|Ел. пошта|Телефон|Вебсайт|\
        дійсний до {date}|Сторінка {page} з {pages}
        """,
      months: """
        січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень|жовтень|листопад|\
        грудень
        """,
      shortMonths: "січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM y", numeric: "MM.y", full: "d MMMM y 'р.'"),
      decimal: ",", group: "\u{A0}")
    locale.monthsAfterDay = row(
      """
      січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня
      """)
    return locale
  }

  @Sendable static func japanese(_ tag: String) -> Locale {
    var locale = locale(
      tag, titles: "概要|職歴|ボランティア|プロジェクト|学歴|スキル|言語|資格|受賞|出版物|趣味・関心|推薦",
      terms: """
        現在|ソフトスキル|採用ご担当者様|{name} 様|敬具|{title} への応募|成績|履修科目|使用技術|メール|電話|\
        ウェブサイト|{date} まで有効|{page} / {pages} ページ
        """,
      months: numbered("月"), patterns: eastAsian("y年M月", "y/MM", "y年M月d日"), decimal: ".",
      group: ",")
    locale.rangeSeparator = " 〜 "
    return locale
  }

  @Sendable static func korean(_ tag: String) -> Locale {
    var locale = locale(
      tag, titles: "소개|경력|봉사 활동|프로젝트|학력|기술|언어|자격증|수상|출판물|관심사|추천",
      terms: """
        현재|소프트 스킬|채용 담당자님께|{name} 님께|감사합니다.|{title} 지원|학점|수강 과목|사용 기술|이메일|전화|\
        웹사이트|{date}까지 유효|{page} / {pages}쪽
        """,
      months: numbered("월"), patterns: eastAsian("y년 M월", "y.MM", "y년 M월 d일"),
      decimal: ".", group: ",")
    locale.rangeSeparator = " ~ "
    return locale
  }

  @Sendable static func chinese(_ tag: String) -> Locale {
    var locale = locale(
      tag, titles: "简介|工作经历|志愿经历|项目经历|教育经历|技能|语言|证书|获奖|发表作品|兴趣爱好|推荐人",
      terms: """
        至今|软技能|尊敬的招聘负责人：|尊敬的{name}：|此致 敬礼|应聘{title}|成绩|课程|技术栈|邮箱|电话|网站|\
        有效期至{date}|第 {page} 页，共 {pages} 页
        """,
      months: numbered("月"), patterns: eastAsian("y年M月", "y/MM", "y年M月d日"), decimal: ".",
      group: ",")
    locale.rangeSeparator = " – "
    return locale
  }

  @Sendable static func arabic(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        نبذة|الخبرة المهنية|العمل التطوعي|المشاريع|التعليم|المهارات|اللغات|الشهادات|الجوائز|\
        المنشورات|الاهتمامات|المراجع
        """,
      terms: """
        حتى الآن|المهارات الشخصية|السادة مسؤولي التوظيف،|السيد/السيدة {name}،|\
        وتفضلوا بقبول فائق الاحترام،|طلب وظيفة {title}|المعدل|المقررات|التقنيات|البريد الإلكتروني|\
        الهاتف|الموقع|صالح حتى {date}|صفحة {page} من {pages}
        """,
      months: """
        يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
        """,
      patterns: monthYear, decimal: ".", group: ",")
    locale.direction = .rightToLeft
    return locale
  }

  @Sendable static func hebrew(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        תקציר|ניסיון תעסוקתי|התנדבות|פרויקטים|השכלה|מיומנויות|שפות|הסמכות|פרסים|פרסומים|\
        תחומי עניין|ממליצים
        """,
      terms: """
        היום|כישורים אישיים|לכל המעוניין,|{name} שלום,|בברכה,|מועמדות למשרת {title}|ציון|קורסים|\
        טכנולוגיות|דוא״ל|טלפון|אתר|בתוקף עד {date}|עמוד {page} מתוך {pages}
        """,
      months: """
        ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
        """,
      shortMonths: "ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM y", numeric: "MM.y", full: "d 'ב'MMMM y"),
      decimal: ".", group: ",")
    locale.direction = .rightToLeft
    return locale
  }

  @Sendable static func hindi(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        परिचय|कार्य अनुभव|स्वयंसेवा|परियोजनाएँ|शिक्षा|कौशल|भाषाएँ|प्रमाणपत्र|पुरस्कार|प्रकाशन|\
        रुचियाँ|संदर्भ
        """,
      terms: """
        वर्तमान|व्यवहार कौशल|महोदय/महोदया,|प्रिय {name},|सादर,|{title} पद के लिए आवेदन|अंक|\
        पाठ्यक्रम|तकनीकें|ईमेल|फ़ोन|वेबसाइट|{date} तक मान्य|पृष्ठ {page} / {pages}
        """,
      months: """
        जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
        """,
      shortMonths: "जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्टू॰|नव॰|दिस॰",
      patterns: monthYear, decimal: ".", group: ",")
  }

  private static func numbered(_ suffix: String) -> String {
    (1...12).map { "\($0)\(suffix)" }.joined(separator: "|")
  }

  private static func eastAsian(
    _ month: String, _ numeric: String, _ full: String
  ) -> Locale.Patterns {
    Locale.Patterns(short: month, long: month, numeric: numeric, full: full)
  }
}
