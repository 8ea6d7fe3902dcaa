package io.shardlens.ui.shell;

import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One thing that an import says of what it read. Texts are as the sources have them, to be escaped
/// where they are shown.
///
/// @param place `settings.py:12:5`
record ImportLine(Sort sort, String place, String text) {

  /// What became of the thing; what needs a reader comes first.
  enum Sort {
    PROBLEM,
    NOT_READ,
    LEFT_OUT,
    ASSUMED,
    READ;

    /// The key of its word in the messages.
    String key() {
      return "import.line." + name();
    }

    private static Sort of(ImportNote.Kind kind) {
      return switch (kind) {
        case UNDERSTOOD -> READ;
        case ASSUMED -> ASSUMED;
        case DROPPED -> LEFT_OUT;
        case NOT_UNDERSTOOD -> NOT_READ;
      };
    }
  }

  /// All that a preview says, but for its questions: problems first, then what was not understood,
  /// left out, assumed and read, each in the order of the sources.
  static List<ImportLine> of(ImportPreview preview) {
    Stream<ImportLine> problems =
        preview.problems().stream()
            .map(problem ->
                new ImportLine(Sort.PROBLEM, problem.place().toString(), problem.message()));
    Stream<ImportLine> notes =
        preview.notes().stream()
            .map(
                note -> new ImportLine(Sort.of(note.kind()), note.place().toString(), note.text()));
    return Stream.concat(problems, notes).sorted(Comparator.comparing(ImportLine::sort)).toList();
  }

  /// How many lines of each sort there are, in the order of the sorts: `2 left out, 3 assumed`.
  ///
  /// @param word the words of a sort and its number
  static String summary(
      List<ImportLine> lines, java.util.function.BiFunction<Sort, Long, String> word) {
    return Arrays.stream(Sort.values())
        .map(sort -> {
          long count = lines.stream().filter(line -> line.sort() == sort).count();
          return count == 0 ? "" : word.apply(sort, count);
        })
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }
}
