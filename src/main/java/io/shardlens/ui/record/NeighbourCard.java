package io.shardlens.ui.record;

import io.shardlens.record.LookupOutcome;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Rows of a co-located table with the key of the record above.
final class NeighbourCard extends VBox {

  private static final int ROWS_SHOWN = 6;

  /// @param openInQuery opens a query for these rows
  NeighbourCard(
      CoLocatedRows rows,
      List<String> key,
      Topology topology,
      ShardColours colours,
      Runnable openInQuery) {
    getStyleClass().addAll("card", "neighbour-card");
    Label title = new Label(rows.table().name().shortName());
    title.getStyleClass().add("card-title");
    Label keyLabel = new Label(ValueText.escape(new KeyRequest(rows.table(), key).words()));
    keyLabel.getStyleClass().add("mono");
    HBox header = new HBox(title, keyLabel);
    header.getStyleClass().add("card-header");
    getChildren().add(header);
    Label through = new Label(Messages.text("record.neighbours.through", rows.table().routing()));
    through.getStyleClass().add("secondary");
    Label count = new Label();
    count.getStyleClass().add("secondary");
    count.setMinWidth(USE_PREF_SIZE);
    if (rows.outcome().isEmpty()) {
      header.getChildren().addAll(through, space());
      getChildren().add(words(Messages.text("record.neighbours.asking")));
      return;
    }
    switch (rows.outcome().get()) {
      case LookupOutcome.Found found -> {
        header.getChildren().add(new ShardLabel(colours, topology.shard(found.shard())));
        count.setText(
            (found.truncated() ? "first " : "")
                + Figures.count(found.records().size(), "row", "rows"));
        RecordsTable table = new RecordsTable();
        table.setId("neighbours-" + rows.table().name().name());
        table.show(found.records());
        table.limitHeight(ROWS_SHOWN);
        setVgrow(table, Priority.ALWAYS);
        getChildren().add(table);
      }
      case LookupOutcome.NotFound _, LookupOutcome.Unowned _ ->
          getChildren().add(words(Messages.text("record.neighbours.none")));
      case LookupOutcome.BadKey(String message) -> getChildren().add(words(message));
      case LookupOutcome.Failed failed -> getChildren().add(words(failed.message()));
    }
    Button query =
        new Button(Messages.text("record.neighbours.query"), new FontIcon(Feather.ARROW_RIGHT));
    query.getStyleClass().add("small");
    query.setMinWidth(USE_PREF_SIZE);
    query.setOnAction(_ -> openInQuery.run());
    header.getChildren().addAll(through, space(), count, query);
  }

  private static Node words(String text) {
    Label label = new Label(ValueText.escapeLines(text));
    label.getStyleClass().addAll("muted", "run-part");
    label.setWrapText(true);
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
