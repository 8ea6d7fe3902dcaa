package io.shardlens.topology.imports.python.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a string literal says.
///
/// @param pieces in order; a literal without fields has at most one
record TextLiteral(List<Piece> pieces) {

  TextLiteral {
    pieces = List.copyOf(pieces);
  }

  /// A part of a literal.
  sealed interface Piece {}

  /// Characters as they are, escapes resolved.
  record Characters(String text) implements Piece {}

  /// A replacement field of an f-string.
  ///
  /// @param expression its source
  /// @param format what stands between the `:` and the `}`, or what follows a `!` with it; empty
  ///   for a field that is only printed
  /// @param line of the expression
  /// @param column of the expression
  record Field(String expression, String format, int line, int column) implements Piece {}

  /// Reads a token of kind [TokenKind#TEXT]; empty for bytes, templates and named characters.
  static Optional<TextLiteral> of(Token token) {
    return new Reading(token).literal();
  }

  private static final class Reading {
    private final TextScanner scanner;
    private final String source;
    private final int quote;
    private final String prefix;
    private final int end;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder characters = new StringBuilder();
    private int line;
    private int lineStart;

    Reading(Token token) {
      this.source = token.text();
      this.scanner = new TextScanner(source);
      this.quote = TextScanner.prefixLength(source, 0);
      this.prefix = source.substring(0, quote).toLowerCase(Locale.ROOT);
      this.end = source.length() - (TextScanner.isTriple(source, quote) ? 3 : 1);
      this.line = token.line();
      this.lineStart = 1 - token.column();
    }

    Optional<TextLiteral> literal() {
      if (prefix.contains("b") || prefix.contains("t")) {
        return Optional.empty();
      }
      boolean fields = prefix.contains("f");
      int position = quote + (source.length() - end);
      while (position >= 0 && position < end) {
        char c = source.charAt(position);
        boolean brace = fields && (c == '{' || c == '}');
        if (c == '\\'
            && (fields || !prefix.contains("r"))
            && source.startsWith("N{", position + 1)) {
          return Optional.empty();
        }
        if (c == '\\' && !prefix.contains("r")) {
          position = escape(position + 1);
        } else if (brace && position + 1 < end && source.charAt(position + 1) == c) {
          characters.append(c);
          position += 2;
        } else if (brace && c == '{') {
          position = field(position + 1);
        } else {
          position = plain(position);
        }
      }
      endCharacters();
      return position < 0 ? Optional.empty() : Optional.of(new TextLiteral(pieces));
    }

    /// `\r\n` in the file is `\n` in the text, as Python reads it.
    private int plain(int position) {
      char c = source.charAt(position);
      if (c == '\n') {
        line++;
        lineStart = position + 1;
      }
      if (c != '\r' || !source.startsWith("\n", position + 1)) {
        characters.append(c);
      }
      return position + 1;
    }

    private void endCharacters() {
      if (!characters.isEmpty()) {
        pieces.add(new Characters(characters.toString()));
        characters.setLength(0);
      }
    }

    private int field(int start) {
      int expressionEnd = scanner.expressionEnd(start);
      int fieldEnd = scanner.fieldEnd(start, end, 0);
      if (expressionEnd < 0 || fieldEnd < 0 || expressionEnd >= fieldEnd) {
        return -1;
      }
      endCharacters();
      String format = source.substring(expressionEnd, fieldEnd - 1);
      pieces.add(
          new Field(
              source.substring(start, expressionEnd),
              format.startsWith(":") ? format.substring(1) : format,
              line,
              start - lineStart + 1));
      for (int at = start; at < fieldEnd; at++) {
        if (source.charAt(at) == '\n') {
          line++;
          lineStart = at + 1;
        }
      }
      return fieldEnd;
    }

    /// Reads what follows a backslash; -1 for an escape that Python refuses.
    private int escape(int position) {
      char c = source.charAt(position);
      int simple = "\\'\"abfnrtv".indexOf(c);
      if (simple >= 0) {
        characters.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
        return position + 1;
      }
      return switch (c) {
        case '\n' -> {
          line++;
          lineStart = position + 1;
          yield position + 1;
        }
        case '\r' -> position + 1;
        case 'x' -> code(position + 1, 2);
        case 'u' -> code(position + 1, 4);
        case 'U' -> code(position + 1, 8);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(position);
        default -> {
          characters.append('\\');
          yield position;
        }
      };
    }

    private int code(int position, int digits) {
      int codePoint = 0;
      for (int at = position; at < position + digits; at++) {
        int digit = at < end ? Character.digit(source.charAt(at), 16) : -1;
        if (digit < 0 || codePoint > Character.MAX_CODE_POINT >> 4) {
          return -1;
        }
        codePoint = codePoint * 16 + digit;
      }
      if (!Character.isValidCodePoint(codePoint)) {
        return -1;
      }
      characters.appendCodePoint(codePoint);
      return position + digits;
    }

    private int octal(int start) {
      int value = 0;
      int position = start;
      while (position < Math.min(end, start + 3)
          && "01234567".indexOf(source.charAt(position)) >= 0) {
        value = value * 8 + (source.charAt(position++) - '0');
      }
      characters.appendCodePoint(value);
      return position;
    }
  }
}
