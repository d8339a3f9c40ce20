import BespokeKit
import Diagnostics
import Glibc

let arguments = CommandLine.arguments
if arguments.count >= 4, arguments[1] == "typeset" {
  let problems = TypesetCommand(input: arguments[2], output: arguments[3]).run()
  for problem in problems { print("\(problem.severity): \(problem.message) [\(problem.id)]") }
  exit(problems.contains { $0.severity == .error } ? 1 : 0)
}
print("not built yet")
