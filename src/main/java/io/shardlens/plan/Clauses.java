package io.shardlens.plan;

import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clauses of a statement that is a single `SELECT`, as ranges of its tokens.
///
/// @param distinct whether its rows are made distinct, without `ON`
/// @param spans the tokens of each clause that the statement has, without its opening key words
record Clauses(Statement statement, boolean distinct, Map<Clause, Span> spans) {

  /// In the order in which they are written.
  enum Clause {
    SELECT("select"),
    FROM("from"),
    WHERE("where"),
    GROUP("group"),
    HAVING("having"),
    WINDOW("window"),
    ORDER("order"),
    LIMIT("limit"),
    OFFSET("offset"),
    FETCH("fetch");

    private final String word;

    Clause(String word) {
      this.word = word;
    }
  }

  /// Tokens from `start`, included, to `end`, excluded.
  record Span(int start, int end) {
    boolean isEmpty() {
      return start == end;
    }
  }

  Clauses {
    spans = Map.copyOf(spans);
  }

  /// The clauses, or empty where the statement does not begin with `SELECT`, has one of them twice,
  /// or is a `SELECT DISTINCT ON`.
  static Optional<Clauses> of(Statement statement) {
    String text = statement.text();
    List<Token> tokens = statement.tokens();
    Map<Clause, Integer> starts = new EnumMap<>(Clause.class);
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is(text, "(") || token.is(text, "[")) {
        depth++;
      } else if (token.is(text, ")") || token.is(text, "]")) {
        depth--;
      } else if (depth == 0 && StatementText.beginsClause(statement, i)) {
        for (Clause clause : Clause.values()) {
          if (token.is(text, clause.word) && starts.put(clause, i) != null) {
            return Optional.empty();
          }
        }
      }
    }
    if (!Integer.valueOf(0).equals(starts.get(Clause.SELECT))) {
      return Optional.empty();
    }
    int list = 1;
    boolean distinct = false;
    if (tokens.size() > 1
        && (tokens.get(1).is(text, "distinct") || tokens.get(1).is(text, "all"))) {
      distinct = tokens.get(1).is(text, "distinct");
      list = 2;
      if (distinct && tokens.size() > 2 && tokens.get(2).is(text, "on")) {
        return Optional.empty();
      }
    }
    return Optional.of(new Clauses(statement, distinct, spans(starts, list, tokens.size())));
  }

  private static Map<Clause, Span> spans(Map<Clause, Integer> starts, int list, int end) {
    Map<Clause, Span> spans = new EnumMap<>(Clause.class);
    for (var entry : starts.entrySet()) {
      int next =
          starts.values().stream()
              .filter(start -> start > entry.getValue())
              .min(Integer::compare)
              .orElse(end);
      int first =
          switch (entry.getKey()) {
            case SELECT -> list;
            // GROUP BY and ORDER BY are two words.
            case GROUP, ORDER -> entry.getValue() + 2;
            case FROM, WHERE, HAVING, WINDOW, LIMIT, OFFSET, FETCH -> entry.getValue() + 1;
          };
      spans.put(entry.getKey(), new Span(Math.min(first, next), next));
    }
    return spans;
  }

  boolean has(Clause clause) {
    return spans.containsKey(clause);
  }

  /// The tokens of a clause; none where the statement does not have it.
  Span span(Clause clause) {
    return spans.getOrDefault(clause, new Span(0, 0));
  }

  /// The parts of a clause between the commas outside parentheses; none of an empty clause.
  List<Span> parts(Clause clause) {
    Span span = span(clause);
    List<Span> parts = new ArrayList<>();
    int depth = 0;
    int start = span.start();
    for (int i = span.start(); i < span.end(); i++) {
      if (isAt(i, "(") || isAt(i, "[")) {
        depth++;
      } else if (isAt(i, ")") || isAt(i, "]")) {
        depth--;
      } else if (depth == 0 && isAt(i, ",")) {
        parts.add(new Span(start, i));
        start = i + 1;
      }
    }
    if (!span.isEmpty()) {
      parts.add(new Span(start, span.end()));
    }
    return parts;
  }

  /// The statement's own text of some tokens, with what stands between them.
  String text(Span span) {
    return span.isEmpty()
        ? ""
        : statement
            .text()
            .substring(
                statement.tokens().get(span.start()).start(),
                statement.tokens().get(span.end() - 1).end());
  }

  Token token(int index) {
    return statement.tokens().get(index);
  }

  /// Whether a token is a given key word or punctuation; never outside the statement.
  boolean isAt(int index, String word) {
    return index >= 0
        && index < statement.tokens().size()
        && token(index).is(statement.text(), word);
  }

  /// The name that a token stands for, or the empty text where it is no identifier.
  String name(int index) {
    return index >= 0 && index < statement.tokens().size() ? statement.name(token(index)) : "";
  }

  /// The index of the parenthesis that closes the one at an index.
  int closing(int opening) {
    int depth = 0;
    for (int i = opening; i < statement.tokens().size(); i++) {
      depth += isAt(i, "(") ? 1 : isAt(i, ")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("A server understood a statement with an open parenthesis");
  }
}
