package io.shardlens.ui.shell;

import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A table in the list of tables: its shard key, and how many rows it has.
final class TableRow extends SidebarRow {
  private final TableDefinition table;
  private final int holders;
  private final Label count = new Label();

  TableRow(TableDefinition table, Topology topology) {
    this.table = table;
    this.holders =
        switch (table) {
          case TableDefinition.Sharded sharded ->
              topology.routing(sharded.routing()).shards().size();
          // One shard is enough to know a table that is the same on all of them.
          case TableDefinition.Reference reference -> 1;
          case TableDefinition.Unsharded unsharded -> 1;
        };
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("table-row");
    Label name = new Label(ValueText.escape(table.name().shortName()));
    Label key =
        new Label(
            switch (table) {
              case TableDefinition.Sharded sharded ->
                  ValueText.escape(String.join(", ", sharded.key()));
              case TableDefinition.Reference reference -> "";
              case TableDefinition.Unsharded unsharded -> "";
            });
    key.getStyleClass().addAll("mono-small", "muted");
    key.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    count.getStyleClass().addAll("mono-small", "muted");
    count.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(new FontIcon(Feather.LAYOUT), name, key, gap, count);
    setAccessibleText(table.name().shortName());
  }

  void show(TableSizes.Sizes sizes) {
    switch (sizes) {
      case TableSizes.Sizes.Counting counting -> count.setText("…");
      case TableSizes.Sizes.Counted counted when counted.sizes().isEmpty() ->
          notCounted(Messages.text("sidebar.noShardAnswered"));
      case TableSizes.Sizes.Counted counted -> {
        // Every shard holds all rows of a reference table; adding them up would invent some.
        long rows =
            table instanceof TableDefinition.Reference
                ? counted.sizes().stream().mapToLong(size -> size.rows()).max().orElse(0)
                : counted.rows();
        // A shard that did not answer can only raise the figure.
        boolean complete = counted.sizes().size() >= holders;
        count.setText((complete ? "" : "≥\u202f") + Figures.count(rows));
        setAccessibleText(
            table.name().shortName()
                + (complete ? ", " : ", at least ")
                + Figures.count(rows, "row", "rows"));
      }
      case TableSizes.Sizes.Failed failed -> notCounted(failed.message());
    }
  }

  private void notCounted(String why) {
    String words = Messages.text("sidebar.notCounted", why);
    count.setText("?");
    Tooltip.install(this, new Tooltip(words));
    setAccessibleText(table.name().shortName() + ", " + words);
  }
}
