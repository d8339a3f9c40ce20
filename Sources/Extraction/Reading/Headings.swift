import Profiles

/// What headings of resumes are called.
enum Headings {
  enum Topic: Hashable {
    case section(SectionKind)
    case contact
    /// Birth, family, nationality: nothing that a score may know.
    case personal
  }

  /// The topic of a line that is a heading and nothing else.
  static func topic(of text: String) -> Topic? {
    guard text.utf8.count <= 80, let last = text.last, !".,;!?".contains(last) else { return nil }
    return table[key(text)]
  }

  /// The topic of a line that the format or its looks say to be a heading, by a word in it.
  static func likelyTopic(of text: String) -> Topic? {
    if let topic = topic(of: text) { return topic }
    let words = text.lowercased().split { !$0.isLetter }
    guard words.count <= 5 else { return nil }
    for (word, topic) in hints where words.contains(where: { $0.hasPrefix(word) }) { return topic }
    return nil
  }

  /// Letters in lower case, without "and": `E X P E R I E N C E:` is `experience`.
  private static func key(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter }
    return words.filter { !conjunctions.contains($0) || words.count == 1 }.joined()
  }

  private static let conjunctions: Set<Substring> = [
    "and", "und", "et", "y", "e", "en", "och", "og", "i", "a", "my", "mes", "meine", "mis",
  ]

  private static let hints: [(String, Topic)] = [
    ("experience", .section(.work)), ("employment", .section(.work)),
    ("berufserfahrung", .section(.work)), ("education", .section(.education)),
    ("skill", .section(.skills)), ("competenc", .section(.skills)),
    ("kenntnisse", .section(.skills)), ("project", .section(.projects)),
    ("projekt", .section(.projects)), ("certific", .section(.certificates)),
    ("publication", .section(.publications)), ("award", .section(.awards)),
    ("volunteer", .section(.volunteer)), ("langu", .section(.languages)),
    ("sprach", .section(.languages)), ("summary", .section(.summary)),
  ]

  private static let table: [String: Topic] = {
    var table: [String: Topic] = [:]
    for (topic, names) in names {
      for name in names.split(separator: "|") { table[key(String(name))] = topic }
    }
    return table
  }()

  private static let names: [(Topic, String)] = [
    (
      .section(.summary),
      "Summary|Professional Summary|Executive Summary|Career Summary|Profile|Professional Profile|About|About Me|Objective|Career Objective|Personal Statement|Overview|Highlights|Summary of Qualifications|Profil|Kurzprofil|Über mich|Zusammenfassung|Berufliches Profil|Résumé|À propos|Profil professionnel|Présentation|Perfil|Perfil profesional|Resumen|Sobre mí|Acerca de mí|Objetivo|Profilo|Profilo professionale|Sommario|Obiettivo|Resumo|Sobre mim|Profiel|Samenvatting|Over mij|Sammanfattning|Om mig|Podsumowanie|O mnie|Souhrn|O mně"
    ),
    (
      .section(.work),
      "Experience|Work Experience|Professional Experience|Employment|Employment History|Work History|Career History|Relevant Experience|Professional Background|Job Experience|Career|Positions|Appointments|Academic Appointments|Research Experience|Teaching Experience|Clinical Experience|Nursing Experience|Internships|Internship Experience|Professional History|Selected Experience|Additional Experience|Berufserfahrung|Beruflicher Werdegang|Berufspraxis|Werdegang|Berufliche Erfahrung|Praktika|Praktische Erfahrung|Expérience|Expériences|Expérience professionnelle|Expériences professionnelles|Parcours professionnel|Stages|Experiencia|Experiencia laboral|Experiencia profesional|Trayectoria profesional|Esperienza|Esperienze|Esperienza lavorativa|Esperienza professionale|Esperienze professionali|Esperienze lavorative|Experiência|Experiência profissional|Werkervaring|Arbeidservaring|Ervaring|Arbetslivserfarenhet|Erfarenhet|Doświadczenie|Doświadczenie zawodowe|Pracovní zkušenosti|Praxe|Erhvervserfaring|Arbeidserfaring"
    ),
    (
      .section(.education),
      "Education|Academic Background|Education and Training|Academic History|Educational Background|Qualifications|Academic Qualifications|Studies|Degrees|Academics|Ausbildung|Bildung|Bildungsweg|Schulbildung|Studium|Akademische Ausbildung|Aus- und Weiterbildung|Schule und Studium|Formation|Formations|Études|Éducation|Diplômes|Formation académique|Educación|Formación|Formación académica|Estudios|Istruzione|Istruzione e formazione|Formazione|Educação|Formação|Formação acadêmica|Opleiding|Opleidingen|Utbildning|Wykształcenie|Edukacja|Vzdělání|Uddannelse|Utdanning"
    ),
    (
      .section(.skills),
      "Skills|Technical Skills|Core Competencies|Professional Skills|Key Skills|Competencies|Technologies|Tools|Skills and Tools|Areas of Expertise|Expertise|Core Skills|Hard Skills|Soft Skills|Skills and Expertise|Technical Expertise|Technical Proficiencies|Computer Skills|IT Skills|Additional Skills|Clinical Skills|Skills and Interests|Skills and Technologies|Programming|Strengths|Methods|Kenntnisse|Fähigkeiten|Fachkenntnisse|Kompetenzen|EDV-Kenntnisse|IT-Kenntnisse|Technische Kenntnisse|Besondere Kenntnisse|Weitere Kenntnisse|Compétences|Compétences techniques|Compétences clés|Savoir-faire|Aptitudes|Habilidades|Competencias|Conocimientos|Competenze|Competenze tecniche|Capacità|Abilità|Competências|Vaardigheden|Competenties|Kompetenser|Färdigheter|Kunskaper|Umiejętności|Dovednosti|Schopnosti|Kompetencer|Ferdigheter"
    ),
    (
      .section(.projects),
      "Projects|Project|Selected Projects|Personal Projects|Key Projects|Academic Projects|Side Projects|Portfolio|Open Source|Open Source Projects|Project Experience|Projekte|Ausgewählte Projekte|Projets|Projets personnels|Proyectos|Progetti|Projetos|Projecten|Projekt|Projekty|Projekter|Prosjekter"
    ),
    (
      .section(.certificates),
      "Certifications|Certification|Certificates|Licenses and Certifications|Certifications and Licenses|Licenses|Licences|Licensure|Licensure and Certifications|Training and Certifications|Professional Certifications|Training|Courses|Zertifikate|Zertifizierungen|Weiterbildung|Weiterbildungen|Certifications et licences|Certificats|Certificaciones|Certificados|Certificazioni|Certificações|Certificaten|Certificeringen|Certifikat|Certyfikaty|Certifikáty|Kurse|Cursos|Corsi|Cursussen"
    ),
    (
      .section(.languages),
      "Languages|Language Skills|Language|Sprachen|Sprachkenntnisse|Langues|Idiomas|Lenguas|Lingue|Línguas|Talen|Talenkennis|Språk|Języki|Języki obce|Jazyky|Jazykové znalosti|Sprog"
    ),
    (
      .section(.volunteer),
      "Volunteering|Volunteer|Volunteer Experience|Volunteer Work|Community Service|Community Involvement|Leadership|Leadership Experience|Ehrenamt|Ehrenamtliches Engagement|Engagement|Bénévolat|Voluntariado|Volontariato|Vrijwilligerswerk|Ideellt arbete|Wolontariat"
    ),
    (
      .section(.awards),
      "Awards|Honors|Honours|Honors and Awards|Awards and Honors|Awards and Honours|Achievements|Accomplishments|Scholarships|Grants|Fellowships|Auszeichnungen|Preise|Stipendien|Distinctions|Prix|Premios|Premi|Prêmios|Prijzen|Utmärkelser|Nagrody|Ocenění"
    ),
    (
      .section(.publications),
      "Publications|Selected Publications|Papers|Talks|Presentations|Conference Presentations|Patents|Publications and Patents|Publikationen|Veröffentlichungen|Vorträge|Publicaciones|Pubblicazioni|Publicações|Publicaties|Publikationer|Publikacje|Publikace"
    ),
    (
      .section(.interests),
      "Interests|Hobbies|Hobbies and Interests|Activities|Personal Interests|Interessen|Hobbys|Freizeit|Centres d'intérêt|Loisirs|Intereses|Aficiones|Interessi|Interesses|Intressen|Fritid|Zainteresowania|Zájmy"
    ),
    (
      .section(.references),
      "References|Referees|Referenzen|Références|Referencias|Referenze|Referências|Referenties|Referenser|Referencje|Reference"
    ),
    (
      .contact,
      "Contact|Contact Information|Contact Details|Contact Me|Kontakt|Kontaktdaten|Coordonnées|Contacto|Datos de contacto|Contatti|Contato|Contactgegevens|Links|Online|Social"
    ),
    (
      .personal,
      "Personal|Personal Details|Personal Information|Personal Data|Persönliche Daten|Persönliches|Zur Person|Informations personnelles|État civil|Datos personales|Dati personali|Informazioni personali|Dados pessoais|Persoonlijke gegevens|Personalia|Dane osobowe|Osobní údaje"
    ),
  ]
}
