package io.shardlens.bench.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Small questions to one server.
final class Ask {

  private Ask() {}

  static List<List<@Nullable String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return Collected.of(result).rows();
    }
  }

  /// Runs a statement over rows that are sent along, as the relation `parts (c0, c1, …)`.
  ///
  /// @param types of the columns, with a blank between
  static List<List<@Nullable String>> over(
      Connection connection, List<List<@Nullable String>> parts, String types, String sql)
      throws SQLException {
    List<String> names = List.of(types.split(" "));
    String text =
        "WITH parts AS (SELECT * FROM unnest("
            + names.stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", "))
            + ") AS t("
            + IntStream.range(0, names.size())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", "))
            + ")) "
            + sql;
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < names.size(); i++) {
        List<@Nullable String> column = new ArrayList<>(parts.size());
        for (List<@Nullable String> part : parts) {
          column.add(part.get(i));
        }
        statement.setArray(i + 1, connection.createArrayOf("text", column.toArray()));
      }
      try (ResultSet result = statement.executeQuery()) {
        return Collected.of(result).rows();
      }
    }
  }
}
