package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.plan.FunctionFacts;
import io.shardlens.plan.Survey;
import io.shardlens.rows.Column;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementKind;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks one server what it makes of a statement, without running it: PostgreSQL's own parser finds
/// the errors, names the columns and types of the answer, and shows which tables are read.
final class Surveyor {

  private static final String EXPLAIN = "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) ";

  private static final Pattern RELATION =
      Pattern.compile(
          "\"Relation Name\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"Schema\":"
              + " \"((?:[^\"\\\\]|\\\\.)*)\"");

  private Surveyor() {}

  /// @throws ShardFailure when the server refuses the statement; its position counts in the
  ///   statement
  static Survey survey(
      ShardId shard, ShardSession session, Statement statement, KnownFunctions known)
      throws ShardFailure {
    if (statement.kind() != StatementKind.QUERY) {
      return new Survey(shard, List.of(), Set.of(), Map.of());
    }
    List<Column> columns = session.describe(statement.text());
    Set<TableName> relations = relations(session, statement.text(), List.of());
    return new Survey(shard, columns, relations, known.of(called(statement), session));
  }

  /// The tables that the plan of a statement reads.
  static Set<TableName> relations(
      ShardSession session, String sql, List<? extends Parameter> parameters) throws ShardFailure {
    List<@Nullable String[]> plan;
    try {
      plan = SmallAnswers.rows(session, EXPLAIN + sql, parameters);
    } catch (ShardFailure failure) {
      throw shifted(failure, EXPLAIN.length());
    }
    Set<TableName> relations = new HashSet<>();
    for (@Nullable String[] line : plan) {
      Matcher matcher = RELATION.matcher(text(line[0]));
      while (matcher.find()) {
        relations.add(new TableName(unescaped(matcher.group(2)), unescaped(matcher.group(1))));
      }
    }
    return relations;
  }

  private static ShardFailure shifted(ShardFailure failure, int by) {
    OptionalInt position = failure.position();
    return new ShardFailure(
        failure.kind(),
        failure.getMessage(),
        failure.sqlState(),
        position.isPresent() && position.getAsInt() > by
            ? OptionalInt.of(position.getAsInt() - by)
            : OptionalInt.empty());
  }

  /// Names in JSON escape quotes and backslashes; control characters do not occur in sane names and
  /// stay escaped, so that such a table is unknown rather than mistaken.
  private static String unescaped(String json) {
    return json.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /// The names of what a statement may call.
  private static List<String> called(Statement statement) {
    List<String> called = new ArrayList<>();
    String text = statement.text();
    for (int i = 0; i < statement.tokens().size(); i++) {
      Token token = statement.tokens().get(i);
      String name = statement.name(token);
      boolean mayCall =
          i + 1 < statement.tokens().size() && statement.tokens().get(i + 1).is(text, "(");
      boolean afterDot = i > 0 && statement.tokens().get(i - 1).is(text, ".");
      if (token.kind() == TokenKind.OPERATOR || (!name.isEmpty() && (mayCall || afterDot))) {
        called.add(FunctionFacts.key(token.text(text), name));
      }
    }
    return called;
  }
}
