package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.sql.Token;
import java.util.ArrayList;
import java.util.List;

/// Writes the last stage of a gathered merge for the session that runs it.
final class LastStage {

  private LastStage() {}

  /// The last stage with each part as a `WITH` query of its name, which shadows a real table.
  ///
  /// `"users" AS (SELECT c1::bigint AS "id", … FROM unnest($1::text[], …))`: values travel as
  /// PostgreSQL's own text and are cast to the column's own type, so nothing is lost on the way.
  static String overArrays(String body, List<GatheredPart> parts) {
    List<String> queries = new ArrayList<>();
    int parameter = 1;
    for (GatheredPart part : parts) {
      List<String> casts = new ArrayList<>();
      List<String> arrays = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (GatheredColumn column : part.columns()) {
        String name = "c" + parameter;
        casts.add(typed(name, column));
        arrays.add("$" + parameter + "::text[]");
        names.add(name);
        parameter++;
      }
      queries.add(
          Identifier.quote(part.name())
              + " AS (SELECT "
              + String.join(", ", casts)
              + " FROM unnest("
              + String.join(", ", arrays)
              + ") AS gathered("
              + String.join(", ", names)
              + "))");
    }
    return queries.isEmpty() ? body : with(String.join(",\n", queries), body);
  }

  /// The last stage over parts that hold no row, for a server to describe; no parameters.
  static String overNothing(String body, List<GatheredPart> parts) {
    List<String> queries = new ArrayList<>();
    for (GatheredPart part : parts) {
      List<String> columns = part.columns().stream().map(column -> typed("NULL", column)).toList();
      queries.add(
          Identifier.quote(part.name())
              + " AS (SELECT "
              + String.join(", ", columns)
              + " WHERE false)");
    }
    return queries.isEmpty() ? body : with(String.join(",\n", queries), body);
  }

  /// The last stage with each part as a `WITH` query of its name over a table that holds its rows.
  ///
  /// Like that, a function of the statement that reads a table of that name does not see the part,
  /// no more than it does on a shard. What is read once and what is read twice may use the table's
  /// statistics: nothing is materialized.
  static String overTables(String body, List<GatheredPart> parts, List<String> relations) {
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<String> names =
          parts.get(i).columns().stream().map(column -> Identifier.quote(column.name())).toList();
      queries.add(
          Identifier.quote(parts.get(i).name())
              + " AS NOT MATERIALIZED (SELECT "
              + String.join(", ", names)
              + " FROM "
              + relations.get(i)
              + ")");
    }
    return queries.isEmpty() ? body : with(String.join(",\n", queries), body);
  }

  /// A value as the column of its part: `c1::text COLLATE "C" AS "name"`.
  private static String typed(String value, GatheredColumn column) {
    String collation = column.collation().isEmpty() ? "" : " COLLATE " + column.collation();
    return value + "::" + column.sqlType() + collation + " AS " + Identifier.quote(column.name());
  }

  private static String with(String queries, String body) {
    Statement statement;
    try {
      statement = Statement.of(body);
    } catch (StatementException e) {
      throw new IllegalStateException("The last stage is no statement: " + body, e);
    }
    Token first = statement.tokens().getFirst();
    if (!first.is(body, "with")) {
      return "WITH " + queries + "\n" + body;
    }
    Token second = statement.tokens().get(1);
    int head = second.is(body, "recursive") ? second.end() : first.end();
    return body.substring(0, head) + " " + queries + ",\n" + body.substring(head);
  }
}
