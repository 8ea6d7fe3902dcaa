package io.shardlens.sql;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into tokens as PostgreSQL does (`src/backend/parser/scan.l`) with
/// `standard_conforming_strings` on: nested comments, dollar quotes, `E''` with backslashes,
/// `U&""`, quoted identifiers, operators that end where a comment begins.
///
/// Never fails: what does not end becomes [TokenKind#UNTERMINATED], what is unknown an operator of
/// one character. White space is left out, everything else is covered, in order.
public final class Lexer {

  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String source) {
    this.source = source;
  }

  public static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.position < source.length()) {
      lexer.next();
    }
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char c = source.charAt(position);
    if (isSpace(c)) {
      position++;
    } else if (lookingAt("--")) {
      lineComment();
    } else if (lookingAt("/*")) {
      blockComment();
    } else if (c == '\'') {
      string(1, false);
    } else if (c == '"') {
      quotedIdentifier(1);
    } else if (prefixedQuote("e") && source.charAt(position + 1) == '\'') {
      string(2, true);
    } else if ((prefixedQuote("b") || prefixedQuote("x") || prefixedQuote("n"))
        && source.charAt(position + 1) == '\'') {
      string(2, false);
    } else if (prefixedQuote("u&")) {
      if (source.charAt(position + 2) == '\'') {
        string(3, false);
      } else {
        quotedIdentifier(3);
      }
    } else if (isIdentifierStart(c)) {
      word();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (c == '$') {
      dollar();
    } else if (lookingAt("::")) {
      add(TokenKind.PUNCTUATION, position + 2);
    } else if ("()[],;:.".indexOf(c) >= 0) {
      add(TokenKind.PUNCTUATION, position + 1);
    } else {
      operator();
    }
  }

  private void lineComment() {
    add(TokenKind.COMMENT, endOfLine(position));
  }

  private void blockComment() {
    int depth = 0;
    int end = position;
    while (end < source.length()) {
      if (source.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (source.startsWith("*/", end)) {
        depth--;
        end += 2;
        if (depth == 0) {
          add(TokenKind.COMMENT, end);
          return;
        }
      } else {
        end++;
      }
    }
    add(TokenKind.UNTERMINATED, source.length());
  }

  private void string(int opening, boolean backslashEscapes) {
    int end = position + opening;
    while (end < source.length()) {
      char c = source.charAt(end);
      if (c == '\\' && backslashEscapes) {
        end += 2;
      } else if (c == '\'') {
        int next = afterContinuation(end + 1);
        if (end + 1 < source.length() && source.charAt(end + 1) == '\'') {
          end += 2;
        } else if (next > 0) {
          end = next;
        } else {
          add(TokenKind.STRING, end + 1);
          return;
        }
      } else {
        end++;
      }
    }
    add(TokenKind.UNTERMINATED, source.length());
  }

  /// A quote after white space with a line break continues the string, in its own kind: after
  /// `E'…'` backslashes escape in the continuation, too. Comments to the end of a line may lie
  /// between.
  ///
  /// @return where the continuation's content begins, or -1
  private int afterContinuation(int from) {
    int at = from;
    boolean lineBreak = false;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\'' && lineBreak) {
        return at + 1;
      } else if (isSpace(c)) {
        lineBreak |= c == '\n' || c == '\r';
        at++;
      } else if (source.startsWith("--", at)) {
        at = endOfLine(at);
      } else {
        return -1;
      }
    }
    return -1;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void quotedIdentifier(int opening) {
    int end = position + opening;
    while (end < source.length()) {
      if (source.charAt(end) != '"') {
        end++;
      } else if (end + 1 < source.length() && source.charAt(end + 1) == '"') {
        end += 2;
      } else {
        add(TokenKind.QUOTED_IDENTIFIER, end + 1);
        return;
      }
    }
    add(TokenKind.UNTERMINATED, source.length());
  }

  private void word() {
    int end = position + 1;
    while (end < source.length() && isIdentifierPart(source.charAt(end))) {
      end++;
    }
    add(TokenKind.WORD, end);
  }

  /// Integers (with `_` and 0x, 0o, 0b), decimals and exponents. A second dot is left alone, so
  /// that `1..10` of PL/pgSQL does not swallow it.
  private void number() {
    int end = position;
    if (source.charAt(end) == '0' && "xXoObB".indexOf(peek(1)) >= 0 && isHexDigit(peek(2))) {
      end += 2;
      while (end < source.length()
          && (isHexDigit(source.charAt(end)) || source.charAt(end) == '_')) {
        end++;
      }
      add(TokenKind.NUMBER, end);
      return;
    }
    end = digits(end);
    if (end < source.length() && source.charAt(end) == '.' && !source.startsWith("..", end)) {
      end = digits(end + 1);
    }
    if (end < source.length() && (source.charAt(end) == 'e' || source.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < source.length() && "+-".indexOf(source.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (exponent < source.length() && isDigit(source.charAt(exponent))) {
        end = digits(exponent);
      }
    }
    add(TokenKind.NUMBER, end);
  }

  private int digits(int from) {
    int end = from;
    while (end < source.length() && (isDigit(source.charAt(end)) || source.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private void dollar() {
    if (isDigit(peek(1))) {
      add(TokenKind.PARAMETER, digits(position + 1));
      return;
    }
    int tagEnd = position + 1;
    if (tagEnd < source.length() && isIdentifierStart(source.charAt(tagEnd))) {
      while (tagEnd < source.length()
          && isIdentifierPart(source.charAt(tagEnd))
          && source.charAt(tagEnd) != '$') {
        tagEnd++;
      }
    }
    if (tagEnd >= source.length() || source.charAt(tagEnd) != '$') {
      add(TokenKind.OPERATOR, position + 1);
      return;
    }
    String tag = source.substring(position, tagEnd + 1);
    int close = source.indexOf(tag, tagEnd + 1);
    if (close < 0) {
      add(TokenKind.UNTERMINATED, source.length());
    } else {
      add(TokenKind.STRING, close + tag.length());
    }
  }

  private void operator() {
    int end = position + 1;
    if (OPERATOR_CHARACTERS.indexOf(source.charAt(position)) >= 0) {
      while (end < source.length()
          && OPERATOR_CHARACTERS.indexOf(source.charAt(end)) >= 0
          && !source.startsWith("--", end)
          && !source.startsWith("/*", end)) {
        end++;
      }
    }
    add(TokenKind.OPERATOR, end);
  }

  private void add(TokenKind kind, int end) {
    tokens.add(new Token(kind, position, end));
    position = end;
  }

  private boolean lookingAt(String text) {
    return source.startsWith(text, position);
  }

  private boolean prefixedQuote(String prefix) {
    char quote = peek(prefix.length());
    return source.regionMatches(true, position, prefix, 0, prefix.length())
        && (quote == '\'' || (quote == '"' && prefix.equals("u&")));
  }

  private char peek(int offset) {
    return position + offset < source.length() ? source.charAt(position + offset) : '\0';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000b';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
  }

  private static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || isDigit(c) || c == '$';
  }
}
