package io.shardlens.topology.json;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyTime;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How keys and numbers are written: as JSON numbers where no tool loses digits, as texts
/// otherwise.
final class KeyLayout {

  /// Beyond this, tools that take JSON numbers for doubles lose digits.
  private static final BigInteger LARGEST_EXACT_DOUBLE =
      BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

  private KeyLayout() {}

  static JsonLayout key(KeyValue key) {
    return key(key, Optional.empty());
  }

  /// @param zone in whose time moments are written where that says them exactly; else in UTC
  static JsonLayout key(KeyValue key, Optional<ZoneId> zone) {
    return switch (key) {
      case KeyValue.Int(long number) -> number(BigInteger.valueOf(number));
      case KeyValue.Tuple(List<KeyValue> values) ->
          JsonLayout.array(values.stream().map(value -> key(value, zone)).toList());
      case KeyValue.Moment moment ->
          JsonLayout.text(zone.flatMap(known -> localText(moment, known)).orElseGet(moment::text));
      default -> JsonLayout.text(key.text());
    };
  }

  static JsonLayout number(BigInteger number) {
    return number.abs().compareTo(LARGEST_EXACT_DOUBLE) <= 0
        ? JsonLayout.literal(number.toString())
        : JsonLayout.text(number.toString());
  }

  /// The time of a zone, `2024-01-31` at midnight; empty where it would be read as another moment,
  /// as the second of two equal hours is.
  private static Optional<String> localText(KeyValue.Moment moment, ZoneId zone) {
    LocalDateTime local = KeyTime.local(moment, zone);
    String text =
        local.toLocalTime().equals(LocalTime.MIDNIGHT)
            ? local.toLocalDate().toString()
            : local.toLocalDate() + " " + local.toLocalTime();
    try {
      return KeyValue.parse(KeyType.TIMESTAMPTZ, text, Optional.of(zone)).equals(moment)
          ? Optional.of(text)
          : Optional.empty();
    } catch (KeyFormatException e) {
      // A year of five digits, or one before Christ.
      return Optional.empty();
    }
  }
}
