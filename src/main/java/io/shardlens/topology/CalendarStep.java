package io.shardlens.topology;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A length of calendar time: `1 month`, `6 hours`.
///
/// @param amount at least 1
public record CalendarStep(int amount, Unit unit) {

  /// More ranges than these are refused.
  public static final int MAXIMUM_STEPS = 10_000;

  public CalendarStep {
    if (amount < 1) {
      throw new IllegalArgumentException("A step goes forward");
    }
  }

  /// Units of the calendar.
  public enum Unit {
    HOUR("hour", ChronoUnit.HOURS),
    DAY("day", ChronoUnit.DAYS),
    WEEK("week", ChronoUnit.WEEKS),
    MONTH("month", ChronoUnit.MONTHS),
    YEAR("year", ChronoUnit.YEARS);

    private final String word;
    private final ChronoUnit unit;

    Unit(String word, ChronoUnit unit) {
      this.word = word;
      this.unit = unit;
    }

    public String word() {
      return word;
    }

    public static Optional<Unit> ofWord(String word) {
      return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst();
    }
  }

  /// The first moments of the ranges from `from` until before `to`. Each is counted from the first,
  /// so that steps of a month from January 31 do not drift to the 28th.
  ///
  /// @param from finite, as is `to`
  /// @return at most [#MAXIMUM_STEPS] + 1 of them, so that a caller sees that there are too many
  public List<KeyValue> starts(KeyValue from, KeyValue to, ZoneId zone) {
    LocalDateTime first = KeyTime.local(from, zone);
    // Where clocks change, the last start may be hours away from where the calendar has it.
    LocalDateTime beyond = KeyTime.local(to, zone).plusDays(1);
    List<KeyValue> starts = new ArrayList<>();
    KeyValue last = null;
    for (long i = 0; starts.size() <= MAXIMUM_STEPS; i++) {
      LocalDateTime next = first.plus(i * amount, unit.unit);
      // A long step can leave what a key can hold.
      if (next.isAfter(beyond)) {
        break;
      }
      KeyValue start = KeyTime.like(from, next, zone);
      if (start.compareTo(to) >= 0) {
        break;
      }
      // Where clocks go back, an hour comes twice and is one range.
      if (last == null || last.compareTo(start) < 0) {
        starts.add(start);
        last = start;
      }
    }
    return starts;
  }

  /// `1 month`, `6 hours`.
  public String text() {
    return amount + " " + unit.word + (amount == 1 ? "" : "s");
  }
}
