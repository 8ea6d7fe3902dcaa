package io.shardlens.ui.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// A JSON document laid out for reading. Every token is copied as the server printed it: a number
/// is never read as a number, an escape never undone, a repeated member never dropped. Only the
/// blanks between tokens differ.
final class JsonLayout {

  /// A container whose text is not longer than this stays on one line.
  private static final int LINE_WIDTH = 60;

  /// Deeper lines are indented no further: a hostile document would grow by the square of its
  /// depth.
  private static final int DEEPEST_INDENT = 40;

  /// What a piece of the text is, for colouring it.
  enum Kind {
    NAME,
    VALUE,
    PUNCTUATION,
    BLANK
  }

  /// A stretch of the laid out text.
  record Piece(Kind kind, String text) {}

  private record Token(Kind kind, String text) {}

  private final List<Token> tokens;
  private final int[] closing;
  private final List<Piece> pieces = new ArrayList<>();

  private JsonLayout(List<Token> tokens, int[] closing) {
    this.tokens = tokens;
    this.closing = closing;
  }

  /// The document over several lines; a text that is no JSON comes back as one piece, unchanged.
  static List<Piece> pieces(String json) {
    List<Token> tokens = tokens(json);
    int[] closing = closing(tokens);
    return tokens.isEmpty() || closing.length == 0
        ? List.of(new Piece(Kind.VALUE, json))
        : new JsonLayout(tokens, closing).layOut();
  }

  /// The text of [#pieces].
  static String text(String json) {
    return pieces(json).stream().map(Piece::text).collect(Collectors.joining());
  }

  /// Whether two texts differ at most in the blanks between their tokens.
  static boolean sameDocument(String left, String right) {
    return tokens(left).equals(tokens(right));
  }

  private List<Piece> layOut() {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String text = token.text();
      if (opens(text)) {
        if (closing[i] == i + 1 || (i > 0 && fitsOneLine(i, depth))) {
          oneLine(i, closing[i]);
          i = closing[i];
        } else {
          add(token);
          newLine(++depth);
        }
      } else if (closes(text)) {
        newLine(--depth);
        add(token);
      } else {
        add(token);
        if (text.equals(",")) {
          newLine(depth);
        } else if (text.equals(":")) {
          blank(" ");
        }
      }
    }
    return List.copyOf(pieces);
  }

  private boolean fitsOneLine(int open, int depth) {
    int width = 2 * depth;
    for (int i = open; i <= closing[open]; i++) {
      width += tokens.get(i).text().length() + (separates(tokens.get(i).text()) ? 1 : 0);
      if (width > LINE_WIDTH) {
        return false;
      }
    }
    return true;
  }

  private void oneLine(int open, int close) {
    for (int i = open; i <= close; i++) {
      add(tokens.get(i));
      if (separates(tokens.get(i).text())) {
        blank(" ");
      }
    }
  }

  private void add(Token token) {
    pieces.add(new Piece(token.kind(), token.text()));
  }

  private void newLine(int depth) {
    blank("\n" + "  ".repeat(Math.min(depth, DEEPEST_INDENT)));
  }

  private void blank(String text) {
    pieces.add(new Piece(Kind.BLANK, text));
  }

  private static boolean separates(String text) {
    return text.equals(",") || text.equals(":");
  }

  private static boolean opens(String text) {
    return text.equals("{") || text.equals("[");
  }

  private static boolean closes(String text) {
    return text.equals("}") || text.equals("]");
  }

  /// The index of the closing token for every opening one; empty where they do not pair.
  private static int[] closing(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Arrays.fill(closing, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      String text = tokens.get(i).text();
      if (opens(text)) {
        open.push(i);
      } else if (closes(text)) {
        if (open.isEmpty()
            || !tokens.get(open.peek()).text().equals(text.equals("}") ? "{" : "[")) {
          return new int[0];
        }
        closing[open.pop()] = i;
      }
    }
    return open.isEmpty() ? closing : new int[0];
  }

  private static List<Token> tokens(String json) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if ("{}[],:".indexOf(c) >= 0) {
        if (c == ':' && !tokens.isEmpty()) {
          tokens.add(new Token(Kind.NAME, tokens.removeLast().text()));
        }
        tokens.add(new Token(Kind.PUNCTUATION, String.valueOf(c)));
        at++;
      } else {
        int end = c == '"' ? endOfString(json, at) : endOfWord(json, at);
        tokens.add(new Token(Kind.VALUE, json.substring(at, end)));
        at = end;
      }
    }
    return tokens;
  }

  private static int endOfString(String json, int start) {
    int at = start + 1;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, json.length());
  }

  private static int endOfWord(String json, int start) {
    int at = start;
    while (at < json.length() && " \t\n\r{}[],:\"".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
