package io.shardlens.topology.expression;

import java.util.List;
import java.util.Set;

/// An expression as PostgreSQL computes it, for PostgreSQL 12 and later.
///
/// Every part is in parentheses, integers are computed as `bigint`, texts are compared in the
/// collation "C", and `lower` and `upper` take the collation "und-x-icu", so that neither the
/// column's types nor the database's collation matter. What PostgreSQL computes of constants alone
/// it may compute before it looks at a `CASE` around them.
public final class SqlTranslation {
  private static final String C = " COLLATE \"C\"";
  private static final String ICU = " COLLATE \"und-x-icu\"";

  /// Above it, adding a divisor to a remainder could leave a bigint.
  private static final long LARGEST_SIMPLE_DIVISOR = 1L << 62;

  private final List<String> keys;

  private SqlTranslation(List<String> keys) {
    this.keys = keys;
  }

  /// @param keys SQL for each key column, in order: a quoted identifier, a parameter or anything in
  ///   parentheses, of the type bigint, text or uuid
  public static Translation of(ParsedExpression expression, List<String> keys) {
    try {
      String text = new SqlTranslation(keys).sql(expression.root(), false);
      return new Translation.Translated(text, Set.of());
    } catch (ExpressionException e) {
      return new Translation.NotExpressible(e.problem());
    }
  }

  /// @param wide whether an integer has to be a bigint and not only fit in one
  private String sql(Expression part, boolean wide) throws ExpressionException {
    return switch (part) {
      case Expression.IntegerLiteral(_, long value) -> integer(value, wide);
      case Expression.TextLiteral(_, String value) -> SqlLiteral.quoted(value);
      case Expression.Key key -> keys.get(key.position());
      case Expression.Arithmetic(_, var operator, Expression left, Expression right) ->
          // One bigint makes the result one: a number beside it stays as it is.
          "("
              + sql(left, !isNumber(left) || isNumber(right))
              + " "
              + operator.symbol()
              + " "
              + sql(right, !isNumber(right))
              + ")";
      case Expression.Negation(_, Expression operand) -> "(- " + sql(operand, true) + ")";
      case Expression.Concatenation(_, Expression left, Expression right) ->
          "(" + sql(left, false) + " || " + sql(right, false) + ")";
      case Expression.Comparison(_, var operator, Expression left, Expression right) ->
          "(" + compared(left) + " " + operator.symbol() + " " + compared(right) + ")";
      case Expression.And(_, Expression left, Expression right) ->
          "(" + sql(left, false) + " AND " + sql(right, false) + ")";
      case Expression.Or(_, Expression left, Expression right) ->
          "(" + sql(left, false) + " OR " + sql(right, false) + ")";
      case Expression.Not(_, Expression operand) -> "(NOT " + sql(operand, false) + ")";
      case Expression.Between(_, var operand, var lowest, var highest, boolean negated) ->
          "("
              + compared(operand)
              + (negated ? " NOT" : "")
              + " BETWEEN "
              + compared(lowest)
              + " AND "
              + compared(highest)
              + ")";
      case Expression.In in -> in(in);
      case Expression.Case choice -> choice(choice, wide);
      case Expression.Call call -> call(call);
    };
  }

  private static boolean isNumber(Expression part) {
    return part instanceof Expression.IntegerLiteral;
  }

  private static String integer(long value, boolean wide) {
    if (wide || value == Long.MIN_VALUE) {
      return "CAST(" + value + " AS bigint)";
    }
    return value < 0 ? "(" + value + ")" : Long.toString(value);
  }

  /// A side of a comparison.
  private String compared(Expression part) throws ExpressionException {
    String sql = sql(part, false);
    return part.type() == ExpressionType.TEXT ? "(" + sql + C + ")" : sql;
  }

  private String in(Expression.In in) throws ExpressionException {
    StringBuilder sql = new StringBuilder("(").append(compared(in.operand()));
    sql.append(in.negated() ? " NOT IN (" : " IN (");
    String separator = "";
    for (Expression value : in.values()) {
      sql.append(separator).append(sql(value, false));
      separator = ", ";
    }
    return sql.append("))").toString();
  }

  private String choice(Expression.Case choice, boolean wide) throws ExpressionException {
    StringBuilder sql = new StringBuilder("CASE");
    if (choice.operand() != null) {
      sql.append(' ').append(compared(choice.operand()));
    }
    for (Expression.Branch branch : choice.branches()) {
      // The collation of the operand does not reach the values that it is compared with.
      String when = choice.operand() == null ? sql(branch.when(), false) : compared(branch.when());
      sql.append(" WHEN ").append(when);
      sql.append(" THEN ").append(sql(branch.result(), wide));
    }
    if (choice.otherwise() != null) {
      sql.append(" ELSE ").append(sql(choice.otherwise(), wide));
    }
    return sql.append(" END").toString();
  }

  private String call(Expression.Call call) throws ExpressionException {
    Expression first = call.arguments().getFirst();
    return switch (call.function()) {
      case ABS -> "abs(" + sql(first, true) + ")";
      case FLOOR_DIV -> floored(call, "div(a - mod(mod(a, b) + b, b), b)");
      case FLOOR_MOD -> floorRemainder(call);
      case UNSIGNED_MOD ->
          "CAST(mod(mod(CAST(%s AS numeric) + 18446744073709551616, 18446744073709551616), %s) AS bigint)"
              .formatted(sql(first, true), sql(call.arguments().get(1), false));
      case LENGTH -> "CAST(length(" + sql(first, false) + ") AS bigint)";
      case LOWER -> "lower(" + sql(first, false) + ICU + ")";
      case UPPER -> "upper(" + sql(first, false) + ICU + ")";
      case TRIM -> "btrim(" + sql(first, false) + ")";
      case SUBSTRING, LEFT, RIGHT -> cut(call);
      case TO_TEXT -> {
        if (first.type() == ExpressionType.TIME) {
          throw new ExpressionException(
              call.span(), "How PostgreSQL prints a date or time depends on the session");
        }
        yield "CAST(" + sql(first, false) + " AS text)";
      }
      case TO_INTEGER ->
          // Whatever is neither a digit nor a sign must not be read as a number by any version.
          "CAST(regexp_replace(" + sql(first, false) + C + ", '[^0-9+-]', '?', 'g') AS bigint)";
      case MD5 -> "md5(" + utf8(call) + ")";
      case SHA256 -> "encode(sha256(" + utf8(call) + "), 'hex')";
      case SIGNED32,
          HEX_TO_INTEGER,
          HEX_MOD,
          INT64_LE,
          INT64_BE,
          INT32_LE,
          INT32_BE,
          UUID_BYTES,
          SHA1,
          CRC16,
          CRC32,
          CRC32C,
          FNV1A_32,
          FNV1A_64,
          MURMUR3_32,
          XXHASH64,
          JAVA_HASH,
          POSTGRES_HASH ->
          throw notInSql(call);
    };
  }

  private static ExpressionException notInSql(Expression.Call call) {
    return new ExpressionException(
        call.span(), "Plain SQL cannot compute " + call.function().word() + " as it is meant here");
  }

  private String utf8(Expression.Call call) throws ExpressionException {
    Expression text = call.arguments().getFirst();
    if (text.type() != ExpressionType.TEXT) {
      throw notInSql(call);
    }
    return "convert_to(" + sql(text, false) + ", 'UTF8')";
  }

  private String floorRemainder(Expression.Call call) throws ExpressionException {
    Expression divisor = call.arguments().get(1);
    if (divisor instanceof Expression.IntegerLiteral(_, long value)
        && value > 0
        && value <= LARGEST_SIMPLE_DIVISOR) {
      return "(("
          + sql(call.arguments().getFirst(), true)
          + " % "
          + value
          + " + "
          + value
          + ") % "
          + value
          + ")";
    }
    return floored(call, "mod(mod(a, b) + b, b)");
  }

  /// Computed as numeric, which is exact, with each argument evaluated once.
  private String floored(Expression.Call call, String formula) throws ExpressionException {
    return "(SELECT CAST(%s AS bigint) FROM (SELECT CAST(%s AS numeric) AS a, CAST(%s AS numeric) AS b) AS operands)"
        .formatted(
            formula, sql(call.arguments().getFirst(), true), sql(call.arguments().get(1), true));
  }

  private String cut(Expression.Call call) throws ExpressionException {
    String text = sql(call.arguments().getFirst(), false);
    String positions = positions(call.arguments().subList(1, call.arguments().size()));
    return call.function().word() + "(" + text + positions + ")";
  }

  private String positions(List<Expression> arguments) throws ExpressionException {
    StringBuilder sql = new StringBuilder();
    for (Expression argument : arguments) {
      String position = sql(argument, false);
      sql.append(", ").append(isNumber(argument) ? position : "CAST(" + position + " AS integer)");
    }
    return sql.toString();
  }
}
