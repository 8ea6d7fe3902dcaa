package io.shardlens.topology.imports.toml;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportProblem;
import io.shardlens.topology.imports.ImportSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;

/// Reads a TOML file within limits. The library takes more than linear time to recover from many
/// errors, so that the limits are lower than those of other formats.
final class TomlReader {

  static final int MAXIMUM_CHARACTERS = 512 * 1024;
  static final int MAXIMUM_LINES = 20_000;
  static final int MAXIMUM_DEPTH = 32;

  private TomlReader() {}

  /// What became of a file.
  sealed interface Outcome {
    record Read(TomlParseResult root) implements Outcome {}

    record Refused(ImportProblem problem) implements Outcome {}
  }

  static Outcome read(ImportSource source) {
    ImportPlace whole = new ImportPlace(source.name(), 0, 0);
    String text = source.text();
    if (text.length() > MAXIMUM_CHARACTERS
        || text.chars().filter(character -> character == '\n').count() > MAXIMUM_LINES) {
      return refused(
          whole, "The file is larger than 512 KiB or " + MAXIMUM_LINES + " lines: it is not read");
    }
    TomlParseResult result =
        Toml.parse(text, TomlParseOptions.sourceless().withMaxNestingDepth(MAXIMUM_DEPTH));
    if (result.hasErrors()) {
      TomlParseError first = result.errors().getFirst();
      return refused(
          new ImportPlace(source.name(), first.position().line(), first.position().column()),
          words(String.valueOf(first.getMessage())));
    }
    return new Outcome.Read(result);
  }

  /// The library's message would quote the file.
  private static String words(String complaint) {
    if (complaint.contains("previously defined")) {
      return "This name is given twice";
    }
    return complaint.contains("too deep")
        ? "Values are nested deeper than " + MAXIMUM_DEPTH + " levels here"
        : "This is not TOML: the text does not fit its grammar here";
  }

  private static Outcome refused(ImportPlace place, String message) {
    return new Outcome.Refused(new ImportProblem(place, message));
  }
}
