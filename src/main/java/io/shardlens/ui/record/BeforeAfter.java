package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.FieldDefinition;
import io.shardlens.record.ShardRecord;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// What a change takes away and what it puts in its place, a field at a time, the difference
/// marked.
final class BeforeAfter extends VBox {

  BeforeAfter(Change change) {
    getStyleClass().add("before-after");
    ShardRecord record = change.before();
    for (Map.Entry<String, @Nullable String> value : change.values().entrySet()) {
      addField(record, value.getKey(), value.getValue(), change.values().size());
    }
  }

  private void addField(ShardRecord record, String name, @Nullable String after, int changes) {
    FieldDefinition field =
        record.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    Label title = new Label(ValueText.escape(name));
    title.getStyleClass().add("column-name");
    Label note =
        new Label(
            field.type().name()
                + (changes == 1 ? ", 1 of " + record.fields().size() + " columns changes" : ""));
    note.getStyleClass().add("column-type");
    HBox header = new HBox(title, note);
    header.getStyleClass().add("before-after-header");
    @Nullable String before = record.value(name);
    Optional<Difference> difference = difference(before, after);
    getChildren().add(header);
    getChildren().add(line(false, before, difference));
    getChildren().add(line(true, after, difference));
  }

  /// Empty where one of the two has no characters to compare.
  private static Optional<Difference> difference(@Nullable String before, @Nullable String after) {
    return before == null || after == null || before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(Difference.of(before, after));
  }

  private static Node line(boolean after, @Nullable String value, Optional<Difference> difference) {
    Label signLabel = new Label(after ? "+" : "−");
    signLabel.getStyleClass().addAll("mono", "strong", after ? "success-text" : "danger-text");
    Label word = new Label(Messages.text(after ? "record.run.after" : "record.run.before"));
    word.getStyleClass().addAll("secondary", "before-after-word");
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("before-after-value");
    if (difference.isPresent()) {
      Difference parts = difference.get();
      add(flow, parts.start(), "same");
      add(flow, after ? parts.after() : parts.before(), "different");
      add(flow, parts.end(), "same");
    } else {
      ValueText shown = ValueText.ofWhole(value);
      Text text = new Text(shown.text());
      text.getStyleClass().addAll("same", shown.styleClass());
      flow.getChildren().add(text);
    }
    HBox.setHgrow(flow, Priority.ALWAYS);
    HBox line = new HBox(signLabel, word, flow);
    line.getStyleClass().addAll("before-after-line", after ? "after" : "before");
    return line;
  }

  private static void add(TextFlow flow, String text, String styleClass) {
    if (text.isEmpty()) {
      return;
    }
    if (styleClass.equals("different")) {
      Label marked = new Label(ValueText.escape(text));
      marked.getStyleClass().add("different");
      marked.setWrapText(true);
      flow.getChildren().add(marked);
    } else {
      Text plain = new Text(ValueText.escape(text));
      plain.getStyleClass().add(styleClass);
      flow.getChildren().add(plain);
    }
  }
}
