package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts an expression's text into words, from left to right, each character once.
final class Tokenizer {
  static final int LONGEST_TOKENS = 200;

  private static final List<String> SYMBOLS =
      List.of("<=", ">=", "<>", "!=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",");

  private final String text;
  private int position;

  private Tokenizer(String text) {
    this.text = text;
  }

  /// The words, the last of which is the end.
  ///
  /// @throws ExpressionException at the first character that begins no word
  static List<Token> tokens(String text) throws ExpressionException {
    return new Tokenizer(text).all();
  }

  private List<Token> all() throws ExpressionException {
    List<Token> tokens = new ArrayList<>();
    for (skipSpace(); position < text.length(); skipSpace()) {
      Token token = next();
      if (tokens.size() == LONGEST_TOKENS) {
        throw new ExpressionException(
            token.span(),
            "An expression has at most "
                + LONGEST_TOKENS
                + " words and signs: use ranges, a list or buckets for long rules");
      }
      tokens.add(token);
    }
    tokens.add(new Token(Token.Kind.END, "", new Span(text.length(), text.length())));
    return tokens;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private Token next() throws ExpressionException {
    char first = text.charAt(position);
    if (isLetter(first)) {
      return name();
    }
    if (isDigit(first)) {
      return integer();
    }
    if (first == '\'') {
      return literal();
    }
    if (text.startsWith("--", position) || text.startsWith("/*", position)) {
      throw new ExpressionException(
          new Span(position, position + 2),
          "An expression has no comments; between two minus signs stands a blank");
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, position)) {
        return token(Token.Kind.SYMBOL, symbol, position + symbol.length());
      }
    }
    throw new ExpressionException(spanOf(position), unexpected(first));
  }

  private static String unexpected(char first) {
    return switch (first) {
      case '"', '“', '”', '‘', '’', '`' ->
          "A text stands in single quotes: 'shard_1'; the shard key is called key";
      case ';' -> "An expression has no semicolon";
      case '.' -> "There are whole numbers only, and the shard key is called key, without a table";
      case ':' -> "There is no ::type: use to_integer(…) or to_text(…)";
      case '&', '|', '^', '~', '#' -> "There are no operators on bits: use / and %";
      default ->
          "An expression has names, whole numbers, 'text' and the signs "
              + "+ - * / % || = <> < <= > >= ( ) ,";
    };
  }

  private Token name() {
    int end = position;
    while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    return token(Token.Kind.NAME, text.substring(position, end).toLowerCase(Locale.ROOT), end);
  }

  private Token integer() throws ExpressionException {
    int end = position;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && (isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
      throw new ExpressionException(
          new Span(position, end + 1),
          "A number has decimal digits only, without a point or an exponent");
    }
    return token(Token.Kind.INTEGER, text.substring(position, end), end);
  }

  private Token literal() throws ExpressionException {
    StringBuilder value = new StringBuilder();
    int end = position + 1;
    while (end < text.length()) {
      char character = text.charAt(end);
      if (character != '\'') {
        check(end);
        value.append(character);
        end++;
      } else if (text.startsWith("''", end)) {
        value.append('\'');
        end += 2;
      } else {
        return token(Token.Kind.TEXT, value.toString(), end + 1);
      }
    }
    throw new ExpressionException(
        new Span(position, text.length()),
        "The text that begins here has no end: close it with ', and write '' for a quote in it");
  }

  private void check(int at) throws ExpressionException {
    char character = text.charAt(at);
    if (character == '\0') {
      throw new ExpressionException(spanOf(at), "PostgreSQL text holds no NUL character");
    }
    boolean whole =
        !Character.isSurrogate(character)
            || (Character.isHighSurrogate(character)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isHighSurrogate(text.charAt(at - 1)));
    if (!whole) {
      throw new ExpressionException(
          spanOf(at), "Half of a surrogate pair is no character: it has no UTF-8 bytes");
    }
  }

  private Token token(Token.Kind kind, String meaning, int end) {
    Token token = new Token(kind, meaning, new Span(position, end));
    position = end;
    return token;
  }

  private Span spanOf(int at) {
    return new Span(at, text.offsetByCodePoints(at, 1));
  }

  private static boolean isLetter(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
