import BespokeKit
import Glibc

exit(EngineCommand.main(Array(CommandLine.arguments.dropFirst())))
