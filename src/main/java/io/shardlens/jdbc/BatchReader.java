package io.shardlens.jdbc;

import io.shardlens.execute.BatchSink;
import io.shardlens.execute.ShardFailure;
import io.shardlens.rows.Column;
import io.shardlens.rows.RowBatch;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs the rows of an open result as they come. With binary transfer off, the driver hands out a
/// cell's bytes as the server wrote them, without making a text of them; only of `bytea` it would
/// hand out what the text stands for.
///
/// A fetch makes one batch or several, which are handed on before the next one is asked for.
final class BatchReader {

  /// Larger arrays would each take a region of the garbage collector's for themselves, half of it
  /// in vain, where the heap is small.
  private static final int MOST_BYTES = 224 * 1024;

  private final ResultSet rows;
  private final FetchSize fetch;
  private final List<Column> columns;
  private final boolean[] asText;
  private final RowBatch.Builder batch;

  BatchReader(ResultSet rows, int source, FetchSize fetch) throws SQLException {
    this.rows = rows;
    this.fetch = fetch;
    ResultSetMetaData metadata = rows.getMetaData();
    this.columns = ResultColumns.of(metadata);
    this.asText = new boolean[columns.size()];
    for (int i = 0; i < asText.length; i++) {
      asText[i] = metadata.getColumnType(i + 1) == Types.BINARY;
    }
    this.batch = new RowBatch.Builder(source, columns.size());
  }

  void read(BatchSink sink) throws SQLException, ShardFailure {
    sink.columns(columns);
    int fetched = 0;
    long bytes = 0;
    boolean wanted = true;
    while (wanted && rows.next()) {
      int before = batch.bytes();
      readRow();
      fetched++;
      bytes += batch.bytes() - before;
      if (fetched == fetch.rows()) {
        fetch.learn(fetched, bytes);
        rows.setFetchSize(fetch.rows());
        fetched = 0;
        bytes = 0;
        wanted = sink.batch(batch.build());
      } else if (batch.bytes() >= MOST_BYTES) {
        wanted = sink.batch(batch.build());
      }
    }
    if (wanted && batch.rows() > 0) {
      wanted = sink.batch(batch.build());
    }
  }

  private void readRow() throws SQLException {
    for (int i = 0; i < asText.length; i++) {
      batch.cell(asText[i] ? utf8(rows.getString(i + 1)) : rows.getBytes(i + 1));
    }
    batch.endRow();
  }

  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
