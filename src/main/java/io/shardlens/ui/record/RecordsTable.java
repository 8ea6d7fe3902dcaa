package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import io.shardlens.record.ShardRecord;
import io.shardlens.ui.common.ColumnHeader;
import io.shardlens.ui.common.DataCell;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Several records of one table, one a row: those that share a key, or the neighbours of a record.
final class RecordsTable extends TableView<ShardRecord> {

  private static final double ROW = 24;
  private static final double HEADER = 30;
  private static final double SCROLL_BAR = 10;

  RecordsTable() {
    getStyleClass().add("records-table");
    setFixedCellSize(ROW);
  }

  /// Replaces what is shown; records of one table, with the same fields.
  void show(List<ShardRecord> records) {
    if (getColumns().isEmpty() && !records.isEmpty()) {
      List<FieldDefinition> fields = records.getFirst().fields();
      for (int i = 0; i < fields.size(); i++) {
        getColumns().add(column(fields.get(i), i, records));
      }
    }
    setItems(FXCollections.observableArrayList(records));
  }

  /// Takes no more height than so many rows, and the scroll bar below them where it is needed.
  void limitHeight(int rows) {
    double width = getColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum();
    double height = HEADER + ROW * Math.clamp(getItems().size(), 1, rows);
    layoutBoundsProperty()
        .subscribe(bounds -> {
          boolean scrolls = bounds.getWidth() > 0 && width > bounds.getWidth();
          setPrefHeight(height + (scrolls ? SCROLL_BAR : 0));
          setMaxHeight(getPrefHeight());
        });
    setMinHeight(Math.min(height, HEADER + ROW * 2));
  }

  private static TableColumn<ShardRecord, ShardRecord> column(
      FieldDefinition field, int index, List<ShardRecord> records) {
    int longest =
        records.stream()
            .mapToInt(record -> ValueText.ofCell(record.values().get(index)).text().length())
            .max()
            .orElse(0);
    TableColumn<ShardRecord, ShardRecord> column = new TableColumn<>();
    column.setGraphic(new ColumnHeader(field.name(), field.type().name()));
    column.setPrefWidth(ColumnHeader.widthFor(field.name(), field.type().name(), longest));
    column.setSortable(false);
    column.setReorderable(false);
    if (field.type().isNumber()) {
      column.getStyleClass().add("number");
    }
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new DataCell<>(field.type(), record -> record.values().get(index)));
    return column;
  }
}
