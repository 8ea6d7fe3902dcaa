package io.shardlens.bench.suite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
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
    private final SuiteQuery query;
    private final MessageDigest digest;
    private List<String> columns = List.of();
    private long rows;
    private long high;
    private long low;
    private long order;

    Reader(SuiteQuery query) {
      this.query = query;
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

    private void add(@Nullable String cell) {
      byte[] utf8 = cell == null ? new byte[0] : cell.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(cell == null ? -1 : utf8.length).flip());
      digest.update(utf8);
    }

    Fingerprint fingerprint() {
      return new Fingerprint(columns, rows, new Sum(high, low), order);
    }
  }
}
