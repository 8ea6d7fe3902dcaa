package io.shardlens.sql;

import io.shardlens.sql.Condition.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/// Turns JSqlParser's expressions into conditions; what is not plainly one of the known forms
/// becomes [Condition.Other], which restricts nothing.
final class ConditionReader {

  private static final String ARRAY_OF_WORDS = "\\{[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*\\}";

  private ConditionReader() {}

  static Condition read(Expression expression) {
    return switch (expression) {
      case AndExpression and ->
          new Condition.And(List.of(read(and.getLeftExpression()), read(and.getRightExpression())));
      case OrExpression or ->
          new Condition.Or(List.of(read(or.getLeftExpression()), read(or.getRightExpression())));
      case ParenthesedExpressionList<?> list when list.size() == 1 -> read(list.getFirst());
      case EqualsTo equals when equals.getRightExpression() instanceof Function function ->
          anyOf(equals, function);
      case EqualsTo equals -> comparison(equals, "=", "=");
      case NotEqualsTo unequal -> new Condition.Not(comparison(unequal, "=", "="));
      case NotExpression not when !not.isExclamationMark() ->
          new Condition.Not(read(not.getExpression()));
      case IsNullExpression isNull -> isNull(isNull);
      case GreaterThan greater -> comparison(greater, ">", "<");
      case GreaterThanEquals greater -> comparison(greater, ">=", "<=");
      case MinorThan minor -> comparison(minor, "<", ">");
      case MinorThanEquals minor -> comparison(minor, "<=", ">=");
      case InExpression in -> in.isNot() ? new Condition.Not(in(in)) : in(in);
      case Between between ->
          between.isNot() ? new Condition.Not(between(between)) : between(between);
      default -> new Condition.Other();
    };
  }

  private static Condition comparison(BinaryExpression expression, String operator, String turned) {
    Optional<ColumnReference> left = column(expression.getLeftExpression());
    Optional<ColumnReference> right = column(expression.getRightExpression());
    if (left.isPresent() && right.isPresent() && operator.equals("=")) {
      return new Condition.SameColumn(left.get(), right.get());
    }
    Optional<Literal> rightLiteral = literal(expression.getRightExpression());
    if (left.isPresent() && rightLiteral.isPresent()) {
      return new Condition.Comparison(left.get(), operator, rightLiteral.get());
    }
    Optional<Literal> leftLiteral = literal(expression.getLeftExpression());
    if (right.isPresent() && leftLiteral.isPresent()) {
      return new Condition.Comparison(right.get(), turned, leftLiteral.get());
    }
    return new Condition.Other();
  }

  private static Condition in(InExpression in) {
    Optional<ColumnReference> column = column(in.getLeftExpression());
    if (column.isEmpty() || !(in.getRightExpression() instanceof ExpressionList<?> list)) {
      return new Condition.Other();
    }
    return in(column.get(), list);
  }

  private static Condition in(ColumnReference column, List<? extends Expression> entries) {
    List<Literal> literals = new ArrayList<>();
    for (Expression entry : entries) {
      Optional<Literal> literal = literal(entry);
      if (literal.isEmpty()) {
        return new Condition.Other();
      }
      literals.add(literal.get());
    }
    return new Condition.In(column, literals);
  }

  /// `column = ANY (ARRAY[…])` and `column = ANY ('{…}')`, which JSqlParser shows as a function.
  private static Condition anyOf(EqualsTo equals, Function function) {
    Optional<ColumnReference> column = column(equals.getLeftExpression());
    boolean any = "ANY".equalsIgnoreCase(function.getName());
    if (!any
        || column.isEmpty()
        || function.getParameters() == null
        || function.getParameters().size() != 1) {
      return new Condition.Other();
    }
    return switch (function.getParameters().get(0)) {
      case ArrayConstructor array when !array.getExpressions().isEmpty() ->
          in(column.get(), array.getExpressions());
      case StringValue text -> inArrayText(column.get(), text);
      default -> new Condition.Other();
    };
  }

  /// An array literal of plain words; one with quotes, escapes, NULL or more dimensions is not
  /// read.
  private static Condition inArrayText(ColumnReference column, StringValue text) {
    Optional<Literal> literal = literal(text);
    if (literal.isEmpty() || !literal.get().value().matches(ARRAY_OF_WORDS)) {
      return new Condition.Other();
    }
    String inside = literal.get().value();
    List<Literal> literals = new ArrayList<>();
    for (String word : inside.substring(1, inside.length() - 1).split(",", -1)) {
      if (word.equalsIgnoreCase("null")) {
        return new Condition.Other();
      }
      literals.add(new Literal(word, true));
    }
    return new Condition.In(column, literals);
  }

  private static Condition isNull(IsNullExpression isNull) {
    Optional<ColumnReference> column = column(isNull.getLeftExpression());
    if (column.isEmpty() || isNull.isUseNotNull()) {
      return new Condition.Other();
    }
    Condition condition = new Condition.IsNull(column.get());
    return isNull.isNot() ? new Condition.Not(condition) : condition;
  }

  private static Condition between(Between between) {
    Optional<ColumnReference> column = column(between.getLeftExpression());
    Optional<Literal> low = literal(between.getBetweenExpressionStart());
    Optional<Literal> high = literal(between.getBetweenExpressionEnd());
    if (between.isUsingSymmetric() || column.isEmpty() || low.isEmpty() || high.isEmpty()) {
      return new Condition.Other();
    }
    return new Condition.Between(column.get(), low.get(), high.get());
  }

  private static Optional<ColumnReference> column(Expression expression) {
    return expression instanceof Column column ? reference(column) : Optional.empty();
  }

  /// The column that is meant, or empty where it is named with a schema, an array index or the
  /// like.
  static Optional<ColumnReference> reference(Column column) {
    String qualifier = "";
    if (column.getTable() != null && column.getTable().getName() != null) {
      if (column.getTable().getSchemaName() != null) {
        return Optional.empty();
      }
      qualifier = Identifier.fold(column.getTable().getName());
    }
    String name = column.getColumnName();
    return column.getArrayConstructor() != null || isKeyWord(name)
        ? Optional.empty()
        : Optional.of(new ColumnReference(qualifier, Identifier.fold(name)));
  }

  /// Words that JSqlParser may show as columns although PostgreSQL reads a value or a function.
  private static boolean isKeyWord(String name) {
    return name.matches(
        "(?i)true|false|null|default|user|session_user|current_[a-z_]+|localtime|localtimestamp|system_user");
  }

  private static Optional<Literal> literal(Expression expression) {
    if (expression instanceof LongValue number && number.getStringValue().matches("[0-9]+")) {
      return Optional.of(new Literal(number.getStringValue(), false));
    }
    if (expression instanceof SignedExpression signed
        && signed.getSign() == '-'
        && signed.getExpression() instanceof LongValue number
        && number.getStringValue().matches("[0-9]+")) {
      return Optional.of(new Literal("-" + number.getStringValue(), false));
    }
    if (expression instanceof StringValue string
        && string.getPrefix() == null
        && string.getQuoteStr() != null
        && string.getQuoteStr().equals("'")
        && string.getValue().indexOf('\'') < 0
        && string.getValue().indexOf('\\') < 0) {
      return Optional.of(new Literal(string.getValue(), true));
    }
    return Optional.empty();
  }
}
