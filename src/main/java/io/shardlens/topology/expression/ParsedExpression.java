package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An expression whose types fit, with its text. Two are equal if their texts and keys are.
public final class ParsedExpression {
  private final String text;
  private final List<ExpressionKey> keys;
  private final Expression root;

  ParsedExpression(String text, List<ExpressionKey> keys, Expression root) {
    this.text = text;
    this.keys = List.copyOf(keys);
    this.root = root;
  }

  /// As its author wrote it.
  public String text() {
    return text;
  }

  public List<ExpressionKey> keys() {
    return keys;
  }

  public Expression root() {
    return root;
  }

  /// Whether the result is the id of a shard; otherwise it is a position, from 0.
  public boolean namesShards() {
    return root.type() == ExpressionType.TEXT;
  }

  /// A part of it as it was written, on one line.
  public String textOf(Expression part) {
    return part.span().of(text).strip().replaceAll("[ \t\r\n]+", " ");
  }

  /// The shards that the expression names, in the order of the text, each once; empty where it
  /// computes names, or yields positions.
  public Optional<Set<String>> namedShards() {
    Set<String> names = new LinkedHashSet<>();
    for (Expression result : results()) {
      if (!(result instanceof Expression.TextLiteral(_, String value))) {
        return Optional.empty();
      }
      names.add(value);
    }
    return Optional.of(Collections.unmodifiableSet(names));
  }

  /// The results that are written out and are none of a routing's shards.
  ///
  /// @param shards the ids of the routing's shards, in order
  public List<ExpressionProblem> unknownShards(List<String> shards) {
    List<ExpressionProblem> problems = new ArrayList<>();
    for (Expression result : results()) {
      switch (result) {
        case Expression.TextLiteral(Span span, String value) when !shards.contains(value) ->
            problems.add(
                new ExpressionProblem(
                    span, "'" + value + "' is none of the routing's shards: " + listed(shards)));
        case Expression.IntegerLiteral(Span span, long value)
            when value < 0 || value >= shards.size() ->
            problems.add(
                new ExpressionProblem(
                    span,
                    value
                        + " is no position in the routing's list of shards, which has 0 to "
                        + (shards.size() - 1)));
        default -> {
          // Anything else is known only when it is evaluated.
        }
      }
    }
    return problems;
  }

  private static String listed(List<String> shards) {
    return String.join(", ", shards.subList(0, Math.min(shards.size(), 12)))
        + (shards.size() > 12 ? ", …" : "");
  }

  /// The parts whose value can be the result.
  List<Expression> results() {
    List<Expression> results = new ArrayList<>();
    collect(root, results);
    return results;
  }

  private static void collect(Expression part, List<Expression> results) {
    if (part instanceof Expression.Case choice) {
      choice.branches().forEach(branch -> collect(branch.result(), results));
      if (choice.otherwise() != null) {
        collect(choice.otherwise(), results);
      }
    } else {
      results.add(part);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParsedExpression that
        && text.equals(that.text)
        && keys.equals(that.keys);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
