package io.shardlens.execute;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.Survey;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementKind;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Remembers what a server said of look-ups, `SELECT … FROM one table WHERE column = literal …`, so
/// that the next one, with another key, needs no survey. Thread-safe.
///
/// What a survey says, the types of columns and the meaning of names, does not depend on the value
/// that a column is compared with, only on that literal's type. Only statements over one table of
/// the topology that is read under its own name qualify: behind a view or a function of the users'
/// own there may be something else tomorrow. What is remembered lives as long as the catalogs say
/// the same of the tables.
final class LookUpSurveys {

  private static final int MOST = 256;

  private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=");

  /// What may follow a literal for it to be one side of a comparison and not a part of a larger
  /// expression.
  private static final Set<String> ENDS =
      Set.of("and", "or", "order", "limit", "offset", "fetch", "group");

  private final Topology topology;
  private final Map<String, Survey> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Survey> eldest) {
          return size() > MOST;
        }
      };
  private @Nullable Catalog catalog;

  LookUpSurveys(Topology topology) {
    this.topology = topology;
  }

  /// What was said of a statement that differs from this one at most in the values compared with.
  synchronized Optional<Survey> find(Statement statement, Catalog current) {
    return current.equals(catalog)
        ? shape(statement).flatMap(shape -> Optional.ofNullable(known.get(shape)))
        : Optional.empty();
  }

  synchronized void keep(Statement statement, Survey survey, Catalog current) {
    if (!current.equals(catalog)) {
      known.clear();
      catalog = current;
    }
    if (readsOneTable(statement, survey, current)
        && survey.functions().values().stream().allMatch(function -> function.builtIn())) {
      shape(statement).ifPresent(shape -> known.put(shape, survey));
    }
  }

  synchronized void forget() {
    known.clear();
  }

  /// A plan that shows no table at all, because two conditions exclude each other, says nothing of
  /// the next statement.
  private boolean readsOneTable(Statement statement, Survey survey, Catalog current) {
    Optional<TableDefinition> table = table(statement);
    if (table.isEmpty() || survey.relations().isEmpty()) {
      return false;
    }
    TableName name = table.get().name();
    Set<TableName> parts = current.table(name).map(facts -> facts.parts()).orElse(Set.of());
    return survey.relations().stream()
        .allMatch(relation -> relation.equals(name) || parts.contains(relation));
  }

  /// The one table after the one `FROM` of a statement; empty where there may be more of either.
  private Optional<TableDefinition> table(Statement statement) {
    List<Token> tokens = statement.tokens();
    int from = -1;
    for (int i = 0; i < tokens.size(); i++) {
      String word = word(statement, i);
      boolean second = (word.equals("select") && i > 0) || (word.equals("from") && from >= 0);
      if (second || word.equals("table")) {
        return Optional.empty();
      }
      from = word.equals("from") ? i : from;
    }
    if (from < 0 || !word(statement, 0).equals("select") || from + 1 >= tokens.size()) {
      return Optional.empty();
    }
    boolean qualified = from + 2 < tokens.size() && is(statement, from + 2, ".");
    int name = qualified ? from + 3 : from + 1;
    if (name + 1 >= tokens.size() || !word(statement, name + 1).equals("where")) {
      return Optional.empty();
    }
    String written = statement.name(tokens.get(name));
    return qualified
        ? topology.table(new TableName(statement.name(tokens.get(from + 1)), written))
        : topology.tableNamed(written);
  }

  /// The statement with its compared literals taken for their types; empty where it is no look-up.
  private Optional<String> shape(Statement statement) {
    if (statement.kind() != StatementKind.QUERY || table(statement).isEmpty()) {
      return Optional.empty();
    }
    StringBuilder shape = new StringBuilder();
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String text = token.text(statement.text());
      shape.append(isCompared(statement, i) ? type(token, text) : text).append('\n');
    }
    return Optional.of(shape.toString());
  }

  private static boolean isCompared(Statement statement, int at) {
    List<Token> tokens = statement.tokens();
    TokenKind kind = tokens.get(at).kind();
    return (kind == TokenKind.NUMBER || kind == TokenKind.STRING)
        && at >= 2
        && tokens.get(at - 1).kind() == TokenKind.OPERATOR
        && COMPARISONS.contains(tokens.get(at - 1).text(statement.text()))
        && !statement.name(tokens.get(at - 2)).isEmpty()
        && (at + 1 == tokens.size()
            || ENDS.contains(word(statement, at + 1))
            || is(statement, at + 1, ")"));
  }

  /// Control characters occur in no token but in quotes, so that no text looks like these.
  private static String type(Token token, String text) {
    if (token.kind() == TokenKind.STRING) {
      // E'', U&'' and $$ stay apart from plain quotes: their texts may be refused by themselves.
      return text.startsWith("'") ? "\u0001text" : text;
    }
    if (!text.matches("[0-9]{1,18}")) {
      return text;
    }
    return Long.parseLong(text) <= Integer.MAX_VALUE ? "\u0001int4" : "\u0001int8";
  }

  private static boolean is(Statement statement, int at, String text) {
    return statement.tokens().get(at).is(statement.text(), text);
  }

  private static String word(Statement statement, int at) {
    Token token = statement.tokens().get(at);
    return token.kind() == TokenKind.WORD
        ? token.text(statement.text()).toLowerCase(java.util.Locale.ROOT)
        : "";
  }
}
