package io.shardlens.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// One row of a COPY in PostgreSQL's text format: tab between fields, `\N` for NULL, backslash
/// escapes. Made once and used for many rows.
final class CopyRow {

  private final StringBuilder line = new StringBuilder();
  private final Appendable sink;

  CopyRow(Appendable sink) {
    this.sink = sink;
  }

  CopyRow number(long value) {
    separator().append(value);
    return this;
  }

  /// An amount of hundredths, always with its two decimals; `null` is NULL.
  CopyRow hundredths(@Nullable Long amount) {
    separator();
    if (amount == null) {
      line.append("\\N");
      return this;
    }
    long magnitude = Math.abs(amount);
    line.append(amount < 0 ? "-" : "").append(magnitude / 100).append('.');
    line.append(magnitude % 100 < 10 ? "0" : "").append(magnitude % 100);
    return this;
  }

  /// Microseconds since 1970 in UTC; `null` is NULL.
  CopyRow instant(@Nullable Long micros) {
    separator();
    if (micros == null) {
      line.append("\\N");
    } else {
      int nanos = (int) (micros % 1_000_000) * 1000;
      line.append(LocalDateTime.ofEpochSecond(micros / 1_000_000, nanos, ZoneOffset.UTC))
          .append('Z');
    }
    return this;
  }

  CopyRow text(@Nullable String value) {
    separator();
    if (value == null) {
      line.append("\\N");
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(character);
      }
    }
    return this;
  }

  void end() throws IOException {
    sink.append(line.append('\n'));
    line.setLength(0);
  }

  private StringBuilder separator() {
    return line.isEmpty() ? line : line.append('\t');
  }
}
