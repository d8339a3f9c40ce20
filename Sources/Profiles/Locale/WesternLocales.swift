extension BuiltInLocales {
  @Sendable static func americanEnglish(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        Summary|Experience|Volunteering|Projects|Education|Skills|Languages|Certifications|Awards|\
        Publications|Interests|References
        """,
      terms: """
        Present|Soft skills|Dear Hiring Manager,|Dear {name},|Sincerely,|Application for {title}|\
        GPA|Coursework|Technologies|Email|Phone|Website|valid until {date}|Page {page} of {pages}
        """,
      months: """
        January|February|March|April|May|June|July|August|September|October|November|December
        """,
      shortMonths: "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM y", numeric: "MM/y", full: "MMMM d, y"),
      decimal: ".", group: ",")
    locale.paper = .letter
    return locale
  }

  @Sendable static func britishEnglish(_ tag: String) -> Locale {
    var locale = americanEnglish(tag)
    locale.paper = .a4
    locale.patterns.full = "d MMMM y"
    locale.shortMonths[8] = "Sept"
    locale.titles[.summary] = "Profile"
    locale.terms[.valediction] = "Yours sincerely,"
    locale.terms[.score] = "Grade"
    return locale
  }

  @Sendable static func german(_ tag: String) -> Locale {
    var locale = locale(
      tag,
      titles: """
        Profil|Berufserfahrung|Ehrenamt|Projekte|Ausbildung|Kenntnisse|Sprachen|Zertifikate|\
        Auszeichnungen|Veröffentlichungen|Interessen|Referenzen
        """,
      terms: """
        heute|Persönliche Stärken|Sehr geehrte Damen und Herren,|Guten Tag {name},|\
        Mit freundlichen Grüßen|Bewerbung als {title}|Note|Schwerpunkte|Technologien|E-Mail|\
        Telefon|Website|gültig bis {date}|Seite {page} von {pages}
        """,
      months: """
        Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
        """,
      shortMonths: "Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez.",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM y", numeric: "MM/y", full: "d. MMMM y"))
    if tag.hasSuffix("CH") { locale.groupSeparator = "’" }
    return locale
  }

  @Sendable static func french(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Profil|Expérience professionnelle|Bénévolat|Projets|Formation|Compétences|Langues|\
        Certifications|Distinctions|Publications|Centres d’intérêt|Références
        """,
      terms: """
        aujourd’hui|Savoir-être|Madame, Monsieur,|Bonjour {name},|Cordialement,|\
        Candidature au poste de {title}|Note|Cours|Technologies|E-mail|Téléphone|Site web|\
        valable jusqu’au {date}|Page {page} sur {pages}
        """,
      months: """
        janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
        """,
      shortMonths: "janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.",
      patterns: monthYear, decimal: ",", group: "\u{202F}")
  }

  @Sendable static func spanish(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Perfil|Experiencia|Voluntariado|Proyectos|Formación|Competencias|Idiomas|Certificaciones|\
        Premios|Publicaciones|Intereses|Referencias
        """,
      terms: """
        actualidad|Habilidades personales|A quien corresponda:|Hola, {name}:|Atentamente,|\
        Candidatura para {title}|Nota|Asignaturas|Tecnologías|Correo electrónico|Teléfono|\
        Sitio web|válido hasta {date}|Página {page} de {pages}
        """,
      months: """
        enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
        """,
      shortMonths: "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM 'de' y", numeric: "MM/y", full: "d 'de' MMMM 'de' y"))
  }

  @Sendable static func portuguese(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Perfil|Experiência|Voluntariado|Projetos|Formação|Competências|Idiomas|Certificações|\
        Prêmios|Publicações|Interesses|Referências
        """,
      terms: """
        atual|Competências pessoais|A quem possa interessar,|Olá, {name},|Atenciosamente,|\
        Candidatura para {title}|Nota|Disciplinas|Tecnologias|E-mail|Telefone|Site|\
        válido até {date}|Página {page} de {pages}
        """,
      months: """
        janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
        """,
      shortMonths: "jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.",
      patterns: Locale.Patterns(
        short: "MMM y", long: "MMMM 'de' y", numeric: "MM/y", full: "d 'de' MMMM 'de' y"))
  }

  @Sendable static func italian(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Profilo|Esperienza|Volontariato|Progetti|Istruzione|Competenze|Lingue|Certificazioni|\
        Riconoscimenti|Pubblicazioni|Interessi|Referenze
        """,
      terms: """
        oggi|Competenze personali|Gentile responsabile,|Gentile {name},|Cordiali saluti,|\
        Candidatura per {title}|Voto|Corsi|Tecnologie|E-mail|Telefono|Sito web|\
        valido fino a {date}|Pagina {page} di {pages}
        """,
      months: """
        gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|\
        dicembre
        """,
      shortMonths: "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
      patterns: monthYear)
  }

  @Sendable static func dutch(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Profiel|Werkervaring|Vrijwilligerswerk|Projecten|Opleiding|Vaardigheden|Talen|\
        Certificaten|Prijzen|Publicaties|Interesses|Referenties
        """,
      terms: """
        heden|Persoonlijke vaardigheden|Geachte heer, mevrouw,|Geachte {name},|\
        Met vriendelijke groet,|Sollicitatie naar {title}|Cijfer|Vakken|Technologieën|E-mail|\
        Telefoon|Website|geldig tot {date}|Pagina {page} van {pages}
        """,
      months: """
        januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
        """,
      shortMonths: "jan.|feb.|mrt.|apr.|mei|jun.|jul.|aug.|sep.|okt.|nov.|dec.",
      patterns: Locale.Patterns(short: "MMM y", long: "MMMM y", numeric: "MM-y", full: "d MMMM y"))
  }

  @Sendable static func swedish(_ tag: String) -> Locale {
    locale(
      tag,
      titles: """
        Profil|Arbetslivserfarenhet|Ideellt arbete|Projekt|Utbildning|Kompetenser|Språk|\
        Certifikat|Utmärkelser|Publikationer|Intressen|Referenser
        """,
      terms: """
        nu|Personliga egenskaper|Hej!|Hej {name},|Med vänliga hälsningar|Ansökan: {title}|Betyg|\
        Kurser|Tekniker|E-post|Telefon|Webbplats|giltigt till {date}|Sida {page} av {pages}
        """,
      months: """
        januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
        """,
      shortMonths: "jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec.",
      patterns: Locale.Patterns(short: "MMM y", long: "MMMM y", numeric: "y-MM", full: "d MMMM y"),
      decimal: ",", group: "\u{A0}")
  }
}
