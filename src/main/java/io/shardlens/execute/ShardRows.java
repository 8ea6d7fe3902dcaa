package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One shard's rows of a pushed-down statement, held until all shards have answered, so that a
/// shard that is lost half-way leaves nothing behind.
final class ShardRows implements RowSink {

  private static final int PROGRESS_STEP = 500;

  private final int source;
  private final long maxRows;
  private final RowBudget budget;
  private final LongConsumer progress;
  private final List<Row> rows = new ArrayList<>();
  private List<Column> columns = List.of();
  private boolean truncated;

  /// @param source the index of the shard in the topology
  /// @param maxRows rows wanted at most; the one after them is read to learn that there are more
  private ShardRows(int source, long maxRows, RowBudget budget, LongConsumer progress) {
    this.source = source;
    this.maxRows = maxRows;
    this.budget = budget;
    this.progress = progress;
  }

  /// Runs a statement and holds its rows.
  static ShardRows read(
      ShardId shard,
      int source,
      ShardSession session,
      String sql,
      long maxRows,
      RowBudget budget,
      QueryService.Progress progress)
      throws ShardFailure {
    ShardRows rows = new ShardRows(source, maxRows, budget, count -> progress.rows(shard, count));
    session.read(sql, List.of(), rows);
    progress.rows(shard, rows.rows.size());
    return rows;
  }

  /// Holds what the last stage of a gathered merge returns; its rows come from no single shard.
  static ShardRows forMerge(long maxRows) {
    return new ShardRows(Row.MERGED, maxRows, new RowBudget(Long.MAX_VALUE), count -> {});
  }

  @Override
  public void columns(List<Column> arrived) {
    columns = List.copyOf(arrived);
  }

  @Override
  public boolean row(@Nullable String[] cells) throws ShardFailure {
    if (rows.size() >= maxRows) {
      truncated = true;
      return false;
    }
    budget.take(cells);
    rows.add(new Row(source, cells));
    if (rows.size() % PROGRESS_STEP == 0) {
      progress.accept(rows.size());
    }
    return true;
  }

  List<Column> columns() {
    return columns;
  }

  List<Row> rows() {
    return rows;
  }

  boolean isTruncated() {
    return truncated;
  }
}
