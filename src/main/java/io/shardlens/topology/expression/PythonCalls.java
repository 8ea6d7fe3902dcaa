package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The functions of an expression in Python.
final class PythonCalls {
  private final PythonTranslation python;

  PythonCalls(PythonTranslation python) {
    this.python = python;
  }

  String call(Expression.Call call) throws ExpressionException {
    Expression part = call.arguments().getFirst();
    String first = python.python(part);
    return switch (call.function()) {
      case ABS -> {
        String absolute = "abs(" + first + ")";
        yield python.possible(part).contains(Long.MIN_VALUE) ? python.checked(absolute) : absolute;
      }
      case FLOOR_DIV -> {
        Expression divisor = call.arguments().get(1);
        yield python.within64Bits(
            first + " // " + python.python(divisor),
            python.possible(part).contains(Long.MIN_VALUE)
                && python.possible(divisor).contains(-1));
      }
      case FLOOR_MOD -> "(" + first + " % " + python.python(call.arguments().get(1)) + ")";
      case UNSIGNED_MOD -> {
        IntegerSet dividend = python.possible(part);
        boolean positive = !dividend.isEmpty() && dividend.lowest() >= 0;
        yield "("
            + (positive ? first : "(" + first + " & 0xFFFFFFFFFFFFFFFF)")
            + " % "
            + python.python(call.arguments().get(1))
            + ")";
      }
      case SIGNED32 -> "((" + first + " + 0x80000000) % 0x100000000 - 0x80000000)";
      case LENGTH -> "len(" + first + ")";
      case LOWER -> first + ".lower()";
      case UPPER -> first + ".upper()";
      case TRIM -> first + ".strip(\" \")";
      case SUBSTRING -> substring(call);
      case LEFT, RIGHT -> end(call, first);
      case TO_INTEGER -> {
        python.need(PythonText.imported("re"));
        python.need(PythonText.INT64);
        python.need(PythonText.TO_INTEGER);
        yield "_to_integer(" + first + ")";
      }
      case TO_TEXT -> {
        if (part.type() == ExpressionType.TIME) {
          throw new ExpressionException(
              call.span(), "Python prints a date or time in another form than PostgreSQL");
        }
        yield "str(" + first + ")";
      }
      case HEX_TO_INTEGER -> mayBeLong(part) ? python.checked(hex(part, first)) : hex(part, first);
      case HEX_MOD -> "(" + hex(part, first) + " % " + python.python(call.arguments().get(1)) + ")";
      case INT64_LE -> bytes(first, 8, "little");
      case INT64_BE -> bytes(first, 8, "big");
      case INT32_LE -> bytes(first, 4, "little");
      case INT32_BE -> bytes(first, 4, "big");
      case UUID_BYTES -> first + ".bytes";
      case MD5, SHA1, SHA256 -> {
        python.need(PythonText.imported("hashlib"));
        yield "hashlib." + call.function().word() + "(" + encoded(part, first) + ").hexdigest()";
      }
      case CRC32 -> {
        python.need(PythonText.imported("zlib"));
        yield "zlib.crc32(" + encoded(part, first) + ")";
      }
      case CRC16 -> {
        python.need(PythonText.imported("binascii"));
        yield "binascii.crc_hqx(" + encoded(part, first) + ", 0)";
      }
      case CRC32C, FNV1A_32, FNV1A_64, MURMUR3_32, XXHASH64, JAVA_HASH, POSTGRES_HASH ->
          throw new ExpressionException(
              call.span(),
              "Python has no " + call.function().word() + " without a package to install");
    };
  }

  private static String encoded(Expression part, String text) {
    return part.type() == ExpressionType.BYTES ? text : text + ".encode()";
  }

  private static String bytes(String integer, int size, String order) {
    return "(" + integer + ").to_bytes(" + size + ", \"" + order + "\", signed=True)";
  }

  private String hex(Expression part, String text) {
    if (isHash(part)) {
      return "int(" + text + ", 16)";
    }
    python.need(PythonText.imported("re"));
    python.need(PythonText.HEX);
    return "_hex(" + text + ")";
  }

  /// Whether a text is sure to have only hexadecimal digits, one or more of them.
  private static boolean isHash(Expression part) {
    return part instanceof Expression.Call(_, var function, List<Expression> arguments)
        && switch (function) {
          case MD5, SHA1, SHA256 -> true;
          case LEFT, RIGHT -> literal(arguments.get(1)) > 0 && isHash(arguments.getFirst());
          default -> false;
        };
  }

  /// Whether hexadecimal digits can make a number of more than 63 bits.
  private static boolean mayBeLong(Expression part) {
    return !(part instanceof Expression.Call(_, var function, List<Expression> arguments)
        && (function == ExpressionFunction.LEFT || function == ExpressionFunction.RIGHT)
        && literal(arguments.get(1)) > 0
        && literal(arguments.get(1)) <= 15);
  }

  /// A number from 0 on that is written out and fits in 32 bits, or -1.
  private static long literal(Expression part) {
    return part instanceof Expression.IntegerLiteral(_, long value)
            && value >= 0
            && value <= Integer.MAX_VALUE
        ? value
        : -1;
  }

  private String substring(Expression.Call call) throws ExpressionException {
    List<String> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(python.python(argument));
    }
    long start = literal(call.arguments().get(1));
    long length = arguments.size() == 2 ? 0 : literal(call.arguments().get(2));
    if (start > 0 && length >= 0) {
      String end = arguments.size() == 2 ? "" : Long.toString(start - 1 + length);
      return arguments.getFirst() + "[" + (start == 1 ? "" : start - 1) + ":" + end + "]";
    }
    python.need(PythonText.INT32);
    python.need(PythonText.SUBSTRING);
    return arguments.stream().collect(Collectors.joining(", ", "_substring(", ")"));
  }

  private String end(Expression.Call call, String text) throws ExpressionException {
    boolean left = call.function() == ExpressionFunction.LEFT;
    Expression count = call.arguments().get(1);
    if (literal(count) > 0) {
      return text + (left ? "[:" + literal(count) + "]" : "[-" + literal(count) + ":]");
    }
    python.need(PythonText.INT32);
    python.need(left ? PythonText.LEFT : PythonText.RIGHT);
    return (left ? "_left(" : "_right(") + text + ", " + python.python(count) + ")";
  }
}
