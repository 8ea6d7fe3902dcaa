package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.FieldDefinition;
import io.shardlens.record.ShardRecord;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/// A conflict, side by side: the fields that someone else changed or that the change would write,
/// with what was read, what is there now, and what was to be written.
final class ConflictTable extends GridPane {

  ConflictTable(Change change, ShardRecord current) {
    getStyleClass().add("conflict-table");
    setId("conflict");
    for (int percent : new int[] {22, 26, 26, 26}) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      getColumnConstraints().add(column);
    }
    addRow(
        0,
        header("record.conflict.field"),
        header("record.conflict.read"),
        header("record.conflict.now"),
        header("record.conflict.mine"));
    int row = 1;
    for (FieldDefinition field : change.before().fields()) {
      String name = field.name();
      @Nullable String read = change.before().value(name);
      @Nullable String now = current.value(name);
      boolean mine = change.values().containsKey(name);
      boolean theirs = !Objects.equals(read, now);
      if (mine || theirs) {
        Label title = new Label(ValueText.escape(name));
        title.getStyleClass().addAll("mono", "strong", "conflict-cell");
        addRow(
            row++,
            title,
            value(read, ""),
            value(now, theirs ? "theirs" : ""),
            mine ? value(change.values().get(name), "mine") : new Label());
      }
    }
  }

  private static Node header(String key) {
    Label label = new Label(Messages.text(key));
    label.getStyleClass().addAll("section-label", "conflict-cell");
    return label;
  }

  private static Node value(@Nullable String value, String styleClass) {
    ValueText shown = ValueText.ofCell(value);
    Label label = new Label(shown.text());
    label.getStyleClass().addAll("mono", "conflict-cell", shown.styleClass());
    if (!styleClass.isEmpty()) {
      label.getStyleClass().add(styleClass);
    }
    label.setWrapText(true);
    label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    label.setTooltip(new Tooltip(shown.text()));
    return label;
  }
}
