package io.shardlens.topology.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// How text of a file that nobody trusts may appear in a message: short, without characters that
/// steer a terminal or turn the direction of writing, and never where it could be a secret.
public final class Shown {
  private static final int LONGEST = 60;

  /// Among more words none is looked for.
  private static final int SEARCHED = 500;

  private Shown() {}

  /// The text in double quotes, shortened; `the text` where it looks like a URL or a password.
  public static String quoted(String text) {
    if (isUrlOrCredentials(text)) {
      return "the text";
    }
    int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
    return '"' + escaped(text.substring(0, end)) + (end < text.length() ? "…" : "") + '"';
  }

  /// The text with `\\u` escapes for everything invisible that is not a blank.
  static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(codePoint -> {
          if (isUnfitForDisplay(codePoint)) {
            shown.append("\\u").append(HexFormat.of().toHexDigits((char) codePoint));
          } else {
            shown.appendCodePoint(codePoint);
          }
        });
    return shown.toString();
  }

  /// The text with escapes, and an ellipsis where it is longer than that.
  static String shortened(String text, int longest) {
    int end = Math.min(longest, text.length());
    return escaped(text.substring(0, end)) + (end < text.length() ? "…" : "");
  }

  /// Control characters, marks that turn the direction of writing, line separators and halves of
  /// surrogate pairs; all of them lie in the first 65 536 characters.
  static boolean isUnfitForDisplay(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default ->
          codePoint == 0x061c
              || codePoint == 0xfeff
              || (codePoint >= 0x200e && codePoint <= 0x200f)
              || (codePoint >= 0x202a && codePoint <= 0x202e)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }

  /// Whether a text looks like a connection URL or like `user:password@`.
  public static boolean isUrlOrCredentials(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    return lowerCase.contains("jdbc:")
        || lowerCase.contains("://")
        || lowerCase.contains("password=")
        || hasCredentials(text);
  }

  /// Whether `name:something@` stands anywhere in the text. Read once from left to right: a pattern
  /// would try each place anew, and texts come from strangers.
  private static boolean hasCredentials(String text) {
    int start = 0;
    int colon = -1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '@' -> {
          if (colon >= 0 && i > colon + 1) {
            return true;
          }
          start = i + 1;
          colon = -1;
        }
        case ' ', '\t', '\n', '\u000b', '\f', '\r', '/' -> {
          start = i + 1;
          colon = -1;
        }
        case ':' -> {
          if (colon < 0 && i > start && text.charAt(i - 1) != ':') {
            colon = i;
          }
        }
        default -> {
          // Part of a name or of what follows it.
        }
      }
    }
    return false;
  }

  /// ` Did you mean "host"?` where a known word is close, else nothing.
  static String suggestion(String word, Collection<String> known) {
    return closest(word, known)
        .map(candidate -> " Did you mean " + quoted(candidate) + "?")
        .orElse("");
  }

  /// The known word that was probably meant.
  static Optional<String> closest(String word, Collection<String> known) {
    return word.length() > LONGEST || known.size() > SEARCHED
        ? Optional.empty()
        : known.stream()
            .filter(candidate -> candidate.length() <= LONGEST && isClose(word, candidate))
            .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// A third of the letters may be wrong; a word that was cut short or drawn out is close, too.
  private static boolean isClose(String word, String candidate) {
    int shorter = Math.min(word.length(), candidate.length());
    boolean begin = shorter >= 3 && word.regionMatches(true, 0, candidate, 0, shorter);
    return begin || distance(word, candidate) <= (candidate.length() + 1) / 3;
  }

  /// The Levenshtein distance, without regard to case.
  private static int distance(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
