package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what the last stage of a gathered merge returns; its rows come from no single shard.
final class ShardRows implements RowSink {

  private final long maxRows;
  private final RowBudget budget = new RowBudget(Long.MAX_VALUE);
  private final List<Row> rows = new ArrayList<>();
  private List<Column> columns = List.of();

  private ShardRows(long maxRows) {
    this.maxRows = maxRows;
  }

  /// @param maxRows rows wanted at most
  static ShardRows forMerge(long maxRows) {
    return new ShardRows(maxRows);
  }

  @Override
  public void columns(List<Column> arrived) {
    columns = List.copyOf(arrived);
  }

  @Override
  public boolean row(@Nullable String[] cells) throws ShardFailure {
    if (rows.size() >= maxRows) {
      return false;
    }
    budget.take(cells);
    rows.add(new Row(Row.MERGED, cells));
    return true;
  }

  List<Column> columns() {
    return columns;
  }

  List<Row> rows() {
    return rows;
  }
}
