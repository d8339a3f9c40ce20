public import Diagnostics

/// A job posting: the front matter's facts and the posting as found.
public struct Job: Sendable {
  /// The file's name without extension.
  public var id: String
  public var file: SourceFile
  /// From the front matter, else the first heading, else the file's name.
  public var title: Text
  public var company: Text?
  public var place: Text?
  public var remote: Text?
  public var type: Text?
  public var url: Text?
  public var date: PartialDate?
  public var deadline: PartialDate?
  public var salary: Text?
  public var experience: Text?
  public var description: Text?
  public var responsibilities: [Text] = []
  public var qualifications: [Text] = []
  /// Skill names with their keywords flattened after them.
  public var skills: [Text] = []
  /// What the applicant wants weighed up for this job.
  public var emphasize: [Text] = []
  /// What the posting sets over the builds that include it: tags beside theirs, a choice among
  /// their templates, pages in place of theirs.
  public var audience = Setting<[String]>([])
  public var templates = Setting<[String]>([])
  public var pages = Setting<Int?>(nil)
  public var letter = Letter()
  /// Options of templates for this job.
  public var options: [TemplateSetting] = []
  /// BCP 47 language of the posting where the front matter says it.
  public var language: String?
  /// The Markdown or plain text below the front matter.
  public var body: String
  /// UTF-8 offset of `body` in `file`.
  public var bodyOffset: Int

  public init(id: String, file: SourceFile, title: Text, body: String, bodyOffset: Int) {
    self.id = id
    self.file = file
    self.title = title
    self.body = body
    self.bodyOffset = bodyOffset
  }
}
