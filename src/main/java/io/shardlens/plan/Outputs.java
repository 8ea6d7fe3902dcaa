package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.rows.Column;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The select list with its stars spelled out: which result column is which column of which table.
record Outputs(List<Entry> entries) {

  /// @param origin the table's column that is shown as it is, empty for a computed one
  record Entry(String label, Optional<BoundColumn> origin) {}

  /// Spells the select list out and checks it against the server's own description; empty where
  /// they differ or a column cannot be told.
  static Optional<Outputs> expand(SimpleSelect select, Sources sources, List<Column> described) {
    List<Entry> entries = new ArrayList<>();
    for (Output output : select.outputs()) {
      switch (output) {
        case Output.Star(String qualifier) -> {
          for (Bound bound : sources.all()) {
            if (qualifier.isEmpty() || qualifier.equals(bound.source().alias())) {
              for (ColumnFacts facts : bound.facts().columns()) {
                entries.add(new Entry(facts.name(), Optional.of(new BoundColumn(bound, facts))));
              }
            }
          }
        }
        case Output.Plain(ColumnReference column, String label) -> {
          Optional<BoundColumn> origin = sources.resolve(column);
          if (origin.isEmpty()) {
            return Optional.empty();
          }
          entries.add(new Entry(label, origin));
        }
        case Output.Computed(String label) -> entries.add(new Entry(label, Optional.empty()));
      }
    }
    if (entries.size() != described.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < entries.size(); i++) {
      String label = entries.get(i).label();
      if (!label.isEmpty() && !label.equals(described.get(i).name())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Outputs(List.copyOf(entries)));
  }

  /// The index of the only result column with a label, -1 where there is none, -2 where there are
  /// several.
  int labelled(String label, List<Column> described) {
    int found = -1;
    for (int i = 0; i < described.size(); i++) {
      if (described.get(i).name().equals(label)) {
        found = found == -1 ? i : -2;
      }
    }
    return found;
  }

  /// The index of the first result column that shows a table's column as it is, or -1.
  int showing(BoundColumn column) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).origin().equals(Optional.of(column))) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a shard key that is never NULL by a join is among the entries of the given indexes.
  boolean holdWholeKey(List<Integer> indexes, Sources sources) {
    return sources.sharded().stream()
        .filter(bound -> !bound.isNullable())
        .anyMatch(bound ->
            ((io.shardlens.topology.TableDefinition.Sharded) bound.definition())
                .key().stream()
                    .allMatch(key ->
                        indexes.stream()
                            .map(index -> entries.get(index).origin())
                            .flatMap(Optional::stream)
                            .anyMatch(origin ->
                                origin.owner().equals(bound)
                                    && origin.facts().name().equals(key)
                                    && sources.keyPosition(origin) >= 0)));
  }
}
