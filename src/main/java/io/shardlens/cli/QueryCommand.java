package io.shardlens.cli;

import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.sql.Statement;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "query",
    description = "Runs SQL over all shards and prints one merged table.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class QueryCommand implements Callable<Integer> {

  /// At most nine digits: no arithmetic on it can overflow.
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|)");

  /// The server counts milliseconds in 31 bits.
  private static final Duration LONGEST = Duration.ofDays(24);

  enum Partial {
    fail,
    allow
  }

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Option(
      names = "--shards",
      split = ",",
      paramLabel = "SHARD",
      description = "Ask these shards only; the result is partial unless the others hold nothing.")
  private List<String> shards = List.of();

  @Option(
      names = "--partial",
      defaultValue = "fail",
      description =
          "What to do when a shard does not answer: ${COMPLETION-CANDIDATES}; default"
              + " ${DEFAULT-VALUE}.")
  private Partial partial;

  @Option(
      names = "--timeout",
      defaultValue = "30s",
      description =
          "How long a shard's server may keep us waiting, as 500ms, 30s or 2m; default"
              + " ${DEFAULT-VALUE}. For a table in all, else from one batch of rows to the next.")
  private String timeout;

  @Option(
      names = "--max-rows",
      defaultValue = "100000",
      description = "Rows printed at most; default ${DEFAULT-VALUE}.")
  private int maxRows;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private ResultFormat format;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the SQL from a file.")
  private Path file;

  @Parameters(
      arity = "0..1",
      paramLabel = "SQL",
      description =
          "The SQL; several statements run in order. Put -- before SQL that begins with a"
              + " comment.")
  private String sql;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    List<String> statements = statements();
    Duration allowed = duration(timeout);
    if (maxRows < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--max-rows is 0 or more, not " + maxRows);
    }
    List<ShardId> chosen = shards.stream().map(id -> shard(topology, id)).toList();
    int exit = ExitCode.DONE;
    try (TopologyServices services = TopologyServices.of(topology)) {
      ResultPrinter printer =
          new ResultPrinter(
              services.queries(),
              topology,
              format,
              specification.commandLine().getOut(),
              specification.commandLine().getErr());
      printer.begin();
      for (String statement : statements) {
        QueryResult result =
            printer.print(
                new QueryRequest(statement, chosen, partial == Partial.allow, allowed, maxRows));
        exit = exit == ExitCode.DONE ? ExitCode.of(result) : exit;
        if (exit != ExitCode.DONE && format != ResultFormat.jsonl) {
          break;
        }
      }
      printer.end();
    }
    return exit;
  }

  private List<String> statements() {
    if ((file == null) == (sql == null)) {
      throw new CommandFailure(ExitCode.USAGE, "Give the SQL as an argument, or a file with -f");
    }
    List<String> statements = Statement.split(file == null ? sql : text());
    if (statements.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "There is no statement to run");
    }
    return statements;
  }

  private String text() {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, "There is no file " + file);
    } catch (CharacterCodingException e) {
      throw new CommandFailure(ExitCode.USAGE, "The file " + file + " is not UTF-8 text");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "The file " + file + " cannot be read: " + e.getMessage());
    }
  }

  private static ShardId shard(Topology topology, String id) {
    return topology.shards().stream()
        .map(io.shardlens.topology.Shard::id)
        .filter(known -> known.value().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "The topology has no shard "
                    + id
                    + "; it has "
                    + topology.shards().stream()
                        .map(known -> known.id().value())
                        .collect(Collectors.joining(", "))));
  }

  /// @param text a number of milliseconds, seconds or minutes, above zero, 24 days at most
  static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      Duration duration =
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
          };
      if (duration.compareTo(LONGEST) > 0) {
        throw new CommandFailure(
            ExitCode.USAGE, text + " is too long; at most " + LONGEST.toMinutes() + "m");
      }
      if (duration.isPositive()) {
        return duration;
      }
    }
    throw new CommandFailure(ExitCode.USAGE, text + " is no duration; write 500ms, 30s or 2m");
  }
}
