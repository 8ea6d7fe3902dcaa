package io.shardlens.sql;

/// The kinds of token that PostgreSQL's scanner tells apart, as far as we need them.
public enum TokenKind {
  /// A key word or an unquoted identifier.
  WORD,
  /// `"…"` or `U&"…"`.
  QUOTED_IDENTIFIER,
  /// `'…'`, `E'…'`, `U&'…'`, `B'…'`, `X'…'`, `$tag$…$tag$`.
  STRING,
  NUMBER,
  /// `$1`.
  PARAMETER,
  OPERATOR,
  /// One of `( ) [ ] , ; : .` or `::`.
  PUNCTUATION,
  COMMENT,
  /// A string, quoted identifier or comment that never ends; reaches to the end of the text.
  UNTERMINATED
}
