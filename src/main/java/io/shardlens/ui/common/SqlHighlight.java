package io.shardlens.ui.common;

import io.shardlens.sql.Lexer;
import io.shardlens.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// How SQL is coloured: key words bold, literals and parameters in the colour of values, comments
/// muted. Only the looks: nothing here decides what a statement means.
public final class SqlHighlight {

  /// The style class of a stretch of text; `sql-plain` where it has no other.
  public record Span(String text, String styleClass) {}

  private static final String PLAIN = "sql-plain";
  private static final Set<String> KEYWORDS =
      Set.of(
          ("all analyze and any array as asc at begin between both by case cast collate commit"
               + " create cross current_date current_timestamp default delete desc distinct do else"
               + " end escape except exists explain false fetch filter first following for from"
               + " full grant group grouping having ilike in inner insert intersect into is isnull"
               + " join last lateral leading left like limit natural next not notnull null nulls"
               + " offset on only or order outer over partition preceding range recursive returning"
               + " right rollback rollup row rows select set sets show similar some table then ties"
               + " to trailing true unbounded union unique update using values when where window"
               + " with within without")
              .split(" "));

  private SqlHighlight() {}

  /// The whole text, in order, cut where the style changes.
  public static List<Span> spans(String sql) {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    for (Token token : Lexer.tokens(sql)) {
      if (token.start() > at) {
        spans.add(new Span(sql.substring(at, token.start()), PLAIN));
      }
      spans.add(new Span(token.text(sql), styleClass(token, sql)));
      at = token.end();
    }
    if (at < sql.length()) {
      spans.add(new Span(sql.substring(at), PLAIN));
    }
    return spans;
  }

  /// A statement to be read, not edited.
  public static TextFlow flow(String sql) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("sql-flow");
    for (Span span : spans(ValueText.escapeLines(sql))) {
      Text text = new Text(span.text());
      text.getStyleClass().add(span.styleClass());
      flow.getChildren().add(text);
    }
    flow.setAccessibleText(sql);
    return flow;
  }

  private static String styleClass(Token token, String sql) {
    return switch (token.kind()) {
      case WORD ->
          KEYWORDS.contains(token.text(sql).toLowerCase(Locale.ROOT)) ? "sql-keyword" : PLAIN;
      case STRING, NUMBER -> "sql-literal";
      case PARAMETER -> "sql-parameter";
      case COMMENT -> "sql-comment";
      case UNTERMINATED -> "sql-unterminated";
      case QUOTED_IDENTIFIER, OPERATOR, PUNCTUATION -> PLAIN;
    };
  }
}
