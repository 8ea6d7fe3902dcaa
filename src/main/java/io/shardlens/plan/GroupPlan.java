package io.shardlens.plan;

import io.shardlens.plan.GroupedText.Entry;
import io.shardlens.plan.MergeStep.Combination;
import io.shardlens.plan.MergeStep.GroupColumn;
import io.shardlens.plan.MergeStep.SortKey;
import io.shardlens.plan.MergeStep.SortType;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.OrderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans to put groups together in Java, where that is proved equal to PostgreSQL: the select list
/// holds keys and plain aggregates, keys are equal when their texts are, and the order is one that
/// Java shares.
final class GroupPlan {

  /// Types whose equal values print the same.
  private static final Set<String> EQUAL_BY_TEXT =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "boolean",
          "uuid",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "bytea");

  private final SimpleSelect select;
  private final GroupedText text;
  private final List<Column> described;
  private final List<Column> parts;

  /// @param described the columns of the result
  /// @param parts the columns that the shards return
  GroupPlan(SimpleSelect select, GroupedText text, List<Column> described, List<Column> parts) {
    this.select = select;
    this.text = text;
    this.described = described;
    this.parts = parts;
  }

  /// The step, or empty where PostgreSQL has to put the groups together.
  ///
  /// @param sql what the shards are sent
  Optional<MergeStep.Groups> step(String sql) {
    if (!text.isPlain() || select.windowed() || !select.pushable()) {
      return Optional.empty();
    }
    List<GroupColumn> outputs = new ArrayList<>();
    for (Entry entry : text.list()) {
      Optional<GroupColumn> output =
          switch (entry) {
            case Entry.OfKey(int index) ->
                Optional.of(new GroupColumn(Combination.KEY, index, -1, Optional.empty()));
            case Entry.OfAggregate(AggregateCall call) -> aggregate(call);
            case Entry.OfResult _, Entry.Computed _ -> Optional.empty();
          };
      if (output.isEmpty()) {
        return Optional.empty();
      }
      outputs.add(output.get());
    }
    for (int i = 0; i < text.keyCount(); i++) {
      if (!isEqualByText(i)) {
        return Optional.empty();
      }
    }
    return order(outputs)
        .map(order ->
            new MergeStep.Groups(
                sql,
                parts,
                text.groupKeys(),
                described,
                outputs,
                order,
                select.offset(),
                select.limit()));
  }

  private boolean isEqualByText(int key) {
    String type = type(key).baseName();
    if (EQUAL_BY_TEXT.contains(type)) {
      return true;
    }
    // Of an expression the collation, and whether it is deterministic, is not known here.
    return (type.equals("text") || type.equals("varchar"))
        && text.origin(key).map(origin -> origin.facts().deterministic()).orElse(false);
  }

  private PgType type(int part) {
    return parts.get(part).type();
  }

  private Optional<GroupColumn> aggregate(AggregateCall call) {
    List<Integer> columns = text.parts(call);
    int column = columns.getFirst();
    String type = type(column).baseName();
    if (call.distinct()) {
      return call.name().equals("count") && call.filter().isEmpty()
          ? Optional.of(new GroupColumn(Combination.COUNT_DISTINCT, column, -1, Optional.empty()))
          : Optional.empty();
    }
    boolean exact = type.equals("bigint") || type.equals("numeric");
    return switch (call.name()) {
      case "count" -> Optional.of(new GroupColumn(Combination.COUNT, column, -1, Optional.empty()));
      case "sum" ->
          exact
              ? Optional.of(
                  new GroupColumn(
                      type.equals("bigint") ? Combination.SUM : Combination.NUMERIC_SUM,
                      column,
                      -1,
                      Optional.empty()))
              : Optional.empty();
      case "avg" ->
          exact
              ? Optional.of(
                  new GroupColumn(Combination.AVERAGE, column, columns.get(1), Optional.empty()))
              : Optional.empty();
      case "min", "max" ->
          SortPlan.type(type(column), false)
              .map(order ->
                  new GroupColumn(
                      call.name().equals("min") ? Combination.MIN : Combination.MAX,
                      column,
                      -1,
                      Optional.of(order)));
      default -> Optional.empty();
    };
  }

  private Optional<List<SortKey>> order(List<GroupColumn> outputs) {
    List<SortKey> keys = new ArrayList<>();
    List<Entry> entries = text.order();
    for (int i = 0; i < entries.size(); i++) {
      int column =
          switch (entries.get(i)) {
            case Entry.OfResult(int index) -> index;
            case Entry.OfKey(int index) -> shown(index, outputs);
            case Entry.OfAggregate _, Entry.Computed _ -> -1;
          };
      Optional<SortType> type =
          column < 0 || column >= outputs.size() ? Optional.empty() : sortType(column, outputs);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      OrderKey key = select.order().get(i);
      keys.add(new SortKey(column, type.get(), key.descending(), key.nullsFirst()));
    }
    return Optional.of(keys);
  }

  private static int shown(int key, List<GroupColumn> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).how() == Combination.KEY && outputs.get(i).column() == key) {
        return i;
      }
    }
    return -1;
  }

  private Optional<SortType> sortType(int output, List<GroupColumn> outputs) {
    GroupColumn column = outputs.get(output);
    boolean byteOrder =
        column.how() == Combination.KEY
            && text.origin(column.column()).map(origin -> origin.facts().byteOrder()).orElse(false);
    return SortPlan.type(described.get(output).type(), byteOrder);
  }
}
