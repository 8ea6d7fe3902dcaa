package io.shardlens.routing.hash;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Java's `hashCode()` of the class that a driver or a framework makes of a key: signed, and
/// another one for a bigint than for an integer of the same value.
public final class JavaHash {

  private JavaHash() {}

  /// The `hashCode()` of the Short, Integer, Long, String or UUID that the value is.
  ///
  /// @throws IllegalArgumentException for a time, of which Java has several classes, each with
  ///   another hash code, and for a tuple
  public static int ofColumn(KeyType type, KeyValue value) {
    return switch (value) {
      case KeyValue.Int(long number) -> ofNumber(type, number);
      case KeyValue.Text(String text) -> text.hashCode();
      case KeyValue.Uuid uuid -> uuid.value().hashCode();
      case KeyValue.Day _, KeyValue.Timestamp _, KeyValue.Moment _, KeyValue.Tuple _ ->
          throw new IllegalArgumentException(
              "Java has no one class for a " + type.word() + ", and so no one hash code");
    };
  }

  /// `Long.hashCode` of a bigint. The hash code of a Short or an Integer is its value.
  public static int ofNumber(KeyType type, long value) {
    return type == KeyType.BIGINT ? Long.hashCode(value) : (int) value;
  }

  /// `String.hashCode` of a text that a part of an array holds in UTF-8. Nothing is allocated for a
  /// text in ASCII.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array
  public static int ofText(byte[] utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.length);
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      if (utf8[i] < 0) {
        return new String(utf8, offset, length, StandardCharsets.UTF_8).hashCode();
      }
      hash = 31 * hash + utf8[i];
    }
    return hash;
  }
}
