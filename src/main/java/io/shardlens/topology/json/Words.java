package io.shardlens.topology.json;

import java.util.Collection;

/// Messages about words of which only some are known.
final class Words {
  /// Longer lists are not printed in full: the reader knows where to look them up.
  private static final int LISTED = 12;

  private Words() {}

  /// `"sslMode" is one of "disable", "require"; "requires" is not. Did you mean "require"?`
  static String unknown(String member, String word, Collection<String> known) {
    return "\""
        + member
        + "\" is one of "
        + String.join(", ", known.stream().map(Shown::quoted).toList())
        + "; "
        + Shown.quoted(word)
        + " is not."
        + Shown.suggestion(word, known);
  }

  /// `No shard "a" is declared; there are "b", "c".`
  static String undeclared(String thing, String word, Collection<String> declared) {
    String suggestion = Shown.suggestion(word, declared);
    String others =
        declared.isEmpty() || declared.size() > LISTED || !suggestion.isEmpty()
            ? "."
            : "; there are "
                + String.join(", ", declared.stream().map(Shown::quoted).toList())
                + ".";
    return "No " + thing + " " + Shown.quoted(word) + " is declared" + others + suggestion;
  }
}
