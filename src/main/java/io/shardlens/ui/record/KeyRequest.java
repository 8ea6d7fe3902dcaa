package io.shardlens.ui.record;

import io.shardlens.sql.Identifier;
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

  /// A statement that reads the rows with the key, for the query screen.
  String sql() {
    StringBuilder sql = new StringBuilder("SELECT *\n  FROM ");
    sql.append(Identifier.display(table.name()));
    for (int i = 0; i < key.size(); i++) {
      sql.append(i == 0 ? "\n WHERE " : "\n   AND ")
          .append(Identifier.display(table.key().get(i)))
          .append(" = '")
          .append(key.get(i).replace("'", "''"))
          .append('\'');
    }
    return sql.append(";").toString();
  }
}
