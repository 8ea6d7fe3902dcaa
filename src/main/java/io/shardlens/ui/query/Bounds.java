package io.shardlens.ui.query;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the bounds of a query as people type them.
final class Bounds {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|sec|min|m|)");
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_ROWS = 10_000_000;

  private Bounds() {}

  /// `30 s`, `30`, `500 ms`, `2 min`; from a millisecond to a day, empty for anything else.
  static Optional<Duration> timeout(String text) {
    Matcher matcher = DURATION.matcher(withoutBlanks(text).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "min", "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        };
    return duration.isPositive() && duration.compareTo(LONGEST) <= 0
        ? Optional.of(duration)
        : Optional.empty();
  }

  /// `10 000` or `10000`; from one to ten million, empty for anything else.
  static Optional<Integer> rows(String text) {
    String digits = withoutBlanks(text);
    if (!digits.matches("\\d{1,8}")) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(digits);
    return rows >= 1 && rows <= MOST_ROWS ? Optional.of(rows) : Optional.empty();
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("[\\s\\u00A0\\u202F]", "");
  }
}
