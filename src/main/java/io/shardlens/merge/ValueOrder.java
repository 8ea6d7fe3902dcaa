package io.shardlens.merge;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;

/// Orders PostgreSQL's text output of two values as PostgreSQL orders the values. Each is proved by
/// a test that sorts the same values on a server.
public final class ValueOrder {

  private static final int FINITE = 1;

  /// `smallint`, `integer`, `bigint`.
  public static final Comparator<String> INTEGER = Comparator.comparingLong(Long::parseLong);

  /// `numeric`: NaN is the greatest, then Infinity; -Infinity is the least; scale does not matter.
  public static final Comparator<String> NUMERIC =
      Comparator.<String>comparingInt(ValueOrder::numericRank)
          .thenComparing((left, right) ->
              numericRank(left) == FINITE
                  ? new BigDecimal(left).compareTo(new BigDecimal(right))
                  : 0);

  /// `real`, `double precision`: NaN is the greatest, -0 equals 0.
  public static final Comparator<String> FLOAT =
      Comparator.comparingDouble(text -> Double.parseDouble(text) + 0.0);

  /// `boolean`: f before t.
  public static final Comparator<String> BOOLEAN = Comparator.naturalOrder();

  /// `uuid`: PostgreSQL prints lower-case hexadecimal, which orders as the bytes do.
  public static final Comparator<String> UUID = Comparator.naturalOrder();

  /// Text under collation "C": unsigned UTF-8 bytes, which is not Java's order beyond U+FFFF.
  public static final Comparator<String> BYTES =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  /// `date`, `timestamp`, and `timestamptz` printed in UTC: ISO form, any year, BC, infinities.
  public static final Comparator<String> DATE_TIME = Comparator.comparing(ValueOrder::moment);

  private ValueOrder() {}

  private static int numericRank(String text) {
    return switch (text) {
      case "-Infinity" -> 0;
      case "Infinity" -> 2;
      case "NaN" -> 3;
      default -> FINITE;
    };
  }

  private static Moment moment(String text) {
    if (text.equals("-infinity")) {
      return new Moment(Long.MIN_VALUE, "");
    }
    if (text.equals("infinity")) {
      return new Moment(Long.MAX_VALUE, "");
    }
    boolean beforeChrist = text.endsWith(" BC");
    String rest = beforeChrist ? text.substring(0, text.length() - 3) : text;
    int space = rest.indexOf(' ');
    String date = space < 0 ? rest : rest.substring(0, space);
    String time = space < 0 ? "" : rest.substring(space + 1);
    if (time.endsWith("+00")) {
      time = time.substring(0, time.length() - 3);
    } else if (time.indexOf('+') >= 0 || time.indexOf('-') >= 0) {
      throw new IllegalStateException("Only times in UTC can be ordered by their text");
    }
    String[] parts = date.split("-", -1);
    int year = Integer.parseInt(parts[0]);
    long day =
        LocalDate.of(
                beforeChrist ? 1 - year : year,
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]))
            .toEpochDay();
    return new Moment(day, time);
  }

  /// A day and the time in it, `HH:MM:SS[.ffffff]`: a fraction is left out where it is zero, and a
  /// shorter text that is a prefix of a longer one is the earlier time.
  private record Moment(long day, String time) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byDay = Long.compare(day, other.day);
      return byDay != 0 ? byDay : time.compareTo(other.time);
    }
  }
}
