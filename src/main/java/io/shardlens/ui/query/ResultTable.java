package io.shardlens.ui.query;

import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.rows.Row;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.ColumnHeader;
import io.shardlens.ui.common.DataCell;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardDot;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Merged rows: their number, the shard each came from, and the cells as PostgreSQL prints them.
/// Only the cells that can be seen exist. Rows keep the order of the result: a click on a header
/// does not sort, because the order is part of the answer.
final class ResultTable extends TableView<Row> {

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final int ROWS_MEASURED = 200;

  private final Topology topology;
  private final ShardColours colours;

  ResultTable(Topology topology, ShardColours colours) {
    this.topology = topology;
    this.colours = colours;
    getStyleClass().addAll("result-table", "dense");
    setId("rows");
    setFixedCellSize(24);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    setAccessibleText("Merged rows");
    addEventHandler(KeyEvent.KEY_PRESSED, this::copyOnShortcut);
    setContextMenu(menu());
  }

  /// Replaces columns and rows. The list is not copied and must not change.
  void show(List<Column> columns, List<Row> rows) {
    getColumns().clear();
    if (!columns.isEmpty()) {
      getColumns().add(numberColumn(rows.size()));
      getColumns().add(shardColumn());
      for (int i = 0; i < columns.size(); i++) {
        getColumns().add(dataColumn(columns.get(i), i, rows));
      }
    }
    setItems(new GrowingRows(rows));
    scrollTo(0);
  }

  /// More rows behind those that are shown; nothing that is looked at moves.
  void grow(List<Row> rows) {
    if (getItems() instanceof GrowingRows shown) {
      shown.growTo(rows);
      if (!getColumns().isEmpty()) {
        getColumns().getFirst().setPrefWidth(numberWidth(rows.size()));
      }
    }
  }

  /// Whether the rows are not the answer to what was asked last.
  void setStale(boolean stale) {
    pseudoClassStateChanged(STALE, stale);
  }

  /// The selected rows, as they go to the clipboard.
  String selectedText() {
    return TabSeparated.of(getSelectionModel().getSelectedItems(), this::shardName);
  }

  private TableColumn<Row, Row> numberColumn(int rows) {
    TableColumn<Row, Row> column = column("", "", numberWidth(rows));
    column.getStyleClass().add("row-number");
    column.setCellFactory(_ ->
        new TableCell<>() {
          {
            getStyleClass().add("row-number");
          }

          @Override
          protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty ? null : Integer.toString(getIndex() + 1));
          }
        });
    return column;
  }

  private static double numberWidth(int rows) {
    return 18 + 8.0 * Figures.count(rows).length();
  }

  private TableColumn<Row, Row> shardColumn() {
    TableColumn<Row, Row> column = column("Shard", "", 104);
    column.setCellFactory(_ -> new ShardCell());
    return column;
  }

  private static TableColumn<Row, Row> dataColumn(Column definition, int index, List<Row> rows) {
    PgType type = definition.type();
    TableColumn<Row, Row> column =
        column(definition.name(), type.name(), width(definition, index, rows));
    if (type.isNumber()) {
      column.getStyleClass().add("number");
    }
    column.setCellFactory(_ -> new DataCell<>(type, row -> row.cell(index)));
    return column;
  }

  private static TableColumn<Row, Row> column(String name, String type, double width) {
    TableColumn<Row, Row> column = new TableColumn<>();
    column.setGraphic(new ColumnHeader(name, type));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    return column;
  }

  /// Wide enough for the header and for the first rows, within bounds.
  private static double width(Column definition, int index, List<Row> rows) {
    int longest = 0;
    for (Row row : rows.subList(0, Math.min(ROWS_MEASURED, rows.size()))) {
      longest = Math.max(longest, ValueText.ofCell(row.cell(index)).text().length());
    }
    return ColumnHeader.widthFor(definition.name(), definition.type().name(), longest);
  }

  private String shardName(Row row) {
    return row.source() == Row.MERGED ? "merged" : topology.shards().get(row.source()).label();
  }

  private void copyOnShortcut(KeyEvent event) {
    if (COPY.match(event)) {
      copy(selectedText());
      event.consume();
    }
  }

  private ContextMenu menu() {
    MenuItem rows = new MenuItem("Copy rows");
    rows.setAccelerator(COPY);
    rows.setOnAction(_ -> copy(selectedText()));
    MenuItem value = new MenuItem("Copy value");
    value.setOnAction(_ -> copyFocusedValue());
    return new ContextMenu(rows, value);
  }

  /// The cell that was clicked last, whole and as it is; nothing for NULL.
  private void copyFocusedValue() {
    TablePosition<?, ?> focused = getFocusModel().getFocusedCell();
    if (focused.getRow() < 0 || focused.getRow() >= getItems().size()) {
      return;
    }
    Row row = getItems().get(focused.getRow());
    int cell = focused.getColumn() - 2;
    String value = cell < 0 || cell >= row.size() ? shardName(row) : row.cell(cell);
    if (value != null) {
      copy(value);
    }
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// A dot and a name, or the word for rows that were made of several shards'.
  private final class ShardCell extends TableCell<Row, Row> {
    private int drawn = Integer.MIN_VALUE;

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        drawn = Integer.MIN_VALUE;
        setText(null);
        setGraphic(null);
      } else if (row.source() != drawn) {
        drawn = row.source();
        setText(ValueText.escape(shardName(row)));
        setGraphic(drawn == Row.MERGED ? null : dot(topology.shards().get(drawn)));
        getStyleClass().removeAll("merged-row");
        if (drawn == Row.MERGED) {
          getStyleClass().add("merged-row");
        }
      }
    }

    private Node dot(Shard shard) {
      return new ShardDot(colours, shard.id());
    }
  }
}
