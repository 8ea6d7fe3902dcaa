package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The value of a field, to be read or, in place, to be edited. While it is edited each stroke goes
/// to the view model, so that what will run is always what is seen; Escape takes the edit back.
final class ValueCell extends TableCell<FieldRow, FieldRow> {

  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  /// A longer document is shown in one line, and whole in a dialog.
  private static final int LONGEST_DOCUMENT = 4_000;

  private static final int LONGEST_LINE = 160;
  private static final int EDITOR_LINES = 8;

  private final RecordViewModel model;
  private final RecordTable table;
  private Subscription shown = Subscription.EMPTY;
  private @Nullable TextInputControl editor;
  private @Nullable String before;

  ValueCell(RecordViewModel model, RecordTable table) {
    this.model = model;
    this.table = table;
    getStyleClass().addAll("field-cell", "value-cell");
  }

  @Override
  protected void updateItem(@Nullable FieldRow row, boolean empty) {
    super.updateItem(row, empty);
    shown.unsubscribe();
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      pseudoClassStateChanged(CHANGED, false);
    } else {
      shown = row.valueProperty().subscribe(value -> show(row, value));
    }
  }

  @Override
  public void startEdit() {
    FieldRow row = getItem();
    if (row == null || isEmpty() || !model.isEditable(row.definition())) {
      return;
    }
    super.startEdit();
    if (!isEditing()) {
      return;
    }
    before = row.valueProperty().get().text();
    TextInputControl input = input(row, before == null ? "" : before);
    editor = input;
    setGraphic(content(input, mark(row, row.valueProperty().get().changed())));
    input.textProperty().subscribe((was, typed) -> model.setValue(row, typed));
    input.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, row));
    input
        .focusedProperty()
        .subscribe((was, focused) -> {
          if (!focused && isEditing()) {
            table.leaveEditing();
          }
        });
    input.requestFocus();
    input.selectAll();
  }

  @Override
  public void cancelEdit() {
    super.cancelEdit();
    editor = null;
    FieldRow row = getItem();
    if (row != null) {
      show(row, row.valueProperty().get());
    }
  }

  /// A row asks for the height before it knows its width; the column's is the one that will be.
  @Override
  protected double computePrefHeight(double width) {
    Node content = getGraphic();
    TableColumn<FieldRow, FieldRow> column = getTableColumn();
    if (content == null || column == null) {
      return super.computePrefHeight(width);
    }
    double inner = column.getWidth() - snappedLeftInset() - snappedRightInset();
    return snappedTopInset() + content.prefHeight(inner) + snappedBottomInset();
  }

  private void onKey(KeyEvent event, FieldRow row) {
    boolean multiline = editor instanceof TextArea;
    if (event.getCode() == KeyCode.ESCAPE) {
      model.setValue(row, before);
      table.endEditing();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && (!multiline || event.isShortcutDown())) {
      table.endEditing();
      event.consume();
    }
  }

  private static TextInputControl input(FieldRow row, String text) {
    boolean json = row.definition().type().name().equals("jsonb");
    String editable = json ? JsonLayout.text(text) : text;
    if (!json && !editable.contains("\n") && editable.length() <= LONGEST_LINE) {
      TextField field = new TextField(editable);
      field.getStyleClass().addAll("mono", "value-editor");
      field.setId("value-editor");
      return field;
    }
    TextArea area = new TextArea(editable);
    area.setWrapText(!json);
    area.setPrefRowCount(Math.clamp(editable.lines().count() + 1, 3, EDITOR_LINES));
    area.getStyleClass().addAll("mono", "value-editor");
    area.setId("value-editor");
    return area;
  }

  private void show(FieldRow row, FieldRow.Value value) {
    pseudoClassStateChanged(CHANGED, value.changed());
    String why = model.edit().whyNotEditable(row.definition());
    setTooltip(why.isEmpty() ? null : new Tooltip(why));
    if (editor != null && isEditing() && getGraphic() instanceof HBox content) {
      // The editor stays where it is: moving it would take the focus from it.
      content.getChildren().subList(1, content.getChildren().size()).clear();
      addMark(content, mark(row, value.changed()));
      return;
    }
    HBox line = new HBox(valueNode(row.definition(), value.text()));
    line.getStyleClass().add("value-line");
    if (!row.definition().note().isEmpty()) {
      Label note = new Label(ValueText.escape(row.definition().note()));
      note.getStyleClass().add("secondary");
      line.getChildren().add(note);
    }
    setGraphic(content(line, mark(row, value.changed())));
  }

  private static HBox content(Node value, @Nullable Node mark) {
    HBox.setHgrow(value, Priority.ALWAYS);
    HBox content = new HBox(value);
    content.getStyleClass().add("value-content");
    addMark(content, mark);
    return content;
  }

  private static void addMark(HBox content, @Nullable Node mark) {
    if (mark != null) {
      content.getChildren().add(mark);
    }
  }

  private static Node valueNode(FieldDefinition field, @Nullable String text) {
    if (text != null && field.type().isJson() && text.length() <= LONGEST_DOCUMENT) {
      return document(text);
    }
    boolean isLong = text != null && text.length() > ValueText.CELL_LENGTH;
    ValueText shown = ValueText.ofCell(text);
    Label label = new Label(shown.text());
    label.getStyleClass().addAll("mono", "value-text", shown.styleClass());
    label.setMinWidth(0);
    if (!isLong || text == null) {
      return label;
    }
    Label length =
        new Label(Messages.text("record.value.characters", Figures.count(text.length())));
    length.getStyleClass().add("secondary");
    length.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox both = new HBox(label, length);
    both.getStyleClass().add("value-line");
    return both;
  }

  private static TextFlow document(String json) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("json-flow");
    for (JsonLayout.Piece piece : JsonLayout.pieces(json)) {
      Text text = new Text(ValueText.escapeLines(piece.text()));
      text.getStyleClass()
          .add(
              switch (piece.kind()) {
                case NAME -> "json-name";
                case VALUE -> "json-value";
                case PUNCTUATION, BLANK -> "json-plain";
              });
      flow.getChildren().add(text);
    }
    return flow;
  }

  private static @Nullable Node mark(FieldRow row, boolean changed) {
    FieldDefinition field = row.definition();
    if (changed) {
      return mark("record.mark.changed", Feather.EDIT_2, "value-mark-changed");
    }
    if (field.shardKey()) {
      return mark("record.mark.shardKey", Feather.KEY, "secondary");
    }
    if (field.generated()) {
      return mark("record.mark.generated", Feather.CPU, "secondary");
    }
    return field.identity() ? mark("record.mark.primaryKey", Feather.HASH, "secondary") : null;
  }

  private static Label mark(String key, Feather icon, String styleClass) {
    Label mark = new Label(Messages.text(key), new FontIcon(icon));
    mark.getStyleClass().addAll("value-mark", styleClass);
    mark.setMinWidth(USE_PREF_SIZE);
    return mark;
  }
}
