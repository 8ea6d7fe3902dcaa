package io.shardlens.topology.imports.python.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a source into tokens as Python's lexical analysis does: logical lines, indentation (a tab
/// reaches to the next multiple of eight), continuation by brackets and backslashes, every string
/// literal. Comments and white space are left out.
///
/// Never fails: what does not end is [TokenKind#ERROR]. The time is linear in the length.
final class Tokenizer {
  private static final int TAB = 8;

  private static final List<String> LONG_OPERATORS =
      List.of(
          "**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=",
          "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>");

  private final String source;
  private final TextScanner texts;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private int position;
  private int line;
  private int lineStart;
  private int brackets;

  private Tokenizer(String source, int line, int column) {
    this.source = source;
    this.texts = new TextScanner(source);
    this.line = line;
    this.lineStart = 1 - column;
  }

  /// The tokens of a file, the last of which is [TokenKind#END].
  static List<Token> ofFile(String source) {
    Tokenizer tokenizer = new Tokenizer(source, 1, 1);
    if (source.startsWith("\ufeff")) {
      tokenizer.position = 1;
    }
    tokenizer.beginLine();
    tokenizer.run();
    tokenizer.endLine();
    while (tokenizer.indents.size() > 1) {
      tokenizer.indents.pop();
      tokenizer.add(TokenKind.DEDENT, "");
    }
    tokenizer.add(TokenKind.END, "");
    return tokenizer.tokens;
  }

  /// The tokens of an expression that stands in brackets somewhere: it has no lines.
  static List<Token> ofExpression(String source, int line, int column) {
    Tokenizer tokenizer = new Tokenizer(source, line, column);
    tokenizer.brackets = 1;
    tokenizer.run();
    tokenizer.add(TokenKind.END, "");
    return tokenizer.tokens;
  }

  private void run() {
    while (position < source.length()) {
      next();
    }
  }

  private void next() {
    char c = source.charAt(position);
    if (c == '\n') {
      lineBreak();
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      position++;
    } else if (c == '#') {
      int end = source.indexOf('\n', position);
      position = end < 0 ? source.length() : end;
    } else if (c == '\\' && isBreakBehind(position + 1)) {
      position = source.indexOf('\n', position) + 1;
      line++;
      lineStart = position;
    } else if (TextScanner.prefixLength(source, position) >= 0) {
      text();
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      word();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else {
      operator();
    }
  }

  private void lineBreak() {
    if (brackets == 0) {
      endLine();
    }
    position++;
    line++;
    lineStart = position;
    if (brackets == 0) {
      beginLine();
    }
  }

  private void endLine() {
    if (!tokens.isEmpty()
        && tokens.getLast().kind() != TokenKind.NEWLINE
        && tokens.getLast().kind() != TokenKind.INDENT
        && tokens.getLast().kind() != TokenKind.DEDENT) {
      add(TokenKind.NEWLINE, "");
    }
  }

  /// Reads the white space at the start of a line, unless the line holds nothing else.
  private void beginLine() {
    int width = 0;
    while (position < source.length() && " \t\f".indexOf(source.charAt(position)) >= 0) {
      char c = source.charAt(position++);
      width = c == '\f' ? 0 : c == '\t' ? (width / TAB + 1) * TAB : width + 1;
    }
    if (position >= source.length() || "#\r\n".indexOf(source.charAt(position)) >= 0) {
      return;
    }
    if (width > indents.getFirst()) {
      indents.push(width);
      add(TokenKind.INDENT, "");
    }
    while (width < indents.getFirst()) {
      indents.pop();
      add(TokenKind.DEDENT, "");
    }
  }

  private void text() {
    int end = texts.end(position);
    if (end == TextScanner.UNTERMINATED) {
      int quote = position + TextScanner.prefixLength(source, position);
      int lineEnd = source.indexOf('\n', position);
      end = TextScanner.isTriple(source, quote) || lineEnd < 0 ? source.length() : lineEnd;
      add(TokenKind.ERROR, "");
    } else {
      add(TokenKind.TEXT, source.substring(position, end));
    }
    for (int at = nextBreak(position, end); at >= 0; ) {
      line++;
      lineStart = at + 1;
      at = nextBreak(at + 1, end);
    }
    position = end;
  }

  private int nextBreak(int from, int end) {
    for (int at = from; at < end; at++) {
      if (source.charAt(at) == '\n') {
        return at;
      }
    }
    return -1;
  }

  private void word() {
    int end = position + 1;
    while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
      end++;
    }
    take(TokenKind.NAME, end);
  }

  /// Takes whatever may stand in a number; what it means is looked at where it is needed.
  private void number() {
    int end = position + 1;
    while (end < source.length()
        && (Character.isLetterOrDigit(source.charAt(end))
            || source.charAt(end) == '_'
            || source.charAt(end) == '.'
            || isSignOfExponent(end))) {
      end++;
    }
    take(TokenKind.NUMBER, end);
  }

  private boolean isSignOfExponent(int at) {
    return (source.charAt(at) == '+' || source.charAt(at) == '-')
        && (source.charAt(at - 1) == 'e' || source.charAt(at - 1) == 'E')
        && !source.startsWith("0x", position)
        && !source.startsWith("0X", position);
  }

  private void operator() {
    for (String operator : LONG_OPERATORS) {
      if (source.startsWith(operator, position)) {
        take(TokenKind.OPERATOR, position + operator.length());
        return;
      }
    }
    char c = source.charAt(position);
    if ("([{".indexOf(c) >= 0) {
      brackets++;
    } else if (")]}".indexOf(c) >= 0 && brackets > 0) {
      brackets--;
    }
    take(
        "+-*/%@&|^~<>()[]{},:.;=!".indexOf(c) >= 0 ? TokenKind.OPERATOR : TokenKind.ERROR,
        position + 1);
  }

  private void take(TokenKind kind, int end) {
    add(kind, source.substring(position, end));
    position = end;
  }

  private void add(TokenKind kind, String text) {
    tokens.add(new Token(kind, text, line, position - lineStart + 1));
  }

  private boolean isBreakBehind(int at) {
    return source.startsWith("\n", at) || source.startsWith("\r\n", at);
  }

  private char peek(int distance) {
    return position + distance < source.length() ? source.charAt(position + distance) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
