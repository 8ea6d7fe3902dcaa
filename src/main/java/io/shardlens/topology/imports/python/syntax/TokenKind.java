package io.shardlens.topology.imports.python.syntax;

/// What a token is, in the terms of Python's lexical analysis.
enum TokenKind {
  /// An identifier or a keyword.
  NAME,
  NUMBER,
  /// A string literal with its prefix and quotes.
  TEXT,
  /// An operator or a delimiter.
  OPERATOR,
  /// The end of a logical line.
  NEWLINE,
  INDENT,
  DEDENT,
  /// A string that does not end, a character that Python does not know.
  ERROR,
  /// The end of the file.
  END
}
