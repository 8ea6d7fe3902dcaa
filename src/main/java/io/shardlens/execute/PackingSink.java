package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.RowBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands rows on in batches of one: how a session that knows rows only one by one speaks to a
/// [BatchSink].
final class PackingSink implements RowSink {

  private final int source;
  private final BatchSink sink;
  private RowBatch.Builder rows;

  PackingSink(int source, BatchSink sink) {
    this.source = source;
    this.sink = sink;
    this.rows = new RowBatch.Builder(source, 0);
  }

  @Override
  public void columns(List<Column> columns) throws ShardFailure {
    rows = new RowBatch.Builder(source, columns.size());
    sink.columns(columns);
  }

  @Override
  public boolean row(@Nullable String[] cells) throws ShardFailure {
    for (String cell : cells) {
      rows.cell(cell == null ? null : cell.getBytes(StandardCharsets.UTF_8));
    }
    rows.endRow();
    return sink.batch(rows.build());
  }
}
