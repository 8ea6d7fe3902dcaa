package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// A record, one field a row: column, type, value. Values are edited where they stand.
final class RecordTable extends TableView<FieldRow> {

  static final KeyCombination SET_NULL =
      new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN, KeyCombination.ALT_DOWN);
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination SHOW =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHIFT_DOWN);

  private final RecordViewModel model;
  private final BiConsumer<FieldDefinition, String> showWhole;
  private final TableColumn<FieldRow, FieldRow> values;

  /// @param showWhole shows a value that is too long for its row
  RecordTable(RecordViewModel model, BiConsumer<FieldDefinition, String> showWhole) {
    this.model = model;
    this.showWhole = showWhole;
    getStyleClass().add("record-table");
    setId("fields");
    setEditable(true);
    setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setItems(model.edit().fields());
    values = column("record.value", 420);
    values.setCellFactory(_ -> new ValueCell(model, this));
    TableColumn<FieldRow, FieldRow> names = column("record.column", 112);
    names.setCellFactory(_ -> new WordCell("field-name", false));
    TableColumn<FieldRow, FieldRow> types = column("record.type", 112);
    types.setCellFactory(_ -> new WordCell("field-type", true));
    getColumns().add(names);
    getColumns().add(types);
    getColumns().add(values);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    setContextMenu(menu());
    model
        .edit()
        .stateProperty()
        .subscribe(state -> {
          if (!state.isOpen() && getEditingCell() != null) {
            leaveEditing();
          }
        });
  }

  /// Begins to edit the selected field, if it can be edited.
  void editSelected() {
    int index = getSelectionModel().getSelectedIndex();
    if (index >= 0 && model.isEditable(getItems().get(index).definition())) {
      edit(index, values);
    }
  }

  /// Ends editing and goes on in the table; what was typed stays.
  void endEditing() {
    leaveEditing();
    requestFocus();
  }

  /// Ends editing, because the focus is elsewhere already; what was typed stays.
  void leaveEditing() {
    edit(-1, null);
  }

  private @Nullable FieldRow selected() {
    return getSelectionModel().getSelectedItem();
  }

  private void onKey(KeyEvent event) {
    boolean editing = getEditingCell() != null;
    FieldRow row = selected();
    if (row == null) {
      return;
    }
    if (SET_NULL.match(event)) {
      setNull(row);
    } else if (editing) {
      return;
    } else if (SHOW.match(event)) {
      show(row);
    } else if (event.getCode() == KeyCode.F2 || event.getCode() == KeyCode.ENTER) {
      editSelected();
    } else if (COPY.match(event)) {
      copy(row);
    } else {
      return;
    }
    event.consume();
  }

  private void setNull(FieldRow row) {
    if (getEditingCell() != null) {
      endEditing();
    }
    model.setValue(row, null);
  }

  private void show(FieldRow row) {
    String text = row.valueProperty().get().text();
    if (text != null) {
      showWhole.accept(row.definition(), text);
    }
  }

  private static void copy(FieldRow row) {
    String text = row.valueProperty().get().text();
    if (text != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  private ContextMenu menu() {
    MenuItem edit = item("record.menu.edit", new KeyCodeCombination(KeyCode.F2));
    edit.setOnAction(_ -> editSelected());
    MenuItem setNull = item("record.menu.null", SET_NULL);
    setNull.setOnAction(_ -> withSelected(this::setNull));
    MenuItem revert = item("record.menu.revert", null);
    revert.setOnAction(_ -> withSelected(row -> model.setValue(row, row.read())));
    MenuItem copy = item("record.menu.copy", COPY);
    copy.setOnAction(_ -> withSelected(RecordTable::copy));
    MenuItem show = item("record.menu.show", SHOW);
    show.setOnAction(_ -> withSelected(this::show));
    ContextMenu menu = new ContextMenu(edit, setNull, revert, copy, show);
    menu.setOnShowing(_ -> {
      FieldRow row = selected();
      menu.getItems().forEach(item -> item.setDisable(row == null));
      if (row != null) {
        boolean editable = model.isEditable(row.definition());
        edit.setDisable(!editable);
        setNull.setDisable(!editable || row.definition().notNull());
        revert.setDisable(!row.valueProperty().get().changed());
      }
    });
    return menu;
  }

  private void withSelected(java.util.function.Consumer<FieldRow> action) {
    FieldRow row = selected();
    if (row != null) {
      action.accept(row);
    }
  }

  private static MenuItem item(String key, @Nullable KeyCombination accelerator) {
    MenuItem item = new MenuItem(Messages.text(key));
    item.setAccelerator(accelerator);
    return item;
  }

  private static TableColumn<FieldRow, FieldRow> column(String key, double width) {
    TableColumn<FieldRow, FieldRow> column = new TableColumn<>(Messages.text(key));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setEditable(true);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    return column;
  }

  /// The name or the type of a field.
  private static final class WordCell extends TableCell<FieldRow, FieldRow> {
    private final boolean type;

    WordCell(String styleClass, boolean type) {
      this.type = type;
      getStyleClass().addAll("data", "field-cell", styleClass);
      setEditable(false);
    }

    @Override
    protected void updateItem(@Nullable FieldRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
      } else {
        FieldDefinition field = row.definition();
        setText(ValueText.escape(type ? field.type().name() : field.name()));
      }
    }
  }
}
