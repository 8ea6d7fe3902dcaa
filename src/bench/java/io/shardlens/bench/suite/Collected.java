package io.shardlens.bench.suite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rows of a small answer.
record Collected(List<String> columns, List<List<@Nullable String>> rows) {

  static Collected of(ResultSet result) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    JdbcPeer.read(
        result,
        new RowReader() {
          @Override
          public void columns(List<String> names) {
            columns.addAll(names);
          }

          @Override
          public void row(List<@Nullable String> cells) {
            rows.add(cells);
          }
        });
    return new Collected(columns, rows);
  }
}
