import BespokeKit
import Glibc

exit(StageCommand.main(Array(CommandLine.arguments.dropFirst())))
