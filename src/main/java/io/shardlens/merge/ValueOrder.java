package io.shardlens.merge;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// Orders PostgreSQL's text output of values as PostgreSQL orders the values. Each is proved by a
/// test that sorts the same values on a server.
public final class ValueOrder implements Comparator<String> {

  /// `smallint`, `integer`, `bigint`.
  public static final ValueOrder INTEGER = new ValueOrder(ValueReader::whole);

  /// `numeric`: NaN is the greatest, then Infinity; -Infinity is the least; scale does not matter.
  public static final ValueOrder NUMERIC = new ValueOrder(ValueReader::exact);

  /// `real`, `double precision`: NaN is the greatest, -0 equals 0.
  public static final ValueOrder FLOAT = new ValueOrder(ValueReader::real);

  /// `boolean`: f before t.
  public static final ValueOrder BOOLEAN = new ValueOrder(SortValue.Bytes::new);

  /// `uuid`: PostgreSQL prints lower-case hexadecimal, which orders as the bytes do.
  public static final ValueOrder UUID = new ValueOrder(SortValue.Bytes::new);

  /// Text under collation "C": unsigned UTF-8 bytes, which is not Java's order beyond U+FFFF.
  public static final ValueOrder BYTES = new ValueOrder(SortValue.Bytes::new);

  /// `date`, `timestamp`, and `timestamptz` printed in UTC: ISO form, any year, BC, infinities.
  public static final ValueOrder DATE_TIME = new ValueOrder(ValueReader::moment);

  private final Reader reader;

  private ValueOrder(Reader reader) {
    this.reader = reader;
  }

  private interface Reader {
    SortValue read(byte[] utf8, int offset, int length);
  }

  /// The value of a text, which may hold on to the array.
  ///
  /// @throws RuntimeException as [#compare]
  SortValue read(byte[] utf8, int offset, int length) {
    return reader.read(utf8, offset, length);
  }

  /// @throws IllegalArgumentException when a text is none of the type
  /// @throws java.time.DateTimeException when it is a date that does not exist
  @Override
  public int compare(String left, String right) {
    return read(left).compareTo(read(right));
  }

  private SortValue read(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return read(utf8, 0, utf8.length);
  }
}
