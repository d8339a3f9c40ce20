/// Words that tell titles from employers, degrees from schools, and places from both.
enum Vocabulary {
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }

  /// How many words of a text are those of jobs.
  static func titleScore(_ text: String) -> Int {
    words(text).count { word in
      titles.contains(word)
        || titleEndings.contains { word.count > $0.count + 2 && word.hasSuffix($0) }
    }
  }

  static func companyScore(_ text: String) -> Int { words(text).count { companies.contains($0) } }

  static func schoolScore(_ text: String) -> Int {
    words(text).count { word in schools.contains { word.hasPrefix($0) } }
  }

  static func degreeScore(_ text: String) -> Int {
    let compact = text.lowercased().replacing(".", with: "")
    let spelled = compact.split { !$0.isLetter }.map(String.init)
    return spelled.count { degrees.contains($0) }
      + spelled.count { word in degreeStems.contains { word.hasPrefix($0) } }
  }

  /// `Portland, OR`, `Munich, Germany`, `Remote`.
  static func isPlace(_ text: String) -> Bool {
    let parts = text.split(separator: ",").map { $0.trimmed }
    guard let last = parts.last, !last.isEmpty, text.count < 60 else { return false }
    let lower = last.lowercased()
    if countries.contains(lower) { return parts.count <= 3 }
    if ["remote", "hybrid", "homeoffice", "home office"].contains(text.lowercased()) {
      return true
    }
    guard parts.count >= 2, parts.count <= 4 else { return false }
    let isState = last.count == 2 && last.allSatisfy { $0.isUppercase }
    let first = last.split(separator: " ").first ?? ""
    let hasZIP =
      first.count == 2 && first.allSatisfy(\.isUppercase) && last.contains(where: \.isNumber)
    return isState || hasZIP || states.contains(lower)
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  private static let titles = set(
    "engineer developer programmer manager director analyst consultant architect designer administrator assistant associate intern internship specialist coordinator lead head officer president chief executive cto ceo cfo coo cio vp nurse rn physician doctor surgeon therapist technician technologist scientist researcher fellow professor lecturer teacher instructor tutor trainer accountant auditor controller clerk cashier sales representative agent broker buyer planner operator driver mechanic electrician plumber carpenter chef cook waiter waitress bartender server host barista housekeeper cleaner guard supervisor foreman superintendent inspector editor writer journalist reporter photographer producer artist animator illustrator translator interpreter librarian attorney lawyer paralegal counsel judge secretary receptionist recruiter strategist owner founder cofounder partner principal staff senior junior trainee apprentice volunteer member chair ingenieur ingenieurin entwickler entwicklerin leiter leiterin berater beraterin werkstudent werkstudentin praktikant praktikantin mitarbeiter mitarbeiterin krankenschwester krankenpfleger pfleger sachbearbeiter kaufmann kauffrau ingénieur ingénieure développeur développeuse chargé chargée responsable directeur directrice stagiaire infirmier infirmière ingeniero ingeniera desarrollador desarrolladora gerente analista enfermero enfermera practicante becario ingegnere sviluppatore responsabile infermiere infermiera tirocinante engenheiro engenheira desenvolvedor estagiário ontwikkelaar medewerker adviseur ontwerper inżynier programista kierownik vývojář inženýr postdoc scholar pharmacist dentist veterinarian caregiver aide midwife paramedic firefighter pilot captain merchandiser copywriter marketer scrum devops sre qa tester"
  )
  private static let titleEndings = [
    "ingenieur", "entwickler", "manager", "leiter", "berater", "berater", "assistent", "techniker",
  ]
  private static let companies = set(
    "inc llc ltd corp corporation company co gmbh ag se kg ohg mbh sa sarl sas srl spa bv nv ab oy as plc group holding holdings bank hospital clinic center centre institute agency ministry department university college school laboratories labs systems solutions technologies services foundation association partners ventures studio studios media industries stiftung klinik klinikum krankenhaus universität hochschule société banque hôpital université universidad hospitales medical health healthcare restaurant hotel store"
  )
  private static let schools = [
    "universi", "college", "school", "institut", "academy", "akademie", "académie", "polytech",
    "politecnic", "politécnic", "hochschule", "fachhochschule", "gymnasium", "gymnas", "lycée",
    "lycee",
    "école", "ecole", "escuela", "escola", "scuola", "liceo", "facult", "fakult", "eth", "mit",
    "epfl",
    "uniwersytet", "univerzit", "universit", "schule", "kolleg", "seminary", "conservator",
  ]
  private static let degrees = set(
    "ba bs bsc ma ms msc mba phd md jd llb llm beng meng btech mtech bfa mfa bed med dnp bsn msn adn aa as aas dphil mphil edd pharmd dds dvm abitur matura baccalauréat bac dut bts licence laurea grado licenciatura hnd ged cpa"
  )
  private static let degreeStems = [
    "bachelor", "master", "doctor", "diplom", "associate", "magister", "magistr", "staatsexamen",
    "licenciad", "ingenieur", "maîtrise", "doctorat", "doctorad", "dottorat", "mestrad", "bacharel",
    "grado", "postgrad", "undergrad", "certificate", "minor",
  ]
  private static let states: Set<String> = Set(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|bayern|bavaria|hessen|sachsen|england|scotland|wales"
      .split(separator: "|").map(String.init))
  private static let countries: Set<String> = Set(
    "usa|us|u.s.|u.s.a.|united states|uk|u.k.|united kingdom|ireland|germany|deutschland|austria|österreich|switzerland|schweiz|suisse|france|spain|españa|portugal|italy|italia|netherlands|the netherlands|nederland|belgium|belgique|luxembourg|denmark|danmark|sweden|sverige|norway|norge|finland|suomi|iceland|poland|polska|czechia|czech republic|česko|slovakia|hungary|romania|bulgaria|greece|croatia|slovenia|serbia|ukraine|russia|turkey|türkiye|israel|egypt|morocco|tunisia|nigeria|kenya|ghana|south africa|india|pakistan|bangladesh|sri lanka|nepal|china|japan|south korea|korea|taiwan|hong kong|singapore|malaysia|indonesia|thailand|vietnam|philippines|australia|new zealand|canada|mexico|méxico|brazil|brasil|argentina|chile|colombia|peru|perú|uruguay|ecuador|venezuela|estonia|latvia|lithuania|uae|united arab emirates|saudi arabia|qatar|jordan|lebanon|iran|iraq"
      .split(separator: "|").map(String.init))
}
