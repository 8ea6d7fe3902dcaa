package io.shardlens.topology.json;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads values of one key column: bounds of ranges and listed values. Integers are JSON numbers,
/// or texts where a tool between would lose the digits beyond 2^53; all other keys are texts.
///
/// @param type `null` where the file does not say it rightly, which has been reported; then no
///   value can be told right from wrong
/// @param zone in which moments without an offset are to be understood
record KeyValueReader(@Nullable KeyType type, Optional<ZoneId> zone, Problems problems) {

  /// The key, or `null` when the value is no key of the type; then that has been reported.
  @Nullable KeyValue read(Located value) {
    return type == null ? null : read(type, value);
  }

  private @Nullable KeyValue read(KeyType type, Located value) {
    String text =
        switch (value) {
          case Located.Text(Located.Place _, String written) -> written;
          case Located.Numeral(Located.Place _, String literal, boolean _) when type.isInteger() ->
              literal;
          default -> null;
        };
    if (text == null) {
      problems.add(
          value.place(),
          "A key of type "
              + type.word()
              + " is written as "
              + (type.isInteger() ? "a whole number" : "a text")
              + ", not as "
              + value.kind());
      return null;
    }
    try {
      return KeyValue.parse(type, text, zone);
    } catch (KeyFormatException e) {
      problems.add(value.place(), Shown.escaped(String.valueOf(e.getMessage())));
      return null;
    }
  }
}
