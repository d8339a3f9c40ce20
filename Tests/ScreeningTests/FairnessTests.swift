import Diagnostics
import Extraction
import Matching
import Profiles
import Testing

@testable import Screening

/// Who somebody is must not move a score by anything.
struct FairnessTests {
  private static let posting = """
    # Senior Nurse Manager
    ## Requirements
    - Lead a team of nurses on an intensive care unit
    - Epic and medication administration
    - Bachelor of Science in Nursing
    - Chair of a quality committee
    """

  private func resume(
    name: String, place: String, personal: String, word: (she: String, her: String, chair: String)
  ) -> String {
    """
    \(name)
    \(name.lowercased().replacing(" ", with: "."))@example.com | +1 503 555 0148 | \(place)
    \(personal)
    SUMMARY
    Nurse manager; \(word.she) led \(word.her) team of 24 nurses through an Epic migration.
    EXPERIENCE
    Nurse Manager, Mercy Hospital
    Jan 2018 - Present
    - \(word.chair) of the quality committee on the intensive care unit.
    - Cut medication administration errors by 38%.
    EDUCATION
    Oregon State University, Bachelor of Science in Nursing, 2012
    SKILLS
    Epic, Medication administration
    """
  }

  private func score(_ text: String) throws -> Double {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "job.md", text: Self.posting)
    let job = try #require(JobDecoder.decode(file, id: "job", into: &problems))
    let screener = Screener(job: job, lexicon: .standard, today: 2026 * 12)
    let resume = try ForeignResume(Array(text.utf8), path: "/nowhere", name: "resume.txt")
    return screener.report(on: resume).report.overallScore
  }

  @Test func `gives one score whoever it is`() throws {
    let names = [
      "Jordan Avery", "Lakisha Washington", "Zoltán Szabó", "Nguyễn Thị Hoa", "Emily Nurse",
    ]
    let places = ["Portland, OR", "Lagos, Nigeria", "Kraków, Poland"]
    let personal = [
      "Age: 24", "Age: 61", "Gender: female", "Gender: male", "Marital status: widowed",
      "Date of birth: 3 May 1961", "Nationality: Nigerian",
    ]
    let words = [
      ("she", "her", "Chairwoman"), ("he", "his", "Chairman"), ("they", "their", "Chair"),
    ]
    var scores: Set<Double> = []
    for name in names {
      for place in places {
        for line in personal {
          for word in words {
            scores.insert(try score(resume(name: name, place: place, personal: line, word: word)))
          }
        }
      }
    }
    #expect(scores.count == 1)
    #expect((scores.first ?? 0) > 30)
  }

  @Test func `takes names and addresses out of quotes`() throws {
    let text = resume(
      name: "Jordan Avery", place: "Portland, OR", personal: "Age: 40",
      word: ("she", "her", "Chair"))
    let resume = try ForeignResume(Array(text.utf8), path: "/nowhere", name: "resume.txt")
    let redaction = Redaction(resume.profile)
    #expect(
      redaction.text("Jordan Avery wrote jordan.avery@example.com") == "… … wrote …")
  }
}
