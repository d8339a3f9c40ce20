import BuildGraph

Front.run(CommandLine.arguments)
