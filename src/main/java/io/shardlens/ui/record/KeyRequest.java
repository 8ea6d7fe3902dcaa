package io.shardlens.ui.record;

import io.shardlens.topology.TableDefinition;
import java.util.List;

/// What is looked up.
///
/// @param key one text per key column, as typed
record KeyRequest(TableDefinition.Sharded table, List<String> key) {

  KeyRequest {
    key = List.copyOf(key);
  }

  /// `id = 50000`, `tenant = 7, id = 12`.
  String words() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String column = i < table.key().size() ? table.key().get(i) : "?";
      words.append(i == 0 ? "" : ", ").append(column).append(" = ").append(key.get(i));
    }
    return words.toString();
  }
}
