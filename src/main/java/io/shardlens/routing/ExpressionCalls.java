package io.shardlens.routing;

import io.shardlens.topology.expression.ExpressionFunction;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/// The functions of an expression, over arguments whose number and types the parser has checked.
final class ExpressionCalls {
  private final List<ExpressionValue> arguments;

  private ExpressionCalls(List<ExpressionValue> arguments) {
    this.arguments = arguments;
  }

  /// @throws ExpressionFailure when the function has no result for the values
  static ExpressionValue call(ExpressionFunction function, List<ExpressionValue> arguments)
      throws ExpressionFailure {
    ExpressionCalls call = new ExpressionCalls(arguments);
    return switch (function) {
      case ABS, FLOOR_DIV, FLOOR_MOD, UNSIGNED_MOD, SIGNED32, LENGTH, TO_INTEGER ->
          new ExpressionValue.Int(call.integerResult(function));
      case HEX_TO_INTEGER -> new ExpressionValue.Int(TextRules.hexInteger(call.text(0)));
      case HEX_MOD ->
          new ExpressionValue.Int(TextRules.hexRemainder(call.text(0), call.integer(1)));
      case LOWER, UPPER, TRIM, SUBSTRING, LEFT, RIGHT, TO_TEXT ->
          new ExpressionValue.Text(call.textResult(function));
      case INT64_LE, INT64_BE, INT32_LE, INT32_BE -> call.bytesOfInteger(function);
      case UUID_BYTES -> ExpressionHashes.uuidBytes(arguments.getFirst());
      case MD5,
          SHA1,
          SHA256,
          CRC16,
          CRC32,
          CRC32C,
          FNV1A_32,
          FNV1A_64,
          MURMUR3_32,
          XXHASH64,
          JAVA_HASH,
          POSTGRES_HASH ->
          ExpressionHashes.hash(function, arguments);
    };
  }

  private long integerResult(ExpressionFunction function) throws ExpressionFailure {
    return switch (function) {
      case ABS -> IntegerRules.absolute(integer(0));
      case FLOOR_DIV -> IntegerRules.floorDivided(integer(0), integer(1));
      case FLOOR_MOD -> IntegerRules.floorRemainder(integer(0), integer(1));
      case UNSIGNED_MOD -> Long.remainderUnsigned(integer(0), integer(1));
      case SIGNED32 -> (int) integer(0);
      case LENGTH -> TextRules.length(text(0));
      default -> TextRules.integer(text(0));
    };
  }

  private String textResult(ExpressionFunction function) throws ExpressionFailure {
    return switch (function) {
      case LOWER -> text(0).toLowerCase(Locale.ROOT);
      case UPPER -> text(0).toUpperCase(Locale.ROOT);
      case TRIM -> TextRules.trimmed(text(0));
      case LEFT -> TextRules.left(text(0), position(function, 1));
      case RIGHT -> TextRules.right(text(0), position(function, 1));
      case SUBSTRING ->
          arguments.size() == 2
              ? TextRules.substring(text(0), position(function, 1))
              : TextRules.substring(text(0), position(function, 1), position(function, 2));
      default -> printed(arguments.getFirst());
    };
  }

  private static String printed(ExpressionValue value) {
    return value instanceof ExpressionValue.Text(String text) ? text : value.shown();
  }

  private ExpressionValue bytesOfInteger(ExpressionFunction function) throws ExpressionFailure {
    boolean isLong =
        function == ExpressionFunction.INT64_LE || function == ExpressionFunction.INT64_BE;
    boolean lowestFirst =
        function == ExpressionFunction.INT64_LE || function == ExpressionFunction.INT32_LE;
    long value = isLong ? integer(0) : IntegerRules.to32Bits(integer(0), function.word());
    return ExpressionHashes.bytes(
        value,
        isLong ? Long.BYTES : Integer.BYTES,
        lowestFirst ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /// PostgreSQL's positions and lengths in a text have 32 bits, and so have ours.
  private int position(ExpressionFunction function, int argument) throws ExpressionFailure {
    return IntegerRules.to32Bits(integer(argument), "a position or length of " + function.word());
  }

  private long integer(int argument) {
    return ((ExpressionValue.Int) arguments.get(argument)).value();
  }

  private String text(int argument) {
    return ((ExpressionValue.Text) arguments.get(argument)).value();
  }
}
