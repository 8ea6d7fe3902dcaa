package io.shardlens.cli;

import io.shardlens.rows.SafeText;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `shardlens`, with a command each for what the window does.
@Command(
    name = "shardlens",
    description = "Explores PostgreSQL data that an application has spread over shards.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Without a command the window opens; gui [--demo | FILE] [--screenshots FOLDER]",
      "opens it with the demo or a file, or draws its screens into a folder.",
      "",
      "Exit codes: 0 done, 1 usage or a bad file, 2 no connection, 3 SQL or routing",
      "error, 4 partial, 5 refused."
    },
    subcommands = {
      RouteCommand.class,
      LookupCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      ImportCommand.class,
      DiffCommand.class,
      FormatCommand.class,
      ExportCommand.class,
      CoordinatorCommand.class,
      DemoCommand.class
    })
public final class ShardlensCommand implements Runnable {

  private static final Set<String> COMMANDS =
      Set.of(
          "route",
          "lookup",
          "query",
          "explain",
          "check",
          "import",
          "diff",
          "fmt",
          "export",
          "coordinator",
          "demo",
          "help");

  @Spec private CommandSpec specification;

  /// picocli gives the specification before the command is run.
  ShardlensCommand() {
    specification = CommandSpec.create();
  }

  /// Whether arguments name a command or an option of the command line, rather than a file to open.
  public static boolean isFor(String[] arguments) {
    return arguments.length > 0
        && (COMMANDS.contains(arguments[0]) || arguments[0].startsWith("-"));
  }

  @Override
  public void run() {
    specification.commandLine().usage(specification.commandLine().getOut());
  }

  /// Runs a command line.
  ///
  /// @return the exit code
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine commandLine = new CommandLine(new ShardlensCommand());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
      if (failure instanceof CommandFailure expected) {
        command.getErr().println("shardlens: " + expected.getMessage());
        return expected.exitCode();
      }
      command.getErr().println("shardlens: this should not have happened: " + failure);
      return ExitCode.ERROR;
    });
    commandLine.setParameterExceptionHandler((failure, rest) -> {
      CommandLine command = failure.getCommandLine();
      command
          .getErr()
          .println("shardlens: " + SafeText.escapeLines(String.valueOf(failure.getMessage())));
      command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    });
    int code = commandLine.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }
}
