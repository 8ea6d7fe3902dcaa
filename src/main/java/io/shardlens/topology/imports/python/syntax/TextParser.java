package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Expression.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads string literals, with the expressions in those that are f-strings.
final class TextParser {
  private TextParser() {}

  /// Adjacent literals are one.
  static Expression read(Cursor cursor, ImportPlace place) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder characters = new StringBuilder();
    boolean formatted = false;
    boolean understood = true;
    while (cursor.at(TokenKind.TEXT)) {
      Optional<TextLiteral> literal = TextLiteral.of(cursor.next());
      understood &= literal.isPresent();
      for (TextLiteral.Piece piece : literal.map(TextLiteral::pieces).orElse(List.of())) {
        switch (piece) {
          case TextLiteral.Characters(String text) -> characters.append(text);
          case TextLiteral.Field field -> {
            pieces.add(new Piece(new Expression.Text(place, characters.toString()), ""));
            characters.setLength(0);
            pieces.add(new Piece(field(cursor, field), field.format()));
            formatted = true;
          }
        }
      }
    }
    if (!understood) {
      return new Expression.NotUnderstood(place, "a text of bytes or with named characters");
    }
    if (!formatted) {
      return new Expression.Text(place, characters.toString());
    }
    pieces.add(new Piece(new Expression.Text(place, characters.toString()), ""));
    return new Expression.Formatted(place, pieces);
  }

  private static Expression field(Cursor cursor, TextLiteral.Field field) {
    Cursor inner =
        new Cursor(
            cursor.sourceName(),
            Tokenizer.ofExpression(field.expression(), field.line(), field.column()));
    inner.deepen(cursor.depth());
    Expression read = new ExpressionParser(inner).expressions();
    return inner.at(TokenKind.END)
        ? read
        : new Expression.NotUnderstood(read.place(), "a field of an f-string");
  }
}
