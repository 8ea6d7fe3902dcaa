package io.shardlens.execute;

import io.shardlens.merge.GroupMerge;
import io.shardlens.merge.GroupMerge.Output;
import io.shardlens.merge.Window;
import io.shardlens.plan.MergeStep.GroupColumn;
import io.shardlens.plan.MergeStep.Groups;
import io.shardlens.rows.RowCursor;
import java.util.Comparator;
import java.util.List;

/// Makes the cursors that put groups together of what a plan says.
final class GroupCursors {

  private GroupCursors() {}

  /// @param inputs one for each shard, with the plan's part columns
  static RowCursor over(Groups groups, List<RowCursor> inputs) {
    GroupMerge merged =
        new GroupMerge(
            groups.columns(),
            inputs,
            groups.keys(),
            groups.outputs().stream().map(GroupCursors::output).toList(),
            groups.order().isEmpty() ? null : SortOrders.rows(groups.order()));
    return new Window(merged, groups.offset(), groups.limit(), 0);
  }

  private static Output output(GroupColumn column) {
    return switch (column.how()) {
      case KEY -> new Output.Key(column.column());
      case COUNT -> new Output.Sum(column.column(), "0");
      case SUM -> new Output.Sum(column.column(), null);
      case NUMERIC_SUM -> new Output.NumericTotal(column.column());
      case AVERAGE -> new Output.Average(column.column(), column.count());
      case MIN -> new Output.Least(column.column(), order(column));
      case MAX -> new Output.Least(column.column(), order(column).reversed());
      case COUNT_DISTINCT -> new Output.CountOfDistinct(column.column());
    };
  }

  private static Comparator<String> order(GroupColumn column) {
    return SortOrders.values(column.order().orElseThrow());
  }
}
