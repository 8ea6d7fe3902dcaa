package io.shardlens.export;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a topology can be exported as.
public enum ExportKind {
  DJANGO("django", ".py"),
  FLASK("flask", ".py"),
  FASTAPI("fastapi", ".py"),
  SQL("sql", ".sql"),
  VECTORS("vectors", ".csv");

  private final String word;
  private final String ending;

  ExportKind(String word, String ending) {
    this.word = word;
    this.ending = ending;
  }

  /// The word of the command line.
  public String word() {
    return word;
  }

  /// How the name of a file of this kind ends.
  public String ending() {
    return ending;
  }

  public static Optional<ExportKind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /// `django, flask, fastapi, sql, vectors`.
  public static String words() {
    return Arrays.stream(values()).map(ExportKind::word).collect(Collectors.joining(", "));
  }
}
