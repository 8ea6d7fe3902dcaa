package io.shardlens.ui.map;

import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The values of a list routing as tiles, a row of them for each shard.
final class ListTiles extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final int SHOWN = 200;

  /// Width of a row that is not the tiles': the name, the gap, the padding and the border.
  private static final double BESIDE_TILES = 120 + 12 + 2 * 12 + 2 * 2;

  private final ShardColours colours;

  ListTiles(ShardColours colours) {
    this.colours = colours;
    getStyleClass().add("list-tiles");
  }

  /// @param asked the last key, `null` for none
  void show(
      RoutingRule.ListOfValues routing,
      Map<Shard, List<String>> values,
      @Nullable String asked,
      Optional<ShardId> owner,
      Optional<ShardId> chosen,
      Consumer<ShardId> choose) {
    getChildren().clear();
    boolean listed = values.values().stream().anyMatch(list -> list.contains(asked));
    values.forEach((shard, texts) -> {
      HBox row = row(shard, texts, asked);
      if (routing.otherwise().filter(shard.id()::equals).isPresent()) {
        Label rest = new Label(Messages.text("map.otherValues"));
        rest.getStyleClass().addAll("tile", "other-values");
        rest.pseudoClassStateChanged(
            CHOSEN, asked != null && !listed && owner.filter(shard.id()::equals).isPresent());
        ((FlowPane) row.getChildren().getLast()).getChildren().add(rest);
      }
      row.pseudoClassStateChanged(CHOSEN, chosen.filter(shard.id()::equals).isPresent());
      row.setOnMouseClicked(event -> choose.accept(shard.id()));
      getChildren().add(row);
    });
  }

  private HBox row(Shard shard, List<String> texts, @Nullable String asked) {
    ShardLabel name = new ShardLabel(colours, shard);
    name.getStyleClass().add("strong");
    name.setMinWidth(120);
    name.setMaxWidth(120);
    FlowPane tiles = new FlowPane(6, 6);
    HBox.setHgrow(tiles, Priority.ALWAYS);
    tiles.setMinWidth(0);
    // Without it the pane would ask for the height that it needs at its default of 400 px.
    tiles.prefWrapLengthProperty().bind(widthProperty().subtract(BESIDE_TILES));
    for (String text : texts.subList(0, Math.min(SHOWN, texts.size()))) {
      Label tile = new Label(ValueText.ofCell(text).text());
      tile.getStyleClass().addAll("tile", "mono");
      tile.pseudoClassStateChanged(CHOSEN, text.equals(asked));
      tiles.getChildren().add(tile);
    }
    if (texts.size() > SHOWN) {
      tiles.getChildren().add(new Label(Messages.text("map.moreValues", texts.size() - SHOWN)));
    }
    HBox row = new HBox(12, name, tiles);
    row.setMinHeight(Region.USE_PREF_SIZE);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("list-row");
    row.getStyleClass().addAll(colours.styleClasses(shard.id()));
    return row;
  }
}
