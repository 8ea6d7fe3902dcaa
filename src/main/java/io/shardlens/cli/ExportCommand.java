package io.shardlens.cli;

import io.shardlens.export.Export;
import io.shardlens.export.ExportKind;
import io.shardlens.export.ExportRequest;
import io.shardlens.export.ExportResult;
import io.shardlens.export.vectors.TestVectors;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description =
        "Writes the routing of a topology as Python for Django, Flask or FastAPI, as a SQL"
            + " expression, or as test vectors in CSV. No connection is made.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "django, flask, fastapi, sql or vectors.")
  private String kind;

  @Option(names = "--table", description = "A sharded table; without it all of them.")
  private String table;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; without it to the standard output.")
  private Path out;

  @Option(
      names = "--count",
      defaultValue = "" + TestVectors.USUAL_COUNT,
      description = "How many random keys test vectors have; default ${DEFAULT-VALUE}.")
  private int count;

  @Override
  public Integer call() {
    ExportKind chosen =
        ExportKind.ofWord(kind)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    SafeText.escape(kind) + " is no kind of export: " + ExportKind.words()));
    if (count < 0 || count > TestVectors.MAXIMUM_COUNT) {
      throw new CommandFailure(
          ExitCode.USAGE, "--count is 0 to " + TestVectors.MAXIMUM_COUNT + ", not " + count);
    }
    Topology topology = topologyOption.read();
    ExportRequest request =
        new ExportRequest(
            chosen,
            topology,
            Optional.ofNullable(table).map(name -> KeyedTable.named(topology, name)),
            count);
    return switch (Export.of(request)) {
      case ExportResult.Refused(List<String> reasons) ->
          throw new CommandFailure(ExitCode.REFUSED, lines(reasons));
      case ExportResult.Written(String text, List<String> leftOut) -> {
        write(text);
        if (!leftOut.isEmpty()) {
          specification.commandLine().getErr().println("shardlens: " + lines(leftOut));
        }
        yield leftOut.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
      }
    };
  }

  private static String lines(List<String> sentences) {
    return sentences.stream().map(SafeText::escape).collect(Collectors.joining("\n"));
  }

  private void write(String text) {
    if (out == null) {
      specification.commandLine().getOut().print(text);
      return;
    }
    try {
      Files.writeString(out, text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          SafeText.escape(out + " cannot be written: " + e.getClass().getSimpleName()));
    }
  }
}
