package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.rows.Column;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.OrderKey;
import io.shardlens.sql.SimpleSelect.SortExpression;
import io.shardlens.sql.Statement;
import io.shardlens.topology.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A `SELECT` over tables whose own conditions tell which of their rows are needed: a whole
/// statement, or the only query inside one.
///
/// @param columns that it returns, as a server describes them; empty where none was asked
/// @param functions that it uses
/// @param wanted rows of its result that anybody wants
/// @param ranking by which only its first rows are wanted
record Reading(
    Statement statement,
    SimpleSelect select,
    Sources sources,
    List<Column> columns,
    FunctionUse functions,
    long wanted,
    Optional<Ranking> ranking) {

  /// Beyond so many rows a shard's sort for the first ones is no gain over a scan of all.
  private static final long MAX_FIRST_ROWS = 1_000_000;

  /// The only use of a table, empty where it has several, none, or one that a join fills with NULL.
  Optional<Bound> onlyUse(TableDefinition table) {
    List<Bound> uses =
        sources.all().stream().filter(bound -> bound.definition().equals(table)).toList();
    return uses.size() == 1 && !uses.getFirst().isNullable()
        ? Optional.of(uses.getFirst())
        : Optional.empty();
  }

  /// Whether it reads one table only, and each row of it means the same wherever it is read.
  boolean ofOneTable() {
    return sources.all().size() == 1 && functions.momentary().isEmpty();
  }

  /// How many rows of each shard are enough, empty where all are needed. It takes a `LIMIT`, or a
  /// reader who wants only so many, over rows that are not put together, and sort keys that mean
  /// the same without the select list.
  OptionalLong firstRows(boolean sameTextOrder) {
    boolean rowByRow =
        select.pushable()
            && !select.windowed()
            && !select.grouped()
            && !select.having()
            && !select.distinct()
            && !functions.aggregates()
            && !functions.sets();
    long most = Math.min(wanted, select.limit().orElse(Long.MAX_VALUE));
    if (!rowByRow || !sameTextOrder || most > MAX_FIRST_ROWS) {
      return OptionalLong.empty();
    }
    Optional<Outputs> outputs = Outputs.expand(select, sources, columns);
    boolean plain =
        outputs.isPresent()
            && select.order().stream().allMatch(key -> meansATableColumn(key, outputs.get()));
    return plain ? OptionalLong.of(Math.addExact(most, select.offset())) : OptionalLong.empty();
  }

  /// Whether a sort key does not go through a label of the select list. An expression never does:
  /// PostgreSQL looks for labels only where the key is a bare name or a number.
  private boolean meansATableColumn(OrderKey key, Outputs outputs) {
    if (key.expression().isEmpty()) {
      return true;
    }
    if (!(key.expression().get() instanceof SortExpression.ByColumn byColumn)) {
      return false;
    }
    if (!byColumn.column().qualifier().isEmpty()) {
      return true;
    }
    int labelled = outputs.labelled(byColumn.column().name(), columns);
    Optional<BoundColumn> meant = sources.resolve(byColumn.column());
    return labelled == -1
        || (labelled >= 0 && outputs.entries().get(labelled).origin().equals(meant));
  }
}
