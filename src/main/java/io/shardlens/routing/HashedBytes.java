package io.shardlens.routing;

import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.KeyBytes;
import java.util.List;
import java.util.Optional;

/// The bytes of the key at hand that a hash function reads, as [HashedKey] makes them. Not
/// thread-safe.
final class HashedBytes {
  private final KeyBytes form;
  private final KeyColumn[] columns;
  private final byte[] separator;
  private final boolean asItStands;
  private final TextBuffer buffer = new TextBuffer();

  private HashedBytes(KeyBytes form, List<KeyColumn> columns) {
    this.form = form;
    this.columns = columns.toArray(KeyColumn[]::new);
    this.separator = form.separator().getBytes(form.charset().charset());
    this.asItStands =
        form.form() == KeyBytes.Form.TEXT
            && columns.size() == 1
            && columns.getFirst().type().isText()
            && !isWide(form);
  }

  /// Empty where no key has bytes, because the charset has not the separator.
  static Optional<HashedBytes> of(KeyBytes form, List<KeyColumn> columns) {
    return form.charset().charset().newEncoder().canEncode(form.separator())
        ? Optional.of(new HashedBytes(form, columns))
        : Optional.empty();
  }

  /// Whether ASCII has two bytes each.
  static boolean isWide(KeyBytes form) {
    return switch (form.charset()) {
      case UTF_8, LATIN_1 -> false;
      case UTF_16_LITTLE_ENDIAN, UTF_16_BIG_ENDIAN -> true;
    };
  }

  /// Makes the bytes.
  ///
  /// @return whether it could; what it cannot make, the ordinary way does
  boolean make() {
    if (asItStands) {
      return true;
    }
    buffer.clear();
    return switch (form.form()) {
      case TEXT -> putTexts();
      case INT32_LITTLE_ENDIAN, INT32_BIG_ENDIAN ->
          columns[0].number() == (int) columns[0].number() && putNumber(4);
      case INT64_LITTLE_ENDIAN, INT64_BIG_ENDIAN -> putNumber(8);
      case UUID -> {
        putNumber(columns[0].number(), 8);
        putNumber(columns[0].lower(), 8);
        yield true;
      }
    };
  }

  private boolean putTexts() {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        buffer.put(separator, 0, separator.length);
      }
      int start = buffer.length();
      if (!buffer.put(columns[i])) {
        return false;
      }
      if (isWide(form)) {
        buffer.widen(start, form.charset() == KeyBytes.Charset.UTF_16_BIG_ENDIAN);
      }
    }
    return true;
  }

  private boolean putNumber(int size) {
    boolean reversed =
        form.form() == KeyBytes.Form.INT32_LITTLE_ENDIAN
            || form.form() == KeyBytes.Form.INT64_LITTLE_ENDIAN;
    long number = columns[0].number();
    putNumber(reversed ? Long.reverseBytes(number) >>> (64 - 8 * size) : number, size);
    return true;
  }

  private void putNumber(long number, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      buffer.put((int) (number >>> shift));
    }
  }

  byte[] bytes() {
    return asItStands ? columns[0].bytes() : buffer.bytes();
  }

  int offset() {
    return asItStands ? columns[0].offset() : 0;
  }

  int length() {
    return asItStands ? columns[0].length() : buffer.length();
  }

  /// The number of a hash of fewer than 64 bits, of which [NumberSource.Hash#signed()] says whether
  /// the highest bit is its sign.
  static long number(NumberSource.Hash hash, long unsigned) {
    int unused = 64 - 8 * hash.part().bytes();
    return hash.signed() ? unsigned << unused >> unused : unsigned;
  }
}
