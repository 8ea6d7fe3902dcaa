package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what stands between operators: literals, key columns, calls, `CASE` and parentheses.
final class OperandParser {
  private static final Set<String> RESERVED =
      Set.of("case", "when", "then", "else", "end", "and", "or", "not", "between", "in");

  private final List<ExpressionKey> keys;
  private final TokenCursor words;
  private final Inner inner;

  /// Reads a whole expression inside of another.
  @FunctionalInterface
  interface Inner {
    Expression read() throws ExpressionException;
  }

  OperandParser(List<ExpressionKey> keys, TokenCursor words, Inner inner) {
    this.keys = keys;
    this.words = words;
    this.inner = inner;
  }

  Expression operand() throws ExpressionException {
    Token token = words.peek();
    return switch (token.kind()) {
      case INTEGER -> number();
      case TEXT -> new Expression.TextLiteral(words.take().span(), token.text());
      case NAME -> token.is("case") ? choice() : named();
      case SYMBOL -> token.is("-") ? number() : parenthesised();
      case END -> throw missing();
    };
  }

  /// Whether a number follows, with or without a minus.
  boolean isNumberNext() {
    return words.peek().kind() == Token.Kind.INTEGER
        || (words.isNext("-") && words.second().kind() == Token.Kind.INTEGER);
  }

  /// `(1, 2, 3)`, behind `IN`.
  List<Expression> listedValues() throws ExpressionException {
    words.expect("(", "before the values of IN");
    List<Expression> values = new ArrayList<>();
    do {
      if (!isNumberNext() && words.peek().kind() != Token.Kind.TEXT) {
        throw words.expected("a number or a 'text': IN takes only values that are written out");
      }
      values.add(operand());
    } while (words.accept(","));
    words.expect(")", "behind the values of IN");
    return values;
  }

  private ExpressionException missing() {
    return words.expected("a value: key, a number, 'text', a function, CASE or (…)");
  }

  private Expression number() throws ExpressionException {
    Span start = words.peek().span();
    boolean negative = words.accept("-");
    Token digits = words.take();
    Span span = start.to(digits.span());
    try {
      return new Expression.IntegerLiteral(
          span, Long.parseLong((negative ? "-" : "") + digits.text()));
    } catch (NumberFormatException _) {
      throw new ExpressionException(
          span,
          "Integers have 64 bits: "
              + Long.MIN_VALUE
              + " to "
              + Long.MAX_VALUE
              + "; this one is out of that range");
    }
  }

  private Expression parenthesised() throws ExpressionException {
    if (!words.accept("(")) {
      throw missing();
    }
    Expression expression = inner.read();
    words.expect(")", "to close the parenthesis");
    return expression;
  }

  private Expression choice() throws ExpressionException {
    Span start = words.take().span();
    Expression operand = words.isNext("when") ? null : inner.read();
    List<Expression.Branch> branches = new ArrayList<>();
    words.expect("when", "to begin a branch of CASE");
    do {
      Expression when = inner.read();
      words.expect("then", "behind the " + (operand == null ? "condition" : "value") + " of WHEN");
      branches.add(new Expression.Branch(when, inner.read()));
    } while (words.accept("when"));
    Expression otherwise = words.accept("else") ? inner.read() : null;
    words.expect("end", "to close CASE, or WHEN for another branch");
    return new Expression.Case(words.since(start), operand, branches, otherwise);
  }

  private Expression named() throws ExpressionException {
    Token name = words.peek();
    if (RESERVED.contains(name.text())) {
      throw missing();
    }
    words.take();
    if (words.accept("(")) {
      return call(name);
    }
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equalsIgnoreCase(name.text())) {
        return new Expression.Key(name.span(), i, keys.get(i).type());
      }
    }
    throw new ExpressionException(name.span(), unknownName(name));
  }

  private String unknownName(Token name) {
    if (name.is("null") || name.is("is")) {
      return "An expression never sees NULL: the routing says by itself which shard NULL has";
    }
    if (ExpressionFunction.ofWord(name.text()).isPresent()) {
      return name.text() + " is a function: write " + name.text() + "(…)";
    }
    String names = keys.stream().map(ExpressionKey::name).collect(Collectors.joining(", "));
    return "Nothing is called "
        + name.text()
        + " here: the shard key is "
        + names
        + ", and a text stands in single quotes";
  }

  private Expression call(Token name) throws ExpressionException {
    Optional<ExpressionFunction> function = ExpressionFunction.ofWord(name.text());
    if (function.isEmpty()) {
      throw new ExpressionException(
          name.span(), "There is no function " + name.text() + "; there are " + functions());
    }
    List<Expression> arguments = new ArrayList<>();
    if (!words.accept(")")) {
      do {
        arguments.add(inner.read());
      } while (words.accept(","));
      words.expect(")", "behind the arguments of " + name.text() + ", or a comma");
    }
    Span span = words.since(name.span());
    String wrong = wrongCount(function.get(), arguments.size());
    if (wrong != null) {
      throw new ExpressionException(span, wrong);
    }
    return new Expression.Call(span, function.get(), arguments);
  }

  private static @Nullable String wrongCount(ExpressionFunction function, int count) {
    int least = function.required();
    int most = function.parameters().size();
    if (count >= least && count <= most) {
      return null;
    }
    String expected = least == most ? Integer.toString(least) : least + " to " + most;
    return function.word()
        + " takes "
        + expected
        + (most == 1 ? " argument" : " arguments")
        + ", not "
        + count;
  }

  private static String functions() {
    return Arrays.stream(ExpressionFunction.values())
        .map(ExpressionFunction::word)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
