package io.shardlens.merge;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the groups of several inputs together: rows with equal keys become one, and partial
/// aggregates become those of all rows. Holds one row for each group; reads all inputs before its
/// first row.
///
/// Two keys are equal when their texts are, so every key must be of a type whose equal values print
/// the same.
public final class GroupMerge implements RowCursor {

  /// What a result column is.
  public sealed interface Output {

    /// A key of the groups.
    ///
    /// @param column its index in the inputs
    record Key(int column) implements Output {}

    /// The sum of `bigint`s, which fits a `bigint`.
    ///
    /// @param empty what the sum of no value is: `0` for a count, `null` for a sum
    record Sum(int column, @Nullable String empty) implements Output {}

    /// The sum of `numeric`s.
    record NumericTotal(int column) implements Output {}

    /// A sum of integers or `numeric`s divided by a count.
    record Average(int sum, int count) implements Output {}

    /// The least value by an order; with a reversed order the greatest.
    record Least(int column, Comparator<String> order) implements Output {}

    /// How many different values there are, NULL left out; the column is a key of the inputs.
    record CountOfDistinct(int column) implements Output {}
  }

  private final List<Column> columns;
  private final List<RowCursor> inputs;
  private final int[] keys;
  private final List<Output> outputs;
  private final @Nullable RowOrder order;
  private java.util.@Nullable Iterator<Row> rows;

  /// @param columns of the result, one for each output
  /// @param keys the indexes of the keys of a group in the inputs; without any, all rows are one
  ///   group, which is there even where no row is
  /// @param order of the result, by its columns; `null` for none
  public GroupMerge(
      List<Column> columns,
      List<RowCursor> inputs,
      List<Integer> keys,
      List<Output> outputs,
      @Nullable RowOrder order) {
    this.columns = List.copyOf(columns);
    this.inputs = List.copyOf(inputs);
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    this.outputs = List.copyOf(outputs);
    this.order = order;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() {
    if (rows == null) {
      rows = merged().iterator();
    }
    return rows.hasNext() ? rows.next() : null;
  }

  private List<Row> merged() {
    Map<List<@Nullable String>, Group> groups = new LinkedHashMap<>();
    if (keys.length == 0) {
      groups.put(List.of(), new Group());
    }
    for (RowCursor input : inputs) {
      for (Row row = input.next(); row != null; row = input.next()) {
        groups.computeIfAbsent(key(row), key -> new Group()).add(row);
      }
    }
    List<Row> merged = new ArrayList<>(groups.size());
    groups.values().forEach(group -> merged.add(group.row()));
    if (order != null) {
      order.sort(merged);
    }
    return merged;
  }

  private List<@Nullable String> key(Row row) {
    @Nullable String[] key = new @Nullable String[keys.length];
    for (int i = 0; i < keys.length; i++) {
      key[i] = row.cell(keys[i]);
    }
    return Arrays.asList(key);
  }

  @Override
  public void close() {
    inputs.forEach(RowCursor::close);
  }

  private final class Group {
    private final Part[] parts = outputs.stream().map(GroupMerge::part).toArray(Part[]::new);

    void add(Row row) {
      for (Part part : parts) {
        part.add(row);
      }
    }

    Row row() {
      @Nullable String[] cells = new @Nullable String[parts.length];
      for (int i = 0; i < parts.length; i++) {
        cells[i] = parts[i].value();
      }
      return new Row(Row.MERGED, cells);
    }
  }

  /// One result column of one group, while it is put together.
  private interface Part {
    void add(Row row);

    @Nullable String value();
  }

  private static Part part(Output output) {
    return switch (output) {
      case Output.Key(int column) -> new FirstPart(column);
      case Output.Sum(int column, String empty) -> new SumPart(column, empty);
      case Output.NumericTotal(int column) -> new NumericPart(column, -1);
      case Output.Average(int sum, int count) -> new NumericPart(sum, count);
      case Output.Least(int column, Comparator<String> order) -> new LeastPart(column, order);
      case Output.CountOfDistinct(int column) -> new DistinctPart(column);
    };
  }

  private static final class FirstPart implements Part {
    private final int column;
    private @Nullable String value;

    FirstPart(int column) {
      this.column = column;
    }

    @Override
    public void add(Row row) {
      value = row.cell(column);
    }

    @Override
    public @Nullable String value() {
      return value;
    }
  }

  private static final class SumPart implements Part {
    private final int column;
    private final @Nullable String empty;
    private boolean any;
    private long sum;

    SumPart(int column, @Nullable String empty) {
      this.column = column;
      this.empty = empty;
    }

    @Override
    public void add(Row row) {
      String cell = row.cell(column);
      if (cell != null) {
        any = true;
        sum = Math.addExact(sum, Long.parseLong(cell));
      }
    }

    @Override
    public @Nullable String value() {
      return any ? Long.toString(sum) : empty;
    }
  }

  /// A sum, and its quotient where the inputs have a column of counts.
  private static final class NumericPart implements Part {
    private final int column;
    private final int counts;
    private final NumericSum sum = new NumericSum();
    private boolean any;
    private long count;

    NumericPart(int column, int counts) {
      this.column = column;
      this.counts = counts;
    }

    @Override
    public void add(Row row) {
      String cell = row.cell(column);
      if (cell != null) {
        any = true;
        sum.add(cell);
      }
      String more = counts < 0 ? null : row.cell(counts);
      if (more != null) {
        count = Math.addExact(count, Long.parseLong(more));
      }
    }

    @Override
    public @Nullable String value() {
      if (!any) {
        return null;
      }
      return counts < 0 ? sum.sum() : sum.dividedBy(count);
    }
  }

  private static final class LeastPart implements Part {
    private final int column;
    private final Comparator<String> order;
    private @Nullable String least;

    LeastPart(int column, Comparator<String> order) {
      this.column = column;
      this.order = order;
    }

    @Override
    public void add(Row row) {
      String cell = row.cell(column);
      if (cell != null && (least == null || order.compare(cell, least) < 0)) {
        least = cell;
      }
    }

    @Override
    public @Nullable String value() {
      return least;
    }
  }

  private static final class DistinctPart implements Part {
    private final int column;
    private final Set<String> values = new HashSet<>();

    DistinctPart(int column) {
      this.column = column;
    }

    @Override
    public void add(Row row) {
      String cell = row.cell(column);
      if (cell != null) {
        values.add(cell);
      }
    }

    @Override
    public @Nullable String value() {
      return Integer.toString(values.size());
    }
  }
}
