package io.shardlens.ui.shell;

import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Shows one thing that an import says: a shape and a word for its sort, its text and its place.
final class ImportLineCell extends ListCell<ImportLine> {
  private static final double WORD = 76;
  private static final double PLACE = 180;

  /// Icon, gaps, padding and scroll bar.
  private static final double AROUND = 90;

  private final FontIcon icon = new FontIcon();
  private final Label word = new Label();
  private final Label text = new Label();
  private final Label place = new Label();
  private final HBox row = new HBox(8, icon, word, text, place);

  ImportLineCell() {
    row.setAlignment(Pos.TOP_LEFT);
    word.setMinWidth(WORD);
    word.getStyleClass().add("muted");
    text.setWrapText(true);
    place.setMinWidth(PLACE);
    place.setMaxWidth(PLACE);
    place.setAlignment(Pos.TOP_RIGHT);
    place.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    place.getStyleClass().add("secondary");
    // Long texts wrap instead of making the list scroll sideways.
    setPrefWidth(0);
    listViewProperty()
        .flatMap(ListView::widthProperty)
        .orElse(0)
        .subscribe(width -> {
          double left = Math.max(WORD, width.doubleValue() - WORD - PLACE - AROUND);
          text.setMinWidth(left);
          text.setMaxWidth(left);
        });
  }

  @Override
  protected void updateItem(@Nullable ImportLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    dress(line.sort());
    word.setText(Messages.text(line.sort().key()));
    text.setText(ValueText.escape(line.text()));
    place.setText(ValueText.escape(line.place()));
    setAccessibleText(word.getText() + ": " + text.getText());
    setGraphic(row);
  }

  private void dress(ImportLine.Sort sort) {
    icon.setIconCode(
        switch (sort) {
          case PROBLEM -> Feather.ALERT_OCTAGON;
          case NOT_READ -> Feather.ALERT_TRIANGLE;
          case LEFT_OUT -> Feather.MINUS_CIRCLE;
          case ASSUMED -> Feather.HELP_CIRCLE;
          case READ -> Feather.CHECK;
        });
    String tone =
        switch (sort) {
          case PROBLEM -> "danger-text";
          case NOT_READ -> "warning-text";
          case LEFT_OUT, ASSUMED -> "muted";
          case READ -> "success-text";
        };
    icon.getStyleClass().setAll("ikonli-font-icon", tone);
  }
}
