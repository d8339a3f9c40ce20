package import Diagnostics

/// A job posting: the front matter's facts and the posting as found.
package struct Job: Sendable {
  /// The file's name without extension.
  package var id: String
  package var file: SourceFile
  /// From the front matter, else the first heading, else the file's name.
  package var title: Text
  package var company: Text?
  package var place: Text?
  package var remote: Text?
  package var type: Text?
  package var url: Text?
  package var date: PartialDate?
  package var deadline: PartialDate?
  package var salary: Text?
  package var experience: Text?
  package var description: Text?
  package var responsibilities: [Text] = []
  package var qualifications: [Text] = []
  /// Skill names with their keywords flattened after them.
  package var skills: [Text] = []
  /// What the applicant wants weighed up for this job.
  package var emphasize: [Text] = []
  /// What the posting sets over the builds that include it: tags beside theirs, a choice among
  /// their templates, pages in place of theirs.
  package var audience = Setting<[String]>([])
  package var templates = Setting<[String]>([])
  package var pages = Setting<Int?>(nil)
  package var letter = Letter()
  /// Options of templates for this job.
  package var options: [TemplateSetting] = []
  /// BCP 47 language of the posting where the front matter says it.
  package var language: String?
  /// The Markdown or plain text below the front matter.
  package var body: String
  /// UTF-8 offset of `body` in `file`.
  package var bodyOffset: Int

  package init(id: String, file: SourceFile, title: Text, body: String, bodyOffset: Int) {
    self.id = id
    self.file = file
    self.title = title
    self.body = body
    self.bodyOffset = bodyOffset
  }
}
