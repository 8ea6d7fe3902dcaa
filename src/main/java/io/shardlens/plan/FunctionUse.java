package io.shardlens.plan;

import io.shardlens.plan.FunctionFacts.Volatility;
import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How the functions of a statement bear on running it on several servers.
///
/// @param aggregates whether rows are put together by an aggregate
/// @param sets whether a row may become several, or none, by a function that returns a set
/// @param momentary functions whose value changes with time or chance: right when evaluated in one
///   place, wrong when each shard evaluates its own
/// @param local functions that tell about one server or session: never right over merged rows
/// @param opaque functions of users that may read tables, of which a shard has only a part
record FunctionUse(
    boolean aggregates,
    boolean sets,
    List<String> momentary,
    List<String> local,
    List<String> opaque) {

  private static final Set<String> MOMENTARY_FUNCTIONS =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "clock_timestamp",
          "timeofday",
          "random",
          "random_normal",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "age",
          "setseed",
          "pg_sleep");

  /// PostgreSQL's own functions that return sets, apart from those that tell about a server
  /// (`pg_proc.proretset`).
  private static final Set<String> SETS =
      Set.of(
          "aclexplode",
          "generate_series",
          "generate_subscripts",
          "json_array_elements",
          "json_array_elements_text",
          "json_each",
          "json_each_text",
          "json_object_keys",
          "json_populate_recordset",
          "json_to_recordset",
          "jsonb_array_elements",
          "jsonb_array_elements_text",
          "jsonb_each",
          "jsonb_each_text",
          "jsonb_object_keys",
          "jsonb_path_query",
          "jsonb_path_query_tz",
          "jsonb_populate_recordset",
          "jsonb_to_recordset",
          "regexp_matches",
          "regexp_split_to_table",
          "string_to_table",
          "ts_debug",
          "ts_parse",
          "ts_stat",
          "ts_token_type",
          "txid_snapshot_xip",
          "unnest");

  private static final Set<String> MOMENTARY_WORDS =
      Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

  private static final Set<String> LOCAL_WORDS =
      Set.of(
          "current_user",
          "current_role",
          "session_user",
          "system_user",
          "user",
          "current_catalog",
          "current_schema",
          "regclass",
          "regproc",
          "regprocedure",
          "regtype",
          "regrole",
          "regnamespace",
          "regoper",
          "regoperator",
          "regconfig",
          "regdictionary",
          "regcollation");

  private static final Pattern MOMENTARY_LITERAL =
      Pattern.compile(
          "(?i)(?=['\\w\\s:.,/+$-]{0,60}\\z).*\\b(now|today|tomorrow|yesterday)\\b.*",
          Pattern.DOTALL);

  /// Built-in functions that tell about one server, session or catalog, or run SQL that is given to
  /// them as text. All other stable ones depend on nothing but session settings, which are the same
  /// in all our sessions.
  private static final Pattern LOCAL_FUNCTIONS =
      Pattern.compile(
          "pg_(?!typeof$|column_size$|size_pretty$|size_bytes$).*|has_.*|inet_.*|txid_.*|current_.*|to_reg.*"
              + "|(query|table|schema|database|cursor)_to_xml.*|ts_stat|ts_rewrite|lo_.*|.*_description"
              + "|version|currval|lastval|nextval|setval|set_config|getdatabaseencoding|getpgusername"
              + "|format_type|row_security_active|reg[a-z]+|session_user|user|amvalidate|dblink.*"
              + "|binary_upgrade.*|unknown.*|.*statistics.*");

  /// @param facts what the server says of the functions and operators that the statement could use
  /// @param tables the tables that it reads
  static FunctionUse of(
      Statement statement, Map<String, FunctionFacts> facts, List<TableFacts> tables) {
    boolean aggregates = false;
    boolean sets = false;
    List<String> momentary = new ArrayList<>();
    List<String> local = new ArrayList<>();
    List<String> opaque = new ArrayList<>();
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String name = statement.name(token);
      boolean bareWord = token.kind() == TokenKind.WORD;
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is(statement.text(), "(");
      FunctionFacts known = called ? facts.get(name) : null;
      if ((bareWord && MOMENTARY_WORDS.contains(name))
          || (token.kind() == TokenKind.STRING
              && isMomentaryLiteral(token.text(statement.text())))) {
        momentary.add(token.text(statement.text()));
      } else if (bareWord && !called && !followsDot(statement, i) && LOCAL_WORDS.contains(name)) {
        local.add(name);
      } else if (known == null && mayUseRowOrOperator(statement, i, tables)) {
        FunctionFacts hidden = facts.get(FunctionFacts.key(token.text(statement.text()), name));
        if (hidden != null) {
          aggregates |= hidden.aggregate();
          sets |= mayReturnSet(name, hidden);
          if (!hidden.builtIn() && hidden.volatility() != Volatility.IMMUTABLE) {
            opaque.add(token.text(statement.text()));
          }
        }
      } else if (known != null) {
        aggregates |= known.aggregate();
        sets |= mayReturnSet(name, known);
        switch (classify(name, known)) {
          case OPAQUE -> opaque.add(name);
          case MOMENTARY -> momentary.add(name);
          case LOCAL -> local.add(name);
          case HARMLESS -> {}
        }
      }
    }
    return new FunctionUse(aggregates, sets, momentary, local, opaque);
  }

  /// A function of a user may.
  private static boolean mayReturnSet(String name, FunctionFacts facts) {
    return !facts.builtIn() || SETS.contains(name);
  }

  private enum Bearing {
    HARMLESS,
    MOMENTARY,
    LOCAL,
    OPAQUE
  }

  private static Bearing classify(String name, FunctionFacts known) {
    if (!known.builtIn()) {
      return known.volatility() == Volatility.IMMUTABLE ? Bearing.HARMLESS : Bearing.OPAQUE;
    }
    if (MOMENTARY_FUNCTIONS.contains(name)) {
      return Bearing.MOMENTARY;
    }
    return known.volatility() == Volatility.VOLATILE || LOCAL_FUNCTIONS.matcher(name).matches()
        ? Bearing.LOCAL
        : Bearing.HARMLESS;
  }

  /// Whether a text, read as a date or time, means another moment each time: `now`, `10:00 today`.
  /// Text that only holds such a word is taken for one, too.
  static boolean isMomentaryLiteral(String literal) {
    return MOMENTARY_LITERAL.matcher(literal).matches();
  }

  /// Whether a token can call a function without parentheses: an operator, or `row.function`.
  private static boolean mayUseRowOrOperator(
      Statement statement, int index, List<TableFacts> tables) {
    Token token = statement.tokens().get(index);
    String name = statement.name(token);
    return token.kind() == TokenKind.OPERATOR
        || (!name.isEmpty()
            && followsDot(statement, index)
            && tables.stream()
                .noneMatch(
                    table -> table.name().name().equals(name) || table.column(name).isPresent()));
  }

  private static boolean followsDot(Statement statement, int index) {
    return index > 0 && statement.tokens().get(index - 1).is(statement.text(), ".");
  }
}
