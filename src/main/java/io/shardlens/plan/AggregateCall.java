package io.shardlens.plan;

import io.shardlens.plan.Clauses.Span;
import java.util.Map;

/// The call of a built-in aggregate in a statement.
///
/// @param name as the catalog has it
/// @param arguments the text between the parentheses, without `DISTINCT`; `*` for all columns
/// @param argumentSpan the tokens of the same
/// @param severalArguments whether a comma stands between them
/// @param filter the text of the `FILTER` condition, empty where it has none
/// @param span its tokens, with those of the filter
record AggregateCall(
    String name,
    boolean distinct,
    String arguments,
    Span argumentSpan,
    boolean severalArguments,
    String filter,
    Span span) {

  /// What stands at a token.
  sealed interface Found {
    record Aggregate(AggregateCall call) implements Found {}

    /// An aggregate of which nothing is known but that it is one: of a user, of ordered rows, or
    /// `WITHIN GROUP`.
    record Opaque() implements Found {}

    /// Something else; window functions are among it.
    record Other() implements Found {}
  }

  /// @param functions what the server says of the functions of the statement
  static Found at(Clauses clauses, int index, Map<String, FunctionFacts> functions) {
    FunctionFacts facts = functions.get(clauses.name(index));
    if (facts == null || !facts.aggregate() || !clauses.isAt(index + 1, "(")) {
      return new Found.Other();
    }
    int closing = clauses.closing(index + 1);
    int end = closing + 1;
    String filter = "";
    if (clauses.isAt(end, "filter")) {
      int filterEnd = clauses.closing(end + 1);
      // FILTER ( WHERE condition )
      filter = clauses.text(new Span(end + 3, filterEnd));
      end = filterEnd + 1;
    }
    if (clauses.isAt(end, "over")) {
      return new Found.Other();
    }
    int first = index + 2;
    boolean distinct = clauses.isAt(first, "distinct");
    if (distinct || clauses.isAt(first, "all")) {
      first++;
    }
    Span arguments = new Span(first, closing);
    if (!facts.builtIn()
        || clauses.isAt(index - 1, ".")
        || clauses.isAt(end, "within")
        || hasAtTop(clauses, arguments, "order")
        || hasAtTop(clauses, arguments, "variadic")) {
      return new Found.Opaque();
    }
    return new Found.Aggregate(
        new AggregateCall(
            clauses.name(index),
            distinct,
            clauses.text(arguments),
            arguments,
            hasAtTop(clauses, arguments, ","),
            filter,
            new Span(index, end)));
  }

  private static boolean hasAtTop(Clauses clauses, Span span, String word) {
    int depth = 0;
    for (int i = span.start(); i < span.end(); i++) {
      depth += clauses.isAt(i, "(") || clauses.isAt(i, "[") ? 1 : 0;
      depth -= clauses.isAt(i, ")") || clauses.isAt(i, "]") ? 1 : 0;
      if (depth == 0 && clauses.isAt(i, word)) {
        return true;
      }
    }
    return false;
  }
}
