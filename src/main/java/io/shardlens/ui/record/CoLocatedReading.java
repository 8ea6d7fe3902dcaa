package io.shardlens.ui.record;

import io.shardlens.record.LookupOutcome;
import io.shardlens.record.RecordService;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Rows of the other tables of a routing that have the key of the record on the screen. To be used
/// on the screen's thread.
final class CoLocatedReading {

  private final Topology topology;
  private final RecordService records;
  private final Background background;
  private final ObservableList<CoLocatedRows> rows = FXCollections.observableArrayList();

  /// Answers to any other request come too late.
  private @Nullable KeyRequest read;

  CoLocatedReading(Topology topology, RecordService records, Background background) {
    this.topology = topology;
    this.records = records;
    this.background = background;
  }

  /// One for each table, first without an outcome.
  ObservableList<CoLocatedRows> rows() {
    return rows;
  }

  void clear() {
    read = null;
    rows.clear();
  }

  void read(KeyRequest request) {
    read = request;
    List<TableDefinition.Sharded> others =
        topology.shardedTables().stream()
            .filter(table -> table.routing().equals(request.table().routing()))
            .filter(table -> !table.name().equals(request.table().name()))
            .filter(table -> table.key().size() == request.key().size())
            .toList();
    rows.setAll(others.stream().map(table -> new CoLocatedRows(table, Optional.empty())).toList());
    for (int i = 0; i < others.size(); i++) {
      TableDefinition.Sharded table = others.get(i);
      int place = i;
      background.run(
          () -> records.lookup(table, request.key()),
          outcome -> put(request, place, table, outcome),
          // The record itself is there; that its neighbours are not is said in their place.
          failure -> put(request, place, table, new LookupOutcome.BadKey(Failures.text(failure))));
    }
  }

  private void put(
      KeyRequest request, int place, TableDefinition.Sharded table, LookupOutcome outcome) {
    if (request.equals(read) && place < rows.size()) {
      rows.set(place, new CoLocatedRows(table, Optional.of(outcome)));
    }
  }
}
