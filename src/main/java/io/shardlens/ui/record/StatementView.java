package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.ui.common.SqlHighlight;
import io.shardlens.ui.common.ValueText;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

/// The statement as it is sent and its bind values: side by side where the statement is narrow,
/// else one above the other.
final class StatementView extends VBox {

  private static final int NARROW = 30;

  StatementView(Change change) {
    getStyleClass().add("statement-view");
    TextFlow sql = SqlHighlight.flow(change.sql());
    GridPane binds = binds(change);
    boolean narrow = change.sql().lines().allMatch(line -> line.length() <= NARROW);
    Pane parts = narrow ? new HBox(sql, binds) : new VBox(sql, binds);
    parts.getStyleClass().add(narrow ? "statement-beside" : "statement-above");
    if (narrow) {
      sql.setMinWidth(USE_PREF_SIZE);
    }
    HBox.setHgrow(binds, Priority.ALWAYS);
    getChildren().add(parts);
  }

  private static GridPane binds(Change change) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("binds");
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints type = new ColumnConstraints();
    type.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints value = new ColumnConstraints();
    value.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(name, type, value);
    for (int i = 0; i < change.binds().size(); i++) {
      Change.Bind bind = change.binds().get(i);
      ValueText shown = ValueText.ofCell(bind.value());
      grid.addRow(
          i,
          label("$" + (i + 1), "literal", "strong"),
          label(bind.type().name(), "muted", "bind-type"),
          label(shown.text(), shown.styleClass(), "bind-value"));
    }
    return grid;
  }

  private static Label label(String text, String... styleClasses) {
    Label label = new Label(text);
    label.getStyleClass().add("mono");
    label.getStyleClass().addAll(styleClasses);
    return label;
  }
}
