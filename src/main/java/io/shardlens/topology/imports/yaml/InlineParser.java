package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.yaml.InlineExpression.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads one expression by precedence climbing (Pratt): a range binds loosest, then `+ -`, then `*
/// / %`, then a sign, then method calls.
///
/// At most [#MAXIMUM_LENGTH] characters and [#MAXIMUM_NODES] parts are read, which also bounds the
/// recursion.
final class InlineParser {
  static final int MAXIMUM_LENGTH = 256;
  static final int MAXIMUM_NODES = 64;

  /// The longest text that `padLeft` may make.
  static final int MAXIMUM_PADDING = 64;

  private final String text;
  private int position;
  private int nodes;
  private int depth;

  private InlineParser(String text) {
    this.text = text;
  }

  static InlineExpression parse(String text) throws InlineException {
    if (text.length() > MAXIMUM_LENGTH) {
      throw new InlineException("the expression is longer than " + MAXIMUM_LENGTH + " characters");
    }
    InlineParser parser = new InlineParser(text);
    InlineExpression expression = parser.range();
    parser.skipBlanks();
    if (parser.position < text.length()) {
      throw parser.notUnderstood();
    }
    return expression;
  }

  private InlineExpression range() throws InlineException {
    InlineExpression first = infix(2);
    return takes("..") ? node(new InlineExpression.Span(first, infix(2))) : first;
  }

  private InlineExpression infix(int precedence) throws InlineException {
    InlineExpression left = signed();
    Optional<Operator> operator = operator(precedence);
    while (operator.isPresent()) {
      position++;
      InlineExpression right = infix(operator.get().precedence() + 1);
      left = node(new InlineExpression.Binary(operator.get(), left, right));
      operator = operator(precedence);
    }
    return left;
  }

  /// The infix operator that comes next, if it binds at least so tight.
  private Optional<Operator> operator(int precedence) {
    skipBlanks();
    return position == text.length()
        ? Optional.empty()
        : Arrays.stream(Operator.values())
            .filter(known -> known.precedence() >= precedence)
            .filter(known -> known.sign().charAt(0) == text.charAt(position))
            .findFirst();
  }

  private InlineExpression signed() throws InlineException {
    if (++depth > MAXIMUM_NODES) {
      throw tooMany();
    }
    InlineExpression operand =
        takes("-") ? node(new InlineExpression.Negation(signed())) : calls(primary());
    depth--;
    return operand;
  }

  private InlineExpression calls(InlineExpression operand) throws InlineException {
    InlineExpression result = operand;
    while (!startsWith("..") && takes(".")) {
      String method = name();
      expect("(");
      result =
          switch (method) {
            case "hashCode" -> node(new InlineExpression.HashCode(result));
            case "toString" -> node(new InlineExpression.AsText(result));
            case "padLeft" -> padLeft(result);
            case "intdiv" ->
                node(new InlineExpression.Binary(Operator.WHOLE_DIVIDE, result, range()));
            default ->
                throw new InlineException(
                    "a method other than hashCode, toString, padLeft" + " and intdiv is called");
          };
      expect(")");
    }
    return result;
  }

  private InlineExpression padLeft(InlineExpression operand) throws InlineException {
    InlineExpression length = primary();
    expect(",");
    if (length instanceof InlineExpression.Numeral(long number)
        && number >= 0
        && number <= MAXIMUM_PADDING
        && primary() instanceof InlineExpression.Quoted(String filler)
        && filler.length() == 1) {
      return node(new InlineExpression.PadLeft(operand, (int) number, filler.charAt(0)));
    }
    throw new InlineException(
        "padLeft takes a length up to " + MAXIMUM_PADDING + " and one character in quotes");
  }

  private InlineExpression primary() throws InlineException {
    skipBlanks();
    if (position == text.length()) {
      throw new InlineException("the expression ends where a value should stand");
    }
    char next = text.charAt(position);
    if (isDigit(next)) {
      return numeral();
    }
    if (next == '\'' || next == '"') {
      return quoted(next);
    }
    if (takes("(")) {
      InlineExpression inner = range();
      expect(")");
      return inner;
    }
    if (takes("[")) {
      return items();
    }
    String name = name();
    if (!name.equals("Math")) {
      return node(new InlineExpression.Column(name));
    }
    expect(".");
    if (!name().equals("abs")) {
      throw new InlineException("a function other than Math.abs is called");
    }
    expect("(");
    InlineExpression operand = range();
    expect(")");
    return node(new InlineExpression.Absolute(operand));
  }

  private InlineExpression items() throws InlineException {
    List<InlineExpression> items = new ArrayList<>();
    if (!takes("]")) {
      do {
        items.add(range());
      } while (takes(","));
      expect("]");
    }
    return node(new InlineExpression.Items(items));
  }

  /// Groovy reads `010` as octal, `1.5` as a decimal and `1L` as a long: none of them is read.
  private InlineExpression numeral() throws InlineException {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    String digits = text.substring(start, position);
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    boolean goesOn = position < text.length() && Character.isLetter(text.charAt(position));
    if (octal || goesOn || digits.length() > 18) {
      throw new InlineException("a number in it is not written as a plain decimal");
    }
    return node(new InlineExpression.Numeral(Long.parseLong(digits)));
  }

  private InlineExpression quoted(char quote) throws InlineException {
    int end = text.indexOf(quote, position + 1);
    String inner = end < 0 ? "\\" : text.substring(position + 1, end);
    if (inner.indexOf('\\') >= 0 || (quote == '"' && inner.indexOf('$') >= 0)) {
      throw new InlineException("a text in it is not closed, or holds more than plain characters");
    }
    position = end + 1;
    return node(new InlineExpression.Quoted(inner));
  }

  private String name() throws InlineException {
    skipBlanks();
    int start = position;
    while (position < text.length() && isNamePart(text.charAt(position), position == start)) {
      position++;
    }
    if (position == start) {
      throw notUnderstood();
    }
    return text.substring(start, position);
  }

  private static boolean isNamePart(char character, boolean first) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || character == '_'
        || (!first && isDigit(character));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private void expect(String sign) throws InlineException {
    if (!takes(sign)) {
      throw notUnderstood();
    }
  }

  private boolean takes(String sign) {
    boolean found = startsWith(sign);
    position += found ? sign.length() : 0;
    return found;
  }

  private boolean startsWith(String sign) {
    skipBlanks();
    return text.startsWith(sign, position);
  }

  private void skipBlanks() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private InlineExpression node(InlineExpression expression) throws InlineException {
    if (++nodes > MAXIMUM_NODES) {
      throw tooMany();
    }
    return expression;
  }

  private static InlineException tooMany() {
    return new InlineException("the expression has more than " + MAXIMUM_NODES + " parts");
  }

  private InlineException notUnderstood() {
    return new InlineException(
        "only whole numbers, the sharding column, + - * / % ( ), ranges, lists, Math.abs,"
            + " hashCode, toString, padLeft and intdiv are read, and character "
            + (position + 1)
            + " is something else");
  }
}
