/// Words by the part that they play when a rewrite is held against its source.
enum Vocabulary {
  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Words that say nothing by themselves.
  static let function = words(
    """
    a an the and or but so yet of in on at by for from to with into onto between among across \
    through throughout during within per via as than that which who whom whose this these those it \
    its their them his her our us my we i they he she you your is are was were be been being am has \
    have had having do does did doing done will would can could may might should also then thus \
    thereby thereafter hence while whilst whereas when where how after before until since because \
    if both either such own same other others another there here up down out off about around again \
    further what why upon toward towards against amid along alongside behind below above under over \
    besides like one ones ahead prior itself themselves myself ourselves well instead rather thanks due order \
    not-only etc vs i.e e.g &
    """)

  /// Words that join what is said without adding to it.
  static let neutral = words(
    """
    using use uses used resulting result results resulted thereby leading achieving achieve achieved \
    enabling enable enabled enables allowing allow allowed allows including include includes \
    included following based total overall worth respectively successfully previously formerly now \
    currently work worked works working effort efforts number amount level means way ways basis \
    perform performs performed performing carry carries carried carrying conduct conducts conducted \
    conducting make makes made making undertook plus handle handled handles handling provide provided provides providing namely specifically regarding concerning once apart extra respective given
    """)

  /// Before these `each` and `every` only say how often.
  static let timeUnits = words(
    """
    second seconds minute minutes hour hours day days night nights week weeks month months quarter \
    quarters year years time times morning
    """)

  static let quantities = words("several multiple various many numerous dozens")

  /// A source that says so says less than one that leaves it out.
  static let hedges = words(
    """
    help helped helping helps assist assisted assisting assists support supported supporting \
    supports contribute contributed contributing participate participated participating involved \
    aid aided co-led co-authored co-developed co-founded co-wrote cooperated collaborated partly \
    partially plan planned planning propose proposed proposing try tried attempt attempted \
    intend intended aim aimed learn learned learnt studied explored evaluated considered shadowed \
    prototype prototyped pilot piloted trial basic familiar exposure nearly almost partial \
    unterstützt unterstützte mitgewirkt geholfen half mitgearbeitet beteiligt beteiligte participé \
    contribué aidé ayudé apoyé colaboré participou ajudou geholpen ondersteund
    """)

  static let negations = words(
    """
    no not never none nor neither without cannot can't don't didn't doesn't isn't wasn't weren't \
    haven't hasn't won't free nicht kein keine keinen keiner ohne nie niemals ne pas sans jamais \
    aucun aucune sin nunca ningún non senza mai não sem nem niet geen zonder nooit inte ingen utan \
    aldrig ikke ingen uden uten aldri
    """)

  /// What makes a role a higher or lower one.
  static let ranks = words(
    """
    senior junior lead leading head chief principal staff associate assistant vice deputy managing \
    executive global regional acting interim founding distinguished fellow team tech technical sr jr \
    general group charge
    """)

  /// Roles that one has; those that end as most do are known by that.
  static let roles = words(
    """
    architect analyst scientist consultant nurse intern president chief cto ceo cfo coo cio vp svp \
    evp lead head assistant associate accountant attendant chef clerk dean fellow guard host judge \
    mechanic pilot professor secretary spokesperson technician trainee expert specialist guru ninja \
    champion boss chair captain owner partner principal md
    """)

  static let degrees = words(
    """
    bachelor bachelors bachelor's bsc ba bs beng master masters master's msc ma ms meng mba phd \
    ph.d doctorate doctoral doctor diploma degree degrees graduate graduated postgraduate \
    undergraduate summa laude cum honours honors alumnus alumna bachelorarbeit diplom llm jd md \
    dr professor university college
    """)

  static let certificates = words(
    """
    certified certificate certificates certification certifications certifed licensed licence \
    license accredited accreditation chartered pmp cissp cpa cfa ccna ccnp cka ckad cks itil prince2 \
    scrum-master csm psm rhce comptia istqb togaf acca cisa cism ceh oscp registered qualified \
    credential credentials badge
    """)

  static let months = words(
    """
    january february march april june july august september october november december jan feb mar \
    apr jun jul aug sep sept oct nov dec spring summer autumn winter monday tuesday wednesday \
    thursday friday saturday sunday
    """)

  /// Endings of `developer` and `director`, though these words name nobody.
  static let impersonal = words(
    """
    over under after never however whether rather together further number order cluster paper power \
    water layer container quarter manner matter letter transfer newer faster quicker lower higher \
    fewer larger smaller later earlier better offer deliver discover answer consider register enter \
    render filter trigger foster administer gather uncover cover recover refer differ alter error \
    factor sector monitor vector sensor mirror color major minor prior interior exterior remember \
    other another either neither slower cheaper greater longer shorter stronger wider deeper \
    volunteer volunteers center centers meter meters liter liters theater theaters fiber daughter \
    engineered server servers customer customers user users color refactor refactored hour hours four colour \
    for per her door floor labour behaviour favour honour
    """)
}
