package io.shardlens.plan;

import io.shardlens.plan.Clauses.Clause;
import io.shardlens.plan.Clauses.Span;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Condition.Literal;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The first rows of each group that a statement asks for by a rank in an inner query: `SELECT …
/// FROM (SELECT …, rank() OVER (w) AS r FROM t) x WHERE r <= 3`.
///
/// Among the rows of one shard no row ranks lower than among all rows, so a row that ranks beyond 3
/// on its shard is beyond it everywhere, and a shard may leave it out. The rows that stay keep
/// their ranks: every row before one of the first 3 is among the first 3 itself; and a row that
/// does not belong to them still has the first 3 before it. That holds for `rank()` and
/// `dense_rank()`. Of `row_number()`, which numbers ties as it likes, a shard keeps all tied rows,
/// so the numbers are such as one server could have given. It does not hold once another window
/// function looks at the rows.
///
/// @param function what the shards call
/// @param window the words of `OVER (…)`, without the parentheses
/// @param most the last rank that is kept
record Ranking(String function, String window, long most) {

  private static final Set<String> RANKS = Set.of("rank", "dense_rank", "row_number");

  private static final Set<String> FRAME_WORDS = Set.of("range", "groups", "rows", "using");

  private static final Set<String> DIRECTIONS = Set.of("asc", "desc", "nulls", "first", "last");

  /// What an inner query ranks by, or empty where its rows cannot be left out by their ranks.
  ///
  /// @param sources of the inner query
  static Optional<Ranking> of(
      InnerQuery query,
      Sources sources,
      Survey survey,
      Catalog catalog,
      Descriptions descriptions) {
    Optional<Clauses> clauses = Clauses.of(query.inner());
    if (clauses.isEmpty() || sources.all().size() != 1) {
      return Optional.empty();
    }
    Reader reader = new Reader(clauses.get(), sources, survey.functions(), catalog);
    return reader
        .window()
        .filter(window -> reader.ordersAlikeEverywhere(window, survey.shard(), descriptions))
        .flatMap(window -> reader.ranking(query, window));
  }

  /// For people, what it leaves out.
  String reason() {
    return "Each shard sends only rows that rank no further than "
        + most
        + " among its own: no row ranks better among all rows than on its shard";
  }

  /// Reads the tokens of the inner query.
  private record Reader(
      Clauses clauses, Sources sources, Map<String, FunctionFacts> functions, Catalog catalog) {

    /// The only window that all functions of the query look at, without its parentheses; empty
    /// where there is another, or more than ranks are made of rows.
    Optional<Span> window() {
      boolean rowByRow =
          !clauses.distinct()
              && List.of(
                      Clause.GROUP,
                      Clause.HAVING,
                      Clause.WINDOW,
                      Clause.LIMIT,
                      Clause.OFFSET,
                      Clause.FETCH)
                  .stream()
                  .noneMatch(clauses::has);
      if (!rowByRow) {
        return Optional.empty();
      }
      Optional<Span> window = Optional.empty();
      for (int i = 0; i < clauses.statement().tokens().size(); i++) {
        FunctionFacts facts = functions.get(clauses.name(i));
        if (isRank(i)) {
          Span here = new Span(i + 5, clauses.closing(i + 4));
          if (window.isPresent() && !normalised(here).equals(normalised(window.get()))) {
            return Optional.empty();
          }
          window = Optional.of(here);
        } else if ((facts != null && facts.aggregate() && mayCall(i))
            || (clauses.isAt(i, "over") && !isRank(i - 3))) {
          return Optional.empty();
        }
      }
      return window.filter(this::isPlain);
    }

    /// Whether a name may be that of a function: `f(x)`, or `x.f` for a row.
    private boolean mayCall(int index) {
      return clauses.isAt(index + 1, "(") || clauses.isAt(index - 1, ".");
    }

    /// Whether `rank() OVER (` begins at a token.
    private boolean isRank(int index) {
      FunctionFacts facts = functions.get(clauses.name(index));
      return RANKS.contains(clauses.name(index))
          && facts != null
          && facts.builtIn()
          && !clauses.isAt(index - 1, ".")
          && clauses.isAt(index + 1, "(")
          && clauses.isAt(index + 2, ")")
          && clauses.isAt(index + 3, "over")
          && clauses.isAt(index + 4, "(");
    }

    /// Whether a window has keys only: neither the name of another one nor a frame.
    private boolean isPlain(Span window) {
      boolean keys =
          window.isEmpty()
              || (clauses.isAt(window.start(), "partition")
                  || clauses.isAt(window.start(), "order"));
      for (int i = window.start(); i < window.end(); i++) {
        keys &= !FRAME_WORDS.contains(clauses.name(i));
      }
      return keys;
    }

    private List<String> normalised(Span span) {
      return new ColumnTokens(clauses, sources).normalised(span);
    }

    /// Whether every shard puts rows of the window in the same order and the same groups.
    boolean ordersAlikeEverywhere(Span window, ShardId shard, Descriptions descriptions) {
      List<Span> partition = keys(window, "partition");
      List<Span> all = new ArrayList<>(partition);
      all.addAll(keys(window, "order"));
      if (all.isEmpty()) {
        return true;
      }
      List<String> list = all.stream().map(clauses::text).toList();
      String from = clauses.text(clauses.span(Clause.FROM));
      Optional<List<Column>> types =
          descriptions.columns(shard, "SELECT " + String.join(", ", list) + "\nFROM " + from);
      if (types.isEmpty() || types.get().size() != all.size()) {
        return false;
      }
      for (int i = 0; i < all.size(); i++) {
        if (!isAlikeEverywhere(all.get(i), types.get().get(i).type(), i < partition.size())) {
          return false;
        }
      }
      return true;
    }

    private boolean isAlikeEverywhere(Span key, PgType type, boolean equalityOnly) {
      ColumnTokens tokens = new ColumnTokens(clauses, sources);
      Optional<BoundColumn> column = tokens.columnIn(key);
      boolean deterministic = column.isPresent() && column.get().facts().deterministic();
      if (deterministic
          && (equalityOnly ? ColumnTokens.isEqualAlike(type) : ColumnTokens.isOrderedAlike(type))) {
        return true;
      }
      if (!catalog.sameTextOrder() || !ColumnTokens.isEqualAlike(type)) {
        return false;
      }
      for (int i = key.start(); i < key.end(); i++) {
        boolean otherOrder =
            tokens
                .columnAt(i)
                .map(found -> found.column().facts())
                .filter(facts ->
                    !ColumnTokens.isEqualAlike(facts.type())
                        || !facts.deterministic()
                        || !(facts.collation().isEmpty() || facts.byteOrder()))
                .isPresent();
        if (otherOrder || clauses.isAt(i, "collate")) {
          return false;
        }
      }
      return true;
    }

    /// The expressions after `PARTITION BY` or `ORDER BY`, without their directions.
    private List<Span> keys(Span window, String word) {
      List<Span> keys = new ArrayList<>();
      int depth = 0;
      int start = -1;
      for (int i = window.start(); i <= window.end(); i++) {
        boolean ends =
            i == window.end()
                || (depth == 0
                    && (clauses.isAt(i, ",")
                        || (clauses.isAt(i, "order") && clauses.isAt(i + 1, "by"))));
        if (ends && start >= 0) {
          keys.add(withoutDirection(new Span(start, i)));
          start = clauses.isAt(i, ",") ? i + 1 : -1;
        }
        if (i < window.end() && depth == 0 && clauses.isAt(i, word) && clauses.isAt(i + 1, "by")) {
          start = i + 2;
        }
        depth += clauses.isAt(i, "(") || clauses.isAt(i, "[") ? 1 : 0;
        depth -= clauses.isAt(i, ")") || clauses.isAt(i, "]") ? 1 : 0;
      }
      return keys;
    }

    private Span withoutDirection(Span key) {
      int end = key.end();
      while (end > key.start() + 1 && DIRECTIONS.contains(clauses.name(end - 1))) {
        end--;
      }
      return new Span(key.start(), end);
    }

    /// The narrowest condition on a rank that every row of the result satisfies.
    Optional<Ranking> ranking(InnerQuery query, Span window) {
      Map<String, String> ranks = ranksByLabel();
      Optional<Ranking> narrowest = Optional.empty();
      for (Condition condition : query.outer().where().conjuncts()) {
        Optional<Ranking> found =
            switch (condition) {
              case Condition.Comparison(ColumnReference column, String operator, Literal literal) ->
                  ranking(query, ranks, window, column, most(operator, literal));
              case Condition.In(ColumnReference column, List<Literal> literals) ->
                  ranking(query, ranks, window, column, greatest(literals));
              case Condition.Between(ColumnReference column, Literal _, Literal high) ->
                  ranking(query, ranks, window, column, most("<=", high));
              case Condition.And _,
                  Condition.Or _,
                  Condition.Not _,
                  Condition.IsNull _,
                  Condition.SameColumn _,
                  Condition.Other _ ->
                  Optional.empty();
            };
        if (found.isPresent()
            && (narrowest.isEmpty() || found.get().most() < narrowest.get().most())) {
          narrowest = found;
        }
      }
      return narrowest;
    }

    private Optional<Ranking> ranking(
        InnerQuery query,
        Map<String, String> ranks,
        Span window,
        ColumnReference column,
        OptionalLong most) {
      boolean own = column.qualifier().isEmpty() || column.qualifier().equals(query.alias());
      String function = own ? ranks.get(column.name()) : null;
      if (function == null || most.isEmpty()) {
        return Optional.empty();
      }
      // Where nothing orders the rows, all of them are tied and any of them will do.
      boolean ties = function.equals("row_number") && !keys(window, "order").isEmpty();
      return Optional.of(
          new Ranking(ties ? "rank" : function, clauses.text(window), most.getAsLong()));
    }

    /// The entries of the select list that are ranks, by the names of their columns.
    private Map<String, String> ranksByLabel() {
      Map<String, String> ranks = new HashMap<>();
      for (Span item : clauses.parts(Clause.SELECT)) {
        if (!isRank(item.start())) {
          continue;
        }
        String function = clauses.name(item.start());
        int rest = clauses.closing(item.start() + 4) + 1;
        int label = clauses.isAt(rest, "as") ? rest + 1 : rest;
        if (rest == item.end()) {
          ranks.put(function, function);
        } else if (label == item.end() - 1) {
          ranks.put(clauses.name(label), function);
        }
      }
      return ranks;
    }

    private static OptionalLong greatest(List<Literal> literals) {
      long greatest = Long.MIN_VALUE;
      for (Literal literal : literals) {
        OptionalLong one = most("=", literal);
        if (one.isEmpty()) {
          return one;
        }
        greatest = Math.max(greatest, one.getAsLong());
      }
      return OptionalLong.of(greatest);
    }

    /// The greatest rank for which a comparison holds, empty where there is none.
    private static OptionalLong most(String operator, Literal literal) {
      if (!literal.value().matches("-?[0-9]{1,9}")) {
        return OptionalLong.empty();
      }
      long number = Long.parseLong(literal.value());
      return switch (operator) {
        case "=", "<=" -> OptionalLong.of(number);
        case "<" -> OptionalLong.of(number - 1);
        default -> OptionalLong.empty();
      };
    }
  }
}
