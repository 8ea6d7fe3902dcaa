package io.shardlens.sql;

import io.shardlens.sql.Condition.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
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
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/// Turns JSqlParser's expressions into conditions; what is not plainly one of the known forms
/// becomes [Condition.Other], which restricts nothing.
final class ConditionReader {

  private ConditionReader() {}

  static Condition read(Expression expression) {
    return switch (expression) {
      case AndExpression and ->
          new Condition.And(List.of(read(and.getLeftExpression()), read(and.getRightExpression())));
      case OrExpression or ->
          new Condition.Or(List.of(read(or.getLeftExpression()), read(or.getRightExpression())));
      case ParenthesedExpressionList<?> list when list.size() == 1 -> read(list.getFirst());
      case EqualsTo equals -> comparison(equals, "=", "=");
      case GreaterThan greater -> comparison(greater, ">", "<");
      case GreaterThanEquals greater -> comparison(greater, ">=", "<=");
      case MinorThan minor -> comparison(minor, "<", ">");
      case MinorThanEquals minor -> comparison(minor, "<=", ">=");
      case InExpression in -> in(in);
      case Between between -> between(between);
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
    if (in.isNot()
        || column.isEmpty()
        || !(in.getRightExpression() instanceof ExpressionList<?> list)) {
      return new Condition.Other();
    }
    List<Literal> literals = new ArrayList<>();
    for (Expression entry : list) {
      Optional<Literal> literal = literal(entry);
      if (literal.isEmpty()) {
        return new Condition.Other();
      }
      literals.add(literal.get());
    }
    return new Condition.In(column.get(), literals);
  }

  private static Condition between(Between between) {
    Optional<ColumnReference> column = column(between.getLeftExpression());
    Optional<Literal> low = literal(between.getBetweenExpressionStart());
    Optional<Literal> high = literal(between.getBetweenExpressionEnd());
    if (between.isNot()
        || between.isUsingSymmetric()
        || column.isEmpty()
        || low.isEmpty()
        || high.isEmpty()) {
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
