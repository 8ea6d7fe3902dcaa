package io.shardlens.topology.expression;

import static io.shardlens.topology.expression.ExpressionType.BYTES;

import java.util.Arrays;
import java.util.Set;

/// What an argument of a function may be.
enum FunctionParameter {
  INTEGER("an integer", ExpressionType.INTEGER),
  /// A position or length in a text, which PostgreSQL keeps in 32 bits.
  POSITION("an integer of 32 bits", ExpressionType.INTEGER),
  TEXT("a text", ExpressionType.TEXT),
  UUID("a uuid", ExpressionType.UUID),
  PRINTABLE(
      "an integer, a uuid, a date or a time",
      ExpressionType.INTEGER,
      ExpressionType.UUID,
      ExpressionType.TIME),
  HASHED("a text or bytes", ExpressionType.TEXT, BYTES),
  VALUE(
      "an integer, a text or a uuid",
      ExpressionType.INTEGER,
      ExpressionType.TEXT,
      ExpressionType.UUID),
  DIVISOR("a number that is written out, 1 or more", ExpressionType.INTEGER),
  SEED("a number that is written out, 0 to 4294967295", ExpressionType.INTEGER);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // always a Set.of
  private final Set<ExpressionType> types;

  FunctionParameter(String words, ExpressionType... types) {
    this.words = words;
    this.types = Set.of(types);
  }

  /// With its article: `a text or bytes`.
  String words() {
    return words;
  }

  boolean takes(Expression argument) {
    return types.contains(argument.type())
        && switch (this) {
          case DIVISOR -> isLiteral(argument, 1, Long.MAX_VALUE);
          case SEED -> isLiteral(argument, 0, 0xffff_ffffL);
          case POSITION ->
              !(argument instanceof Expression.IntegerLiteral)
                  || isLiteral(argument, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case INTEGER, TEXT, UUID, PRINTABLE, HASHED, VALUE -> true;
        };
  }

  private static boolean isLiteral(Expression argument, long lowest, long highest) {
    return argument instanceof Expression.IntegerLiteral(_, long value)
        && value >= lowest
        && value <= highest;
  }

  static FunctionParameter[] several(FunctionParameter parameter, int count) {
    FunctionParameter[] parameters = new FunctionParameter[count];
    Arrays.fill(parameters, parameter);
    return parameters;
  }
}
