package io.shardlens.ui.common;

import java.util.Locale;

/// How counts, shares, sizes and times are written. Never for keys or cells, which are shown as
/// PostgreSQL prints them.
public final class Figures {
  /// Groups digits and parts a number from its unit; does not break lines.
  private static final char NARROW_SPACE = '\u202f';

  private static final String[] BYTE_UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /// `49 512`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', NARROW_SPACE);
  }

  /// `1 row`, `49 512 rows`.
  public static String count(long count, String one, String many) {
    return count(count) + NARROW_SPACE + (count == 1 ? one : many);
  }

  /// `38 ms`, `12.3 s` from ten seconds on.
  public static String millis(long millis) {
    return millis < 10_000
        ? count(millis) + NARROW_SPACE + "ms"
        : String.format(Locale.ROOT, "%.1f", millis / 1000.0) + NARROW_SPACE + "s";
  }

  /// `21.8 MB`; 1 kB is 1024 bytes, as in PostgreSQL's `pg_size_pretty`.
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return count(bytes) + NARROW_SPACE + "B";
    }
    double size = bytes;
    int unit = -1;
    do {
      size /= 1024;
      unit++;
    } while (size >= 1023.95 && unit + 1 < BYTE_UNITS.length);
    return String.format(Locale.ROOT, "%.1f", size) + NARROW_SPACE + BYTE_UNITS[unit];
  }

  /// `24.8 %` of a share from 0 to 1.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100) + NARROW_SPACE + "%";
  }

  /// `1.60×`.
  public static String times(double factor) {
    return String.format(Locale.ROOT, "%.2f×", factor);
  }
}
