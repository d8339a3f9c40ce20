import Rewriting
import Testing

@Suite struct FactCheckTests {
  func kinds(_ source: String, _ rewrite: String, skills: [String] = []) -> [String] {
    FactCheck().objections(to: rewrite, source: source, skills: skills).map(\.kind.rawValue)
  }

  static let source = "Cut cloud cost by 31% (SEK 4.2 million) for the payments team on Kubernetes"

  @Test(arguments: [
    "Reduced cloud costs 31 percent (4.2m SEK) for the payments team on K8s",
    "On Kubernetes, cut the payments team's cloud cost by 31%", "Cut cloud cost by 31%",
    "Saved SEK 4.2 million, cutting cloud expenses of the payments team by 31%",
  ])
  func `other words, another order and fewer words pass`(rewrite: String) {
    #expect(kinds(Self.source, rewrite) == [])
  }

  @Test(arguments: [
    ("Built apps for 4G", "Built apps for 4G", []), ("Built apps for 4G and 5G", "Apps for 5G", []),
    ("Built apps for 4G twenty times", "Built apps for 4G twenty times", []),
    ("Built twenty apps for 4G", "Built apps for 4G twenty", []),
    ("Built apps for 4G", "Built twenty apps for 4G", ["number"]),
    ("Built apps for 4G", "Built apps for 5G", ["number"]),
  ])
  func `digits in a name are no number, also at the end`(
    source: String, rewrite: String, expected: [String]
  ) {
    #expect(kinds(source, rewrite) == expected)
  }

  @Test(arguments: [
    ("Cut cloud cost by 41%", "percentage"), ("Cut cloud cost by 31 points", "number"),
    ("Cut cloud cost by USD 4.2 million", "currency"),
    ("Cut cloud cost by 31% for 9 teams", "number"),
    ("Cut cloud cost by 31% in 2019", "date"), ("Cut cloud cost by 31% in March", "date"),
    ("Cut cloud cost by 31% with Terraform", "skill"), ("Cut Contoso's cloud cost by 31%", "name"),
    ("As manager, cut cloud cost by 31%", "title"),
    ("Cut cloud cost by 31% after a diploma", "degree"),
    ("As certified staff, cut cloud cost", "certificate"),
    ("Cut cloud cost by 31%: see www.mill.example", "link"),
    ("[Cut](https://mill.example) cloud cost by 31%", "link"),
    ("Cut cloud cost by a legendary 31%", "claim"), ("Never cut cloud cost by 31%", "claim"),
    ("Cut cloud cost by more than 31%", "emphasis"), ("", "form"),
    ("Cut cloud cost\u{202E} by 31%", "form"),
  ])
  func `what the source lacks is refused by its kind`(rewrite: String, kind: String) {
    #expect(kinds(Self.source, rewrite).contains(kind))
  }

  @Test(arguments: [
    ("Sat on the rapid response team", "Sat on the response team with Swift"),
    ("Helped the team move to AWS", "Moved the team to AWS"),
    ("Mentored six engineers", "Managed six engineers"),
    ("Managed six engineers", "Engineering manager of six engineers"),
    ("Processed up to 80 invoices a day", "Processed 80 invoices a day"),
    ("Cut cost by 31% and latency by 12%", "Cut cost by 12% and latency by 31%"),
    ("Cut latency from 840 ms to 190 ms", "Cut latency from 190 ms to 840 ms"),
    ("Ran 12 services without an outage", "Ran 12 services with an outage"),
    ("Led the work of the team", "Head of the team"), ("日本語で書いた", "日本語で書かなかった"),
  ])
  func `words of the source can't be put together to say more`(source: String, rewrite: String) {
    #expect(kinds(source, rewrite) != [])
  }

  @Test func `a skill that the profile gives for a text may be named`() {
    let source = "Moved 18 services to containers"
    #expect(kinds(source, "Moved 18 services to containers with Docker") == ["skill"])
    #expect(kinds(source, "Moved 18 services to containers with Docker", skills: ["Docker"]) == [])
  }
}

@Suite struct RewriteReplyTests {
  func read(_ text: String) -> (texts: [String], failure: String?) {
    let reply = RewriteReply(Array(text.utf8))
    return (reply.texts.map { "\($0.id)=\($0.text)" }, reply.failure)
  }

  static let plain = #"{"texts": [{"id": "a", "text": "{b}"}]}"#

  @Test(arguments: [
    plain, "Sure:\n```json\n\(plain)\n```\nDone {really}.", #"{"texts": {"a": "{b}"}}"#,
    #"{"result": "{\"texts\": [{\"id\": \"a\", \"text\": \"{b}\"}]}"}"#,
    #"{"choices": [{"message": {"content": "{\"texts\": {\"a\": \"{b}\"}}"}}]}"#,
  ])
  func `finds the texts in whatever stands around them`(text: String) {
    #expect(read(text).texts == ["a={b}"])
  }

  @Test(arguments: ["", "no", "{}", "[1]", #"{"texts": 1}"#, #"{"texts": [{"id": 1}]}"#, "{{{{"])
  func `says why there is nothing`(text: String) {
    #expect(read(text).texts == [])
    #expect(read(text).failure != nil)
  }

  @Test func `takes the cost from the envelope`() {
    let usage = RewriteReply(
      Array(
        #"{"result": "{\"texts\": {}}", "model": "m", "total_cost_usd": 0.5, "usage": {"input_tokens": 7}}"#
          .utf8)
    ).usage
    #expect(usage.model == "m")
    #expect(usage.cost == 0.5)
    #expect(usage.inputTokens == 7)
  }
}
