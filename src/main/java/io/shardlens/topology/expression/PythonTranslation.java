package io.shardlens.topology.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An expression as Python 3.8 and later computes it, from a `int`, a `str` or a `uuid.UUID` for
/// each key.
///
/// Every part is in parentheses, and integers that leave 64 bits are an `OverflowError`. Where the
/// possible values show that nothing can leave them, or that no sign can make a difference to the
/// remainder, the text is as short as a programmer would write it.
public final class PythonTranslation {
  private final List<String> keys;
  private final PythonCalls calls;
  private final Set<String> preamble = new LinkedHashSet<>();
  private int operands;

  private PythonTranslation(List<String> keys) {
    this.keys = keys;
    this.calls = new PythonCalls(this);
  }

  /// @param keys the name of the variable of each key column, in order
  public static Translation of(ParsedExpression expression, List<String> keys) {
    PythonTranslation python = new PythonTranslation(keys);
    try {
      String text = python.python(expression.root());
      return new Translation.Translated(text, python.preamble);
    } catch (ExpressionException e) {
      return new Translation.NotExpressible(e.problem());
    }
  }

  String python(Expression part) throws ExpressionException {
    return switch (part) {
      case Expression.IntegerLiteral(_, long value) ->
          value < 0 ? "(" + value + ")" : Long.toString(value);
      case Expression.TextLiteral(_, String value) -> PythonLiteral.quoted(value);
      case Expression.Key key -> keys.get(key.position());
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negation(_, Expression operand) ->
          within64Bits("-" + python(operand), possible(operand).contains(Long.MIN_VALUE));
      case Expression.Concatenation(_, Expression left, Expression right) ->
          "(" + python(left) + " + " + python(right) + ")";
      case Expression.Comparison(_, var operator, Expression left, Expression right) ->
          "(" + python(left) + " " + symbol(operator) + " " + python(right) + ")";
      case Expression.And(_, Expression left, Expression right) ->
          "(" + python(left) + " and " + python(right) + ")";
      case Expression.Or(_, Expression left, Expression right) ->
          "(" + python(left) + " or " + python(right) + ")";
      case Expression.Not(_, Expression operand) -> "(not " + python(operand) + ")";
      case Expression.Between(_, var operand, var lowest, var highest, boolean negated) ->
          "("
              + (negated ? "not " : "")
              + python(lowest)
              + " <= "
              + python(operand)
              + " <= "
              + python(highest)
              + ")";
      case Expression.In in -> in(in);
      case Expression.Case choice -> choice(choice);
      case Expression.Call call -> calls.call(call);
    };
  }

  /// What a part can be, for any key.
  IntegerSet possible(Expression part) {
    return ExpressionBounds.integers(part, keys.size());
  }

  /// Says that the text needs a function or an import.
  void need(String entry) {
    preamble.add(entry);
  }

  /// @param isLeft whether the value can have more than 64 bits
  String within64Bits(String value, boolean isLeft) {
    return isLeft ? checked(value) : "(" + value + ")";
  }

  /// A value that fails where it has more than 64 bits.
  String checked(String value) {
    need(PythonText.INT64);
    return "_int64(" + value + ")";
  }

  private String arithmetic(Expression.Arithmetic part) throws ExpressionException {
    String left = python(part.left());
    String right = python(part.right());
    IntegerSet a = possible(part.left());
    IntegerSet b = possible(part.right());
    boolean positive = !a.isEmpty() && !b.isEmpty() && a.lowest() >= 0 && b.lowest() > 0;
    return switch (part.operator()) {
      case ADD, SUBTRACT, MULTIPLY ->
          within64Bits(
              left + " " + part.operator().symbol() + " " + right,
              IntegerSet.canOverflow(part.operator(), a, b));
      case DIVIDE -> positive ? "(" + left + " // " + right + ")" : quotient(left, right);
      case REMAINDER -> positive ? "(" + left + " % " + right + ")" : remainder(left, right);
    };
  }

  private String quotient(String left, String right) {
    need(PythonText.INT64);
    need(PythonText.QUOTIENT);
    return "_quotient(" + left + ", " + right + ")";
  }

  private String remainder(String left, String right) {
    need(PythonText.REMAINDER);
    return "_remainder(" + left + ", " + right + ")";
  }

  private static String symbol(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> operator.symbol();
    };
  }

  private String in(Expression.In in) throws ExpressionException {
    StringBuilder python = new StringBuilder("(").append(python(in.operand()));
    python.append(in.negated() ? " not in (" : " in (");
    for (Expression value : in.values()) {
      python.append(python(value)).append(", ");
    }
    // One value in parentheses is a tuple only with its comma.
    python.setLength(python.length() - (in.values().size() == 1 ? 1 : 2));
    return python.append("))").toString();
  }

  private String choice(Expression.Case choice) throws ExpressionException {
    StringBuilder python = new StringBuilder("(");
    Expression operand = choice.operand();
    String first = operand == null ? "" : python(operand);
    String later = first;
    if (operand != null && !(operand instanceof Expression.Key)) {
      operands++;
      later = "_case" + operands;
      first = "(" + later + " := " + first + ")";
    }
    String compared = first;
    for (Expression.Branch branch : choice.branches()) {
      String when = python(branch.when());
      python.append(python(branch.result())).append(" if ");
      python.append(operand == null ? when : "(" + compared + " == " + when + ")");
      python.append(" else ");
      compared = later;
    }
    python.append(choice.otherwise() == null ? "None" : python(choice.otherwise()));
    return python.append(")").toString();
  }
}
