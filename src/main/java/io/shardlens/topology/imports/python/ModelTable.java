package io.shardlens.topology.imports.python;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.ImportPlace;
import java.util.List;
import java.util.Optional;

/// A table as a model of the application describes it.
///
/// @param model the class, or the table's own name where there is none
/// @param name empty where only Django knows: its application's name is no part of the sources
record ModelTable(
    ImportPlace place, String model, Optional<TableName> name, List<ModelColumn> columns) {

  ModelTable {
    columns = List.copyOf(columns);
  }

  /// @param references the table, `users`, or the model that a foreign key points to; empty without
  ///   one
  record ModelColumn(
      String name, Optional<KeyType> type, boolean primary, Optional<String> references) {}

  Optional<ModelColumn> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  Optional<ModelColumn> primaryKey() {
    List<ModelColumn> primary = columns.stream().filter(ModelColumn::primary).toList();
    return primary.size() == 1 ? Optional.of(primary.getFirst()) : Optional.empty();
  }
}
