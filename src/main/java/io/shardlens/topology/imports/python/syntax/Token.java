package io.shardlens.topology.imports.python.syntax;

/// One token of a source.
///
/// @param text as written; empty for the tokens that stand for white space
/// @param line from 1
/// @param column from 1, in UTF-16 units
record Token(TokenKind kind, String text, int line, int column) {

  boolean is(String operatorOrKeyword) {
    return (kind == TokenKind.OPERATOR || kind == TokenKind.NAME) && text.equals(operatorOrKeyword);
  }
}
