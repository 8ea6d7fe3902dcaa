package io.shardlens.topology.expression;

/// The pieces of Python source that do not depend on an expression.
final class PythonText {

  static final String INT64 =
      """
      def _int64(value):
          if not -(1 << 63) <= value < 1 << 63:
              raise OverflowError(f"{value} is out of the range of 64-bit integers")
          return value
      """;

  static final String QUOTIENT =
      """
      def _quotient(left, right):
          quotient = abs(left) // abs(right)
          return _int64(quotient if (left < 0) == (right < 0) else -quotient)
      """;

  static final String REMAINDER =
      """
      def _remainder(left, right):
          remainder = abs(left) % abs(right)
          return -remainder if left < 0 else remainder
      """;

  static final String TO_INTEGER =
      """
      def _to_integer(text):
          if not re.fullmatch("[+-]?[0-9]+", text):
              raise ValueError(f"{text!r} is no integer")
          return _int64(int(text))
      """;

  static final String HEX =
      """
      def _hex(text):
          if not re.fullmatch("[0-9a-fA-F]{1,1000}", text):
              raise ValueError(f"{text!r} is no hexadecimal number")
          return int(text, 16)
      """;

  static final String INT32 =
      """
      def _int32(value):
          if not -(1 << 31) <= value < 1 << 31:
              raise OverflowError(f"{value} is out of the range of 32-bit integers")
          return value
      """;

  static final String SUBSTRING =
      """
      def _substring(text, start, length=None):
          if length is not None and _int32(length) < 0:
              raise ValueError(f"a length of {length} is negative")
          end = len(text) if length is None else max(0, _int32(start) - 1 + length)
          return text[max(0, _int32(start) - 1):end]
      """;

  static final String LEFT =
      """
      def _left(text, count):
          return text[:_int32(count)]
      """;

  static final String RIGHT =
      """
      def _right(text, count):
          return text[max(0, len(text) - count if _int32(count) >= 0 else -count):]
      """;

  private PythonText() {}

  static String imported(String module) {
    return "import " + module + "\n";
  }
}
