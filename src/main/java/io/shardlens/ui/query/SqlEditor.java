package io.shardlens.ui.query;

import io.shardlens.ui.common.SqlHighlight;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.StringProperty;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// The editor of a statement, with line numbers, colours and a mark where the server found an
/// error.
final class SqlEditor extends StackPane {

  private static final Duration PAUSE_BEFORE_COLOURS = Duration.ofMillis(60);

  /// Colouring a longer text would be felt at each stroke.
  private static final int LONGEST_COLOURED = 200_000;

  private final CodeArea area = new CodeArea();
  private OptionalInt error = OptionalInt.empty();

  SqlEditor() {
    getStyleClass().add("sql-editor");
    area.setId("sql");
    area.setAccessibleText("SQL statement");
    area.setParagraphGraphicFactory(LineNumberFactory.get(area));
    area.setLineHighlighterOn(false);
    area.multiPlainChanges().successionEnds(PAUSE_BEFORE_COLOURS).subscribe(changes -> colour());
    Label prompt = new Label("SELECT …   Ctrl+Enter runs it, F7 shows its plan");
    prompt.getStyleClass().addAll("mono", "sql-prompt");
    prompt.setMouseTransparent(true);
    prompt.visibleProperty().bind(area.lengthProperty().map(length -> length == 0));
    getChildren().addAll(new VirtualizedScrollPane<>(area), prompt);
  }

  /// Keeps a text and the editor's the same, both ways.
  void bind(StringProperty text) {
    area.replaceText(text.get());
    colour();
    area.textProperty().subscribe((String typed) -> text.set(typed));
    text.subscribe((String wanted) -> {
      if (!area.getText().equals(wanted)) {
        area.replaceText(wanted);
      }
    });
  }

  /// The selection, or the whole text where nothing is selected.
  IndexRange toRun() {
    IndexRange selection = area.getSelection();
    return selection.getLength() == 0 ? new IndexRange(0, area.getLength()) : selection;
  }

  /// Marks the word at an index and puts the caret there; empty takes the mark away.
  void markError(OptionalInt index) {
    error = index;
    colour();
    index.ifPresent(at -> {
      area.moveTo(Math.min(at, area.getLength()));
      area.requestFollowCaret();
    });
  }

  @Override
  public void requestFocus() {
    area.requestFocus();
  }

  private void colour() {
    String text = area.getText();
    if (text.isEmpty() || text.length() > LONGEST_COLOURED) {
      return;
    }
    StyleSpansBuilder<Collection<String>> colours = new StyleSpansBuilder<>();
    for (SqlHighlight.Span span : SqlHighlight.spans(text)) {
      colours.add(List.of(span.styleClass()), span.text().length());
    }
    StyleSpans<Collection<String>> spans = colours.create();
    if (error.isPresent()) {
      spans = withMark(spans, text, Math.min(error.getAsInt(), text.length() - 1));
    }
    area.setStyleSpans(0, spans);
  }

  private static StyleSpans<Collection<String>> withMark(
      StyleSpans<Collection<String>> spans, String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && isPartOfName(text.charAt(start))
        && isPartOfName(text.charAt(end))) {
      end++;
    }
    StyleSpansBuilder<Collection<String>> mark = new StyleSpansBuilder<>();
    mark.add(Collections.emptyList(), start);
    mark.add(List.of("sql-error"), end - start);
    mark.add(Collections.emptyList(), text.length() - end);
    return spans.overlay(
        mark.create(),
        (Collection<String> colour, Collection<String> marked) ->
            marked.isEmpty() ? colour : List.of(colour.iterator().next(), "sql-error"));
  }

  private static boolean isPartOfName(char character) {
    return character == '.' || Character.isUnicodeIdentifierPart(character);
  }
}
