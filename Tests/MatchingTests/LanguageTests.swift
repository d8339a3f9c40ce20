import Testing

@testable import Matching

struct LanguageTests {
  // MARK: Tokens

  @Test(arguments: [
    ("C, C++ and C#", ["c", "c++", "c#"]), ("F# on .NET", ["f#", ".net"]),
    ("Go or R", ["go", "r"]), ("Node.js, CI/CD", ["node.js", "ci", "cd"]),
    ("A/B tests in 3D", ["a", "b", "tests", "3d"]), ("R&D", ["r&d"]),
    ("Zürich's café", ["zurich", "cafe"]), ("3.5 years", ["3.5", "years"]),
  ])
  func `keeps names with signs whole`(text: String, expected: [String]) {
    let tokens = Tokenizer.tokenize(text, language: .english)
    #expect(
      tokens.tokens.map(tokens.word).filter { !["and", "or", "on", "in"].contains($0) } == expected)
  }

  @Test(arguments: [
    ("Wir suchen eine Pflegekraft für die Station und die Aufnahme der Patienten", "de"),
    ("Vous assurez les soins des patients et la tenue de leurs dossiers dans le service", "fr"),
    ("Buscamos una persona para la atención de los pacientes y el control de las dosis", "es"),
    ("Je zorgt voor de patiënten en je werkt samen met het team van de afdeling", "nl"),
    ("Procuramos uma pessoa para o atendimento dos doentes e a gestão das escalas", "pt"),
    ("Cerchiamo una persona per la cura dei pazienti e la gestione dei turni con il team", "it"),
    (
      "Vi söker en sjuksköterska som tar hand om patienter och arbetar i ett team på avdelningen",
      "sv"
    ),
    ("Szukamy osoby do opieki nad pacjentami oraz do pracy w zespole i na oddziale", "pl"),
    ("病棟で患者さんの看護を担当していただきます", "ja"),
    ("병동에서 환자를 간호하고 기록을 작성합니다", "ko"), ("负责病房患者的护理和记录", "zh"),
    ("You look after patients and keep the records of the ward", "en"),
    ("Kubernetes, Terraform, Prometheus", "en"),
  ])
  func `tells the language of a text`(text: String, code: String) {
    #expect(Tokenizer.tokenize(text).language.rawValue == code)
  }

  @Test(arguments: [
    (Language.german, "Patienten", "Patient"), (.german, "Schulungen", "Schulung"),
    (.french, "patientes", "patient"), (.french, "infirmières", "infirmière"),
    (.spanish, "pacientes", "paciente"), (.spanish, "gestiones", "gestión"),
    (.dutch, "patiënten", "patiënt"), (.portuguese, "gestões", "gestão"),
    (.italian, "pazienti", "paziente"), (.swedish, "patienterna", "patient"),
    (.polish, "pacjentami", "pacjent"), (.english, "patients", "patient"),
  ])
  func `inflected forms share a stem`(language: Language, a: String, b: String) {
    let stems = [a, b].map { Tokenizer.tokenize($0, language: language).tokens.map(\.stem) }
    #expect(stems[0] == stems[1])
  }

  @Test func `function words of the text's language carry nothing`() {
    let text = Tokenizer.tokenize("die Pflege der Patienten und das Team", language: .german)
    #expect(
      text.tokens.filter { !$0.isStopWord }.map(text.word) == ["pflege", "patienten", "team"])
  }

  @Test(arguments: [
    ("患者看護", ["患者", "者看", "看護"]), ("환자 간호", ["환자", "간호"]), ("データ分析", ["データ", "分析"]),
    ("Kubernetesの運用", ["kubernetes", "運用"]),
  ])
  func `scripts without spaces become pairs`(text: String, expected: [String]) {
    let tokens = Tokenizer.tokenize(text)
    #expect(tokens.tokens.map(tokens.word) == expected)
  }

  // MARK: Rankings

  struct Pair: Sendable, CustomTestStringConvertible {
    var language: String
    var title: String
    var posting: String
    /// The first fits.
    var profiles: [[String]]
    var testDescription: String { language }
  }

  static let pairs = [
    Pair(
      language: "German", title: "Pflegefachkraft Intensivstation",
      posting: """
        ## Ihre Aufgaben
        - Betreuung der Patienten auf der Intensivstation
        - Dokumentation der Pflege und Schulung der Angehörigen

        ## Ihr Profil
        - Abgeschlossene Ausbildung in der Pflege
        - Erfahrung mit Beatmung
        """,
      profiles: [
        ["Betreute beatmete Patienten einer Intensivstation", "Schulte Angehörige in der Pflege"],
        ["Betreute Kunden einer Bank", "Schulte Verkäufer in Gesprächen"],
        ["Entwickelte Software für Banken", "Wartete Datenbanken"],
      ]),
    Pair(
      language: "French", title: "Comptable",
      posting: """
        ## Vos missions
        - Établir les bilans et les déclarations fiscales
        - Contrôler les factures des fournisseurs

        ## Votre profil
        - Expérience de la comptabilité générale
        - Rigueur et discrétion
        """,
      profiles: [
        ["Bilans annuels et déclarations fiscales de 30 sociétés", "Contrôle des factures"],
        ["Accueil des clients et vente de meubles", "Contrôle des livraisons"],
        ["Soins aux patients d'un service de chirurgie", "Tenue des dossiers"],
      ]),
    Pair(
      language: "Spanish", title: "Profesora de matemáticas",
      posting: """
        ## Funciones
        - Impartir clases de matemáticas a alumnos de secundaria
        - Evaluar los exámenes y atender a las familias

        ## Requisitos
        - Experiencia en la enseñanza
        - Título de grado en matemáticas
        """,
      profiles: [
        ["Clases de matemáticas para alumnos de doce años", "Evaluación de exámenes"],
        ["Clases de cocina para turistas", "Atención a clientes"],
        ["Diseño de puentes de acero", "Cálculo de estructuras"],
      ]),
    Pair(
      language: "Dutch", title: "Elektricien",
      posting: """
        ## Wat ga je doen
        - Aanleggen van elektrische installaties in woningen
        - Storingen zoeken en verhelpen

        ## Functie-eisen
        - Ervaring met schakelkasten
        - Rijbewijs B
        """,
      profiles: [
        [
          "Legde elektrische installaties aan in 200 woningen",
          "Verhielp storingen in schakelkasten",
        ],
        ["Schilderde woningen en kantoren", "Reed met een bestelbus"],
        ["Gaf les aan kinderen van acht jaar", "Schreef verslagen"],
      ]),
    Pair(
      language: "Portuguese", title: "Engenheiro civil",
      posting: """
        ## Responsabilidades
        - Fiscalizar obras de pontes e estradas
        - Preparar orçamentos e relatórios de obra

        ## Requisitos
        - Licenciatura em engenharia civil
        - Experiência em fiscalização
        """,
      profiles: [
        ["Fiscalização de obras de estradas e pontes", "Orçamentos de obra até 4 milhões"],
        ["Fiscalização de restaurantes", "Relatórios de higiene"],
        ["Venda de seguros a famílias", "Atendimento ao público"],
      ]),
    Pair(
      language: "Italian", title: "Avvocato del lavoro",
      posting: """
        ## Attività
        - Redazione di contratti di lavoro
        - Assistenza alle imprese nelle cause di lavoro

        ## Requisiti
        - Laurea in giurisprudenza
        - Esperienza di contenzioso
        """,
      profiles: [
        ["Redazione di contratti per imprese", "Cause di lavoro davanti al tribunale"],
        ["Redazione di articoli per giornali", "Interviste a politici"],
        ["Cura dei pazienti di un reparto", "Turni di notte"],
      ]),
    Pair(
      language: "Swedish", title: "Kock",
      posting: """
        ## Arbetsuppgifter
        - Laga mat efter säsongens råvaror
        - Planera menyer och beställa råvaror

        ## Krav
        - Erfarenhet av restaurangkök
        - Kunskap om livsmedelshygien
        """,
      profiles: [
        ["Lagade mat i ett restaurangkök för 80 gäster", "Planerade menyer och beställde råvaror"],
        ["Planerade resor för ett företag", "Beställde hotell"],
        ["Byggde hus av trä", "Ritade broar"],
      ]),
    Pair(
      language: "Polish", title: "Analityk danych",
      posting: """
        ## Zakres obowiązków
        - Analiza danych sprzedaży i przygotowanie raportów
        - Budowa modeli prognoz

        ## Wymagania
        - Znajomość SQL i języka Python
        - Doświadczenie w analizie danych
        """,
      profiles: [
        ["Analiza danych sprzedaży sieci sklepów w SQL", "Modele prognoz w języku Python"],
        ["Sprzedaż mebli w sklepie", "Przygotowanie wystaw"],
        ["Opieka nad pacjentami oddziału", "Dyżury nocne"],
      ]),
    Pair(
      language: "Japanese", title: "看護師",
      posting: """
        ## 仕事内容
        - 集中治療室における患者の看護
        - 看護記録の作成と新人の教育

        ## 応募資格
        - 看護師免許
        - 病棟経験三年以上
        """,
      profiles: [
        ["集中治療室で患者の看護を担当", "新人看護師の教育"],
        ["銀行で新人の教育を担当", "顧客の管理"],
        ["橋梁の設計", "構造計算の自動化"],
      ]),
    Pair(
      language: "Korean", title: "회계 담당자",
      posting: """
        ## 주요 업무
        - 월별 재무 보고서 작성
        - 세금 신고와 예산 관리

        ## 자격 요건
        - 회계 경력 3년 이상
        - 세무 지식
        """,
      profiles: [
        ["회계 부서에서 재무 보고서를 작성", "세금 신고를 담당"],
        ["병원에서 진료 보고서를 작성", "환자 간호"],
        ["가구 판매", "매장 청소"],
      ]),
    Pair(
      language: "Chinese", title: "机械工程师",
      posting: """
        ## 岗位职责
        - 负责变速箱的结构设计
        - 编写测试报告和工艺文件

        ## 任职要求
        - 熟悉有限元分析
        - 机械工程本科学历
        """,
      profiles: [
        ["设计变速箱结构并编写工艺文件", "用有限元分析优化齿轮"],
        ["设计服装并编写文案", "管理门店"],
        ["负责病房患者的护理", "培训新护士"],
      ]),
  ]

  @Test(arguments: pairs) func `ranks the profile first that fits`(pair: Pair) throws {
    let items = pair.profiles.enumerated().map { index, lines in
      MatchItem(id: "\(index)", fields: lines.map { (.text, $0) })
    }
    let posting = Posting(title: pair.title, body: pair.posting)
    #expect(posting.lines.count == 4)
    #expect(posting.lines.allSatisfy { $0.modality != nil }, "\(posting.lines)")
    let ranks = Matcher().rank(items, for: posting)
    #expect(ranks[0] > ranks[1] && ranks[0] > ranks[2], "\(ranks)")
    let scores = try pair.profiles.map { lines in
      try report(profile(lines), "# \(pair.title)\n\n\(pair.posting)").overallScore
    }
    #expect(scores[0] > scores[1] && scores[0] > scores[2], "\(scores)")
  }

  @Test func `a German posting finds an English profile by names and skills`() throws {
    let posting = """
      # Systemadministrator (m/w/d)

      ## Ihr Profil
      - Mehrjährige Erfahrung mit Kubernetes und Terraform
      - Gute Kenntnisse in Linux und PostgreSQL
      - Sie sprechen fließend Deutsch und Englisch
      - Wünschenswert: AWS oder Azure
      """
    let right = try report(
      profile(["Ran k8s clusters with Terraform on Amazon Web Services", "Tuned Postgres on Linux"]
      ),
      posting)
    let wrong = try report(profile(["Looked after patients", "Planned rosters"]), posting)
    #expect(right.overallScore > wrong.overallScore + 20)
    #expect(right.result("Kubernetes")?.status == .matched)
    #expect(right.result("Linux")?.status == .matched)
    #expect(wrong.result("Kubernetes")?.status == .missing)
  }
}
