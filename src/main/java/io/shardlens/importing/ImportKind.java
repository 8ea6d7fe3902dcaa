package io.shardlens.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kind of configuration that becomes a topology.
public sealed interface ImportKind permits FileKind, CatalogKind {

  /// The word of the command line.
  String word();

  /// All kinds, those of files first.
  static List<ImportKind> all() {
    return Stream.<ImportKind>concat(
            Arrays.stream(FileKind.values()), Arrays.stream(CatalogKind.values()))
        .toList();
  }

  static Optional<ImportKind> ofWord(String word) {
    return all().stream().filter(kind -> kind.word().equals(word)).findFirst();
  }

  /// `django, sqlalchemy, shardingsphere, pgdog, pgcat, citus, fdw`.
  static String words() {
    return all().stream().map(ImportKind::word).collect(Collectors.joining(", "));
  }
}
