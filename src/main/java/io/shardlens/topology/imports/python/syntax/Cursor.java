package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A way through the tokens of one source.
final class Cursor {
  /// Deeper nesting than this, of brackets and operators or of blocks, is passed over.
  static final int MAXIMUM_DEPTH = 50;

  private final String sourceName;
  private final List<Token> tokens;
  private int position;
  private int depth;

  Cursor(String sourceName, List<Token> tokens) {
    this.sourceName = sourceName;
    this.tokens = tokens;
  }

  String sourceName() {
    return sourceName;
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peek(int distance) {
    return tokens.get(Math.min(position + distance, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(position);
    if (token.kind() != TokenKind.END) {
      position++;
    }
    return token;
  }

  boolean at(String text) {
    return peek().is(text);
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean accept(String text) {
    if (at(text)) {
      position++;
      return true;
    }
    return false;
  }

  void expect(String text) {
    if (!accept(text)) {
      throw new UnreadableException("no Python statement that is known here");
    }
  }

  ImportPlace place() {
    return place(peek());
  }

  ImportPlace place(Token token) {
    return new ImportPlace(sourceName, token.line(), token.column());
  }

  /// Goes one level deeper, to be followed by [#leave].
  void enter() {
    if (++depth > MAXIMUM_DEPTH) {
      throw new UnreadableException("nested more than " + MAXIMUM_DEPTH + " levels deep");
    }
  }

  void leave() {
    depth--;
  }

  /// Begins within something that lies as deep.
  void deepen(int outer) {
    depth = outer;
  }

  int depth() {
    return depth;
  }

  int position() {
    return position;
  }

  /// Passes over the rest of a bracket whose opening has been read, and over its end.
  void skipBracket() {
    for (int open = 1; open > 0 && !at(TokenKind.END) && !at(TokenKind.NEWLINE); ) {
      String text = next().text();
      open += "([{".contains(text) && text.length() == 1 ? 1 : 0;
      open -= ")]}".contains(text) && text.length() == 1 ? 1 : 0;
    }
  }

  /// Goes back to where a statement began and passes over it, with the block below it.
  ///
  /// @return every name in it
  Set<String> skipStatement(int from, int depthBefore) {
    position = from;
    depth = depthBefore;
    Set<String> names = new LinkedHashSet<>();
    while (!at(TokenKind.NEWLINE) && !at(TokenKind.END)) {
      collect(names, next());
    }
    next();
    if (at(TokenKind.INDENT)) {
      skipBlock(names);
    }
    return names;
  }

  private void skipBlock(Set<String> names) {
    int open = 0;
    do {
      Token token = next();
      open += token.kind() == TokenKind.INDENT ? 1 : token.kind() == TokenKind.DEDENT ? -1 : 0;
      collect(names, token);
    } while (open > 0 && !at(TokenKind.END));
  }

  private static void collect(Set<String> names, Token token) {
    if (token.kind() == TokenKind.NAME) {
      names.add(token.text());
    }
  }
}
