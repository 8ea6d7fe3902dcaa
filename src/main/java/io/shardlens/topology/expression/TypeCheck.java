package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds parts of an expression whose types do not fit, all of them at once.
final class TypeCheck {
  private final String text;
  private final List<ExpressionProblem> problems = new ArrayList<>();

  TypeCheck(String text) {
    this.text = text;
  }

  /// In the order of the text; empty when the expression can be evaluated.
  List<ExpressionProblem> problems(Expression root) {
    if (isNoResult(root.type())) {
      problem(
          root,
          "The result is "
              + root.type().words()
              + ", and has to be the id of a shard or a position: "
              + (root.type() == ExpressionType.BOOLEAN
                  ? "write CASE WHEN … THEN … ELSE … END"
                  : "use to_text(…) or a hash"));
    }
    check(root, true);
    problems.sort(Comparator.comparingInt(problem -> problem.place().start()));
    return problems;
  }

  private static boolean isNoResult(ExpressionType type) {
    return type != ExpressionType.INTEGER && type != ExpressionType.TEXT;
  }

  /// @param isResult whether the value of the part can be the expression's result
  private void check(Expression part, boolean isResult) {
    switch (part) {
      case Expression.IntegerLiteral _, Expression.TextLiteral _, Expression.Key _ -> {
        // Fits by itself.
      }
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negation(_, Expression operand) ->
          needs(operand, ExpressionType.INTEGER, "The minus sign");
      case Expression.Concatenation(_, Expression left, Expression right) -> {
        needs(left, ExpressionType.TEXT, "||");
        needs(right, ExpressionType.TEXT, "||");
      }
      case Expression.Comparison(
              _,
              ComparisonOperator operator,
              Expression left,
              Expression right) ->
          comparable(operator.symbol(), left, right);
      case Expression.And(_, Expression left, Expression right) -> {
        needs(left, ExpressionType.BOOLEAN, "AND");
        needs(right, ExpressionType.BOOLEAN, "AND");
      }
      case Expression.Or(_, Expression left, Expression right) -> {
        needs(left, ExpressionType.BOOLEAN, "OR");
        needs(right, ExpressionType.BOOLEAN, "OR");
      }
      case Expression.Not(_, Expression operand) -> needs(operand, ExpressionType.BOOLEAN, "NOT");
      case Expression.Between between -> {
        comparable("BETWEEN", between.operand(), between.lowest());
        comparable("BETWEEN", between.operand(), between.highest());
      }
      case Expression.In in -> in.values().forEach(value -> comparable("IN", in.operand(), value));
      case Expression.Case choice -> choice(choice, isResult);
      case Expression.Call call -> call(call);
    }
    if (!(part instanceof Expression.Case)) {
      part.children().forEach(child -> check(child, false));
    }
  }

  private void arithmetic(Expression.Arithmetic arithmetic) {
    String symbol = arithmetic.operator().symbol();
    needs(arithmetic.left(), ExpressionType.INTEGER, symbol);
    needs(arithmetic.right(), ExpressionType.INTEGER, symbol);
    boolean divides =
        arithmetic.operator() == ArithmeticOperator.DIVIDE
            || arithmetic.operator() == ArithmeticOperator.REMAINDER;
    if (divides) {
      notZero(arithmetic.right());
    }
  }

  private void notZero(Expression divisor) {
    if (divisor instanceof Expression.IntegerLiteral(_, long value) && value == 0) {
      problem(divisor, "Nothing can be divided by zero: give the number of shards or buckets");
    }
  }

  private void choice(Expression.Case choice, boolean isResult) {
    Expression operand = choice.operand();
    if (operand != null) {
      check(operand, false);
    }
    for (Expression.Branch branch : choice.branches()) {
      if (operand == null) {
        needs(branch.when(), ExpressionType.BOOLEAN, "WHEN");
      } else {
        comparable("CASE", operand, branch.when());
      }
      sameType(choice, branch.result());
      check(branch.when(), false);
      check(branch.result(), isResult);
    }
    Expression otherwise = choice.otherwise();
    if (otherwise != null) {
      sameType(choice, otherwise);
      check(otherwise, isResult);
    } else if (!isResult) {
      problem(choice, "This CASE needs an ELSE: its value is used to compute another");
    }
  }

  private void sameType(Expression.Case choice, Expression result) {
    if (result.type() != choice.type()) {
      problem(
          result,
          "All branches of CASE have one type: the first is "
              + choice.type().words()
              + ", this is "
              + result.type().words());
    }
  }

  private void call(Expression.Call call) {
    ExpressionFunction function = call.function();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      FunctionParameter parameter = function.parameters().get(i);
      if (!parameter.takes(argument)) {
        problem(
            argument,
            function.word()
                + " takes "
                + parameter.words()
                + (call.arguments().size() > 1 ? " as argument " + (i + 1) : "")
                + ", and this is "
                + described(argument)
                + advice(parameter, argument.type()));
      }
    }
    if (function == ExpressionFunction.FLOOR_DIV || function == ExpressionFunction.FLOOR_MOD) {
      notZero(call.arguments().getLast());
    }
  }

  private String described(Expression argument) {
    return argument instanceof Expression.IntegerLiteral
        ? argument.span().of(text)
        : argument.type().words();
  }

  private static String advice(FunctionParameter parameter, ExpressionType type) {
    return switch (parameter) {
      case HASHED ->
          switch (type) {
            case INTEGER -> ": to_text(…) gives its digits, int64_le(…) its bytes";
            case UUID -> ": to_text(…) gives it as it is written, uuid_bytes(…) its bytes";
            case TIME -> ": to_text(…) gives it as it is written";
            case TEXT, BYTES, BOOLEAN -> "";
          };
      case INTEGER, POSITION -> type == ExpressionType.TEXT ? ": to_integer(…) reads one" : "";
      case TEXT ->
          type == ExpressionType.BYTES || type == ExpressionType.BOOLEAN
              ? ""
              : ": to_text(…) gives one";
      case UUID, PRINTABLE, VALUE, DIVISOR, SEED -> "";
    };
  }

  private void comparable(String who, Expression left, Expression right) {
    if (isNoResult(left.type())) {
      problem(left, compares(who, left.type()));
    } else if (isNoResult(right.type())) {
      problem(right, compares(who, right.type()));
    } else if (left.type() != right.type()) {
      problem(
          right,
          who
              + " compares "
              + left.type().words()
              + " with "
              + right.type().words()
              + ": write both as numbers, or both in quotes; to_integer(…) and to_text(…) convert");
    }
  }

  private static String compares(String who, ExpressionType type) {
    return who
        + " compares integers or texts, and this is "
        + type.words()
        + (type == ExpressionType.UUID || type == ExpressionType.TIME
            ? ": to_text(…) gives a text"
            : "");
  }

  private void needs(Expression part, ExpressionType type, String who) {
    if (part.type() != type) {
      problem(
          part,
          who
              + " takes "
              + type.words()
              + ", and this is "
              + part.type().words()
              + advice(type, part));
    }
  }

  private static String advice(ExpressionType wanted, Expression part) {
    if (wanted == ExpressionType.INTEGER && part.type() == ExpressionType.TEXT) {
      return part instanceof Expression.TextLiteral
          ? ": write a number without quotes, or join texts with ||"
          : ": to_integer(…) reads one";
    }
    boolean printable =
        part.type() != ExpressionType.BOOLEAN && part.type() != ExpressionType.BYTES;
    return wanted == ExpressionType.TEXT && printable ? ": to_text(…) gives one" : "";
  }

  private void problem(Expression part, String message) {
    problems.add(new ExpressionProblem(part.span(), message));
  }
}
