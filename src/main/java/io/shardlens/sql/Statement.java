package io.shardlens.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Exactly one statement, without its semicolon.
///
/// @param text from the first to the last token, comments around it left out
/// @param tokens of the text, without comments
public record Statement(String text, StatementKind kind, List<Token> tokens) {

  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "truncate",
          "create",
          "alter",
          "drop",
          "grant",
          "revoke",
          "comment",
          "vacuum",
          "analyze",
          "reindex",
          "cluster",
          "refresh",
          "import",
          "security",
          "call",
          "do",
          "reassign");

  public Statement {
    tokens = List.copyOf(tokens);
  }

  /// Reads a text that must hold one statement.
  ///
  /// @throws StatementException when it holds none, several, or one that does not end
  public static Statement of(String source) throws StatementException {
    List<Token> all =
        Lexer.tokens(source).stream().filter(token -> token.kind() != TokenKind.COMMENT).toList();
    int end = all.size();
    while (end > 0 && all.get(end - 1).is(source, ";")) {
      end--;
    }
    if (end == 0) {
      throw new StatementException("There is no statement to run", 1);
    }
    int begin = 0;
    while (all.get(begin).is(source, ";")) {
      begin++;
    }
    List<Token> own = all.subList(begin, end);
    for (Token token : own) {
      if (token.kind() == TokenKind.UNTERMINATED) {
        throw new StatementException(
            "The quote or comment that begins here never ends", token.start() + 1);
      }
      if (token.is(source, ";")) {
        throw new StatementException(
            "One statement at a time: a second one begins after this semicolon", token.start() + 1);
      }
    }
    int from = own.getFirst().start();
    String text = source.substring(from, own.getLast().end());
    List<Token> shifted =
        own.stream()
            .map(token -> new Token(token.kind(), token.start() - from, token.end() - from))
            .toList();
    return new Statement(text, kind(text, shifted), shifted);
  }

  /// The texts of the statements of a script, cut at the semicolons outside quotes, comments and
  /// parentheses; those that hold nothing but comments are left out.
  public static List<String> split(String source) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    int depth = 0;
    boolean any = false;
    for (Token token : Lexer.tokens(source)) {
      depth += token.is(source, "(") ? 1 : token.is(source, ")") ? -1 : 0;
      if (token.is(source, ";") && depth <= 0) {
        if (any) {
          texts.add(source.substring(from, token.start()));
        }
        from = token.end();
        any = false;
      } else {
        any |= token.kind() != TokenKind.COMMENT;
      }
    }
    if (any) {
      texts.add(source.substring(from));
    }
    return texts;
  }

  private static StatementKind kind(String text, List<Token> tokens) {
    for (Token token : tokens) {
      if (token.is(text, "(")) {
        continue;
      }
      String word = token.text(text).toLowerCase(Locale.ROOT);
      return switch (word) {
        case "select", "values", "table", "with" -> StatementKind.QUERY;
        case "explain" -> StatementKind.EXPLAIN;
        case "show" -> StatementKind.SHOW;
        default -> WRITES.contains(word) ? StatementKind.WRITE : StatementKind.SESSION;
      };
    }
    return StatementKind.SESSION;
  }

  /// The first key word, in upper case, for messages.
  public String firstWord() {
    return tokens.getFirst().text(text).toUpperCase(Locale.ROOT);
  }

  /// Whether a key word occurs anywhere outside quotes.
  public boolean hasWord(String word) {
    return tokens.stream()
        .anyMatch(token -> token.kind() == TokenKind.WORD && token.is(text, word));
  }

  /// How often a key word occurs outside quotes.
  public long countWord(String word) {
    return tokens.stream()
        .filter(token -> token.kind() == TokenKind.WORD && token.is(text, word))
        .count();
  }

  /// The name that an identifier token stands for in the catalog, or the empty text for any other
  /// token.
  public String name(Token token) {
    return switch (token.kind()) {
      case WORD, QUOTED_IDENTIFIER -> Identifier.fold(token.text(text));
      default -> "";
    };
  }
}
