package io.shardlens.cli;

import io.shardlens.importing.CatalogKind;
import io.shardlens.importing.FileKind;
import io.shardlens.importing.ImportKind;
import io.shardlens.importing.Imports;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportProblem;
import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.topology.imports.catalog.CatalogFailure;
import io.shardlens.topology.json.TopologyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description =
        "Makes a topology of another system's configuration, which is read and never run.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "From files: django, sqlalchemy (Flask and FastAPI), shardingsphere, pgdog, pgcat. From a"
              + " live catalog: citus, fdw.")
  private String kind;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "The files of a configuration. None for a live catalog.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the topology is written; without it, to standard output.")
  private Path out;

  @Option(
      names = "--answer",
      paramLabel = "QUESTION=ANSWER",
      description = "Answers a question that an import has asked, by its name.")
  private Map<String, String> answers;

  @Mixin private CatalogOptions catalog;

  @Override
  public Integer call() {
    ImportPreview preview = preview(answers == null ? Map.of() : new LinkedHashMap<>(answers));
    PrintWriter err = specification.commandLine().getErr();
    for (ImportNote note : preview.notes()) {
      err.println(word(note.kind()) + SafeText.escape(note.toString()));
    }
    for (ImportProblem problem : preview.problems()) {
      err.println("problem   " + SafeText.escape(problem.toString()));
    }
    for (ImportQuestion question : preview.questions()) {
      print(question, err);
    }
    if (preview.topology().isEmpty()) {
      return preview.problems().isEmpty() ? ExitCode.REFUSED : ExitCode.USAGE;
    }
    write(new TopologyWriter().text(preview.topology().get()));
    return ExitCode.DONE;
  }

  private static String word(ImportNote.Kind kind) {
    return switch (kind) {
      case UNDERSTOOD -> "read      ";
      case ASSUMED -> "assumed   ";
      case DROPPED -> "left out  ";
      case NOT_UNDERSTOOD -> "not read  ";
    };
  }

  private static void print(ImportQuestion question, PrintWriter err) {
    err.println("question  " + SafeText.escape(question.place() + ": " + question.text()));
    String choices = question.choices().isEmpty() ? "…" : String.join("|", question.choices());
    err.println("          --answer \"" + SafeText.escape(question.id() + "=" + choices) + "\"");
  }

  private ImportPreview preview(Map<String, String> given) {
    ImportKind chosen =
        ImportKind.ofWord(kind)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "there is no import of "
                        + SafeText.escape(kind)
                        + "; there are "
                        + ImportKind.words()));
    boolean hasFiles = files != null && !files.isEmpty();
    Imports imports = new Imports(TopologyServices::catalog);
    return switch (chosen) {
      case FileKind _ when !hasFiles ->
          throw new CommandFailure(ExitCode.USAGE, kind + " is read from files: name at least one");
      case FileKind ofFiles -> imports.ofFiles(ofFiles, files, given);
      case CatalogKind _ when hasFiles ->
          throw new CommandFailure(
              ExitCode.USAGE, kind + " is read from a live catalog: give --host, and no file");
      case CatalogKind live -> ofCatalog(imports, live, given);
    };
  }

  private ImportPreview ofCatalog(Imports imports, CatalogKind live, Map<String, String> given) {
    try {
      return imports.ofServer(live, catalog.server(), given);
    } catch (CatalogFailure e) {
      throw new CommandFailure(
          e.isConnection() ? ExitCode.NO_CONNECTION : ExitCode.ERROR,
          SafeText.message(e.getMessage()));
    }
  }

  private void write(String topology) {
    if (out == null) {
      specification.commandLine().getOut().print(topology);
      return;
    }
    try {
      Files.writeString(out, topology);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, out + ": cannot be written: " + e.getClass().getSimpleName());
    }
  }
}
