package io.shardlens.ui.checks;

import io.shardlens.execute.ShardProof;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A row for each shard of one table. A few are shown whole; of more only those in sight are nodes,
/// and those with something to say come first.
final class ShardProofTable extends TableView<ShardProof> {

  /// So many rows are seen at once.
  static final int IN_SIGHT = 12;

  private static final double ROW = 24;
  private static final double HEADER = 28;

  ShardProofTable(List<ShardProof> shards, ProofWords words, ShardColours colours) {
    getStyleClass().add("proof-table");
    setAccessibleText(Messages.text("checks.shard"));
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    add(
        "checks.shard",
        160,
        (cell, shard) -> {
          ShardLabel label = new ShardLabel(colours, words.shard(shard));
          label.setDown(shard.method() == ShardProof.Method.UNREAD);
          cell.setGraphic(label);
        });
    addNumber("checks.keys", 120, (cell, shard) -> cell.setText(words.keys(shard)));
    addNumber(
        "checks.misplaced",
        110,
        (cell, shard) -> {
          cell.setText(words.misplaced(shard));
          dress(cell, "danger-text", shard.misplaced() > 0);
          dress(cell, "strong", shard.misplaced() > 0);
        });
    addNumber("checks.took", 100, (cell, shard) -> cell.setText(Figures.millis(shard.millis())));
    add(
        "checks.how",
        300,
        (cell, shard) -> {
          cell.setText(ValueText.escape(shard.how()));
          boolean unread = shard.method() == ShardProof.Method.UNREAD;
          dress(cell, "warning-text", unread);
          dress(cell, "muted", !unread);
        });
    getItems().setAll(inOrder(shards));
    double height = HEADER + Math.min(shards.size(), IN_SIGHT) * ROW + 2;
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
  }

  private static List<ShardProof> inOrder(List<ShardProof> shards) {
    return shards.size() <= IN_SIGHT
        ? shards
        : shards.stream().sorted(Comparator.comparingInt(ShardProofTable::calm)).toList();
  }

  private static int calm(ShardProof shard) {
    return shard.misplaced() > 0 ? 0 : shard.method() == ShardProof.Method.UNREAD ? 1 : 2;
  }

  private TableColumn<ShardProof, ShardProof> add(
      String title, double width, BiConsumer<Cell, ShardProof> fill) {
    TableColumn<ShardProof, ShardProof> column = new TableColumn<>(Messages.text(title));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(any -> new Cell(fill));
    getColumns().add(column);
    return column;
  }

  private void addNumber(String title, double width, BiConsumer<Cell, ShardProof> fill) {
    TableColumn<ShardProof, ShardProof> column =
        add(
            title,
            width,
            (cell, shard) -> {
              dress(cell, "data", true);
              fill.accept(cell, shard);
            });
    column.getStyleClass().add("number");
  }

  private static void dress(Cell cell, String styleClass, boolean wanted) {
    cell.getStyleClass().remove(styleClass);
    if (wanted) {
      cell.getStyleClass().add(styleClass);
    }
  }

  private static final class Cell extends TableCell<ShardProof, ShardProof> {
    private final BiConsumer<Cell, ShardProof> fill;

    Cell(BiConsumer<Cell, ShardProof> fill) {
      this.fill = fill;
    }

    @Override
    protected void updateItem(@Nullable ShardProof shard, boolean empty) {
      super.updateItem(shard, empty);
      setText(null);
      setGraphic(null);
      if (!empty && shard != null) {
        fill.accept(this, shard);
      }
    }
  }
}
