package io.shardlens.bench.suite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What two equal answers have in common, without keeping a million rows: the names of the columns,
/// the multiset of the rows, and the order as far as the statement fixes it.
///
/// @param rows how many
/// @param multiset the sum of the rows' digests, 128 bits
/// @param order a digest of the sort keys in their order; of whole rows where no two are equal; 0
///   where any order is right
record Fingerprint(List<String> columns, long rows, Sum multiset, long order) {

  record Sum(long high, long low) {}

  /// How another answer differs from this one, which is right; empty where it does not.
  String difference(Fingerprint other, boolean names) {
    if (rows != other.rows) {
      return other.rows + " rows instead of " + rows;
    }
    if (!multiset.equals(other.multiset)) {
      return "other rows, " + rows + " as well";
    }
    if (order != other.order) {
      return "the right rows in another order";
    }
    return names && !columns.equals(other.columns)
        ? "columns " + other.columns + " instead of " + columns
        : "";
  }

  /// Reads an answer and makes its fingerprint.
  static final class Reader implements RowReader {
    private static final Pattern TIME =
        Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+?)??)(?:\\.?0*)(?:\\+00)?");

    private final SuiteQuery query;
    private final boolean lenient;
    private final MessageDigest digest;
    private List<String> columns = List.of();
    private long rows;
    private long high;
    private long low;
    private long order;

    /// @param lenient whether a moment may be written without its zone and with a `.0`, as
    ///   `java.sql.Timestamp` does
    Reader(SuiteQuery query, boolean lenient) {
      this.query = query;
      this.lenient = lenient;
      try {
        digest = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has MD5", e);
      }
    }

    @Override
    public void columns(List<String> names) {
      columns = names;
    }

    @Override
    public void row(List<@Nullable String> cells) {
      rows++;
      cells.forEach(this::add);
      ByteBuffer sum = ByteBuffer.wrap(digest.digest());
      long first = sum.getLong();
      high += first;
      low += sum.getLong();
      if (query.total()) {
        order = 31 * order + first;
      } else if (!query.order().isEmpty()) {
        query.order().forEach(key -> add(cells.get(key.column())));
        order = 31 * order + ByteBuffer.wrap(digest.digest()).getLong();
      }
    }

    private void add(@Nullable String text) {
      String cell = text == null || !lenient ? text : plain(text);
      byte[] utf8 = cell == null ? new byte[0] : cell.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(cell == null ? -1 : utf8.length).flip());
      digest.update(utf8);
    }

    private static String plain(String cell) {
      if (cell.length() < 19 || cell.charAt(4) != '-') {
        return cell;
      }
      Matcher time = TIME.matcher(cell);
      return time.matches() ? time.group(1) : cell;
    }

    Fingerprint fingerprint() {
      return new Fingerprint(columns, rows, new Sum(high, low), order);
    }
  }
}
