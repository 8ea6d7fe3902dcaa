package io.shardlens.sql;

/// A piece of a text, from `start`, included, to `end`, excluded (UTF-16 indexes).
public record Token(TokenKind kind, int start, int end) {

  public String text(String source) {
    return source.substring(start, end);
  }

  /// Whether this is a given key word or punctuation, in any case.
  public boolean is(String source, String word) {
    return (kind == TokenKind.WORD || kind == TokenKind.PUNCTUATION || kind == TokenKind.OPERATOR)
        && end - start == word.length()
        && source.regionMatches(true, start, word, 0, word.length());
  }
}
