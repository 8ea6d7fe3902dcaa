package io.shardlens.topology.expression;

import java.util.List;
import java.util.Locale;

/// Walks over the words of an expression, and counts how deep it is in parts of parts.
final class TokenCursor {
  private final List<Token> tokens;
  private int next;
  private int depth;

  /// @param tokens the last of which is the end
  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  boolean isNext(String word) {
    return peek().is(word);
  }

  /// The word behind the next one, or the end.
  Token second() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  boolean isNext(String first, String second) {
    return isNext(first) && second().is(second);
  }

  /// Takes the next word; the end stays.
  Token take() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  /// Takes the next word if it is this one.
  boolean accept(String word) {
    boolean found = isNext(word);
    if (found) {
      next++;
    }
    return found;
  }

  /// @param purpose what the word would do here: `behind the condition`
  Token expect(String word, String purpose) throws ExpressionException {
    if (!isNext(word)) {
      throw expected(
          (Character.isLetter(word.charAt(0)) ? word.toUpperCase(Locale.ROOT) : word)
              + " "
              + purpose);
    }
    return take();
  }

  ExpressionException expected(String what) {
    return new ExpressionException(peek().span(), "Expected here: " + what);
  }

  /// The place of everything from a word on up to the last word taken.
  Span since(Span start) {
    return start.to(tokens.get(next - 1).span());
  }

  /// Goes one level down, and up again with [#ascend].
  void descend() throws ExpressionException {
    depth++;
    if (depth > ExpressionParser.DEEPEST) {
      throw tooDeep(peek().span());
    }
  }

  void ascend() {
    depth--;
  }

  static ExpressionException tooDeep(Span place) {
    return new ExpressionException(
        place,
        "An expression nests at most "
            + ExpressionParser.DEEPEST
            + " levels, and a chain of operators counts one for each: use IN (…) or fewer steps");
  }
}
