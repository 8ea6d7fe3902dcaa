package io.shardlens.jdbc;

import io.shardlens.sql.Lexer;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import java.util.ArrayList;
import java.util.List;

/// A statement in the driver's syntax: `$n` becomes `?`, and a `?` of an operator is doubled, so
/// that the driver does not take it for a parameter.
///
/// @param sql the statement for the driver
/// @param order for each `?`, which parameter it takes, from 0
record ParameterSyntax(String sql, List<Integer> order) {

  static ParameterSyntax of(String sql) {
    StringBuilder translated = new StringBuilder(sql.length() + 16);
    List<Integer> order = new ArrayList<>();
    int copied = 0;
    for (Token token : Lexer.tokens(sql)) {
      boolean parameter = token.kind() == TokenKind.PARAMETER;
      boolean questionMark =
          token.kind() == TokenKind.OPERATOR && token.text(sql).indexOf('?') >= 0;
      if (!parameter && !questionMark) {
        continue;
      }
      translated.append(sql, copied, token.start());
      if (parameter) {
        translated.append('?');
        order.add(Integer.parseInt(token.text(sql).substring(1)) - 1);
      } else {
        translated.append(token.text(sql).replace("?", "??"));
      }
      copied = token.end();
    }
    return new ParameterSyntax(
        translated.append(sql.substring(copied)).toString(), List.copyOf(order));
  }
}
