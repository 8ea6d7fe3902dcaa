package io.shardlens.ui.map;

import io.shardlens.topology.ShardId;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.ShardColours;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Shares of a whole on one line: solid for data, tinted with an edge for key space.
final class ShareBar extends Pane {
  static final double HEIGHT = 22;
  private static final Font FONT = Font.font("JetBrains Mono", 12);

  /// @param share 0 to 1
  record Part(ShardId shard, String name, double share) {}

  private final ShardColours colours;
  private final String styleClass;
  private List<Part> parts = List.of();

  ShareBar(ShardColours colours, boolean keySpace) {
    this.colours = colours;
    this.styleClass = keySpace ? "share-of-keys" : "share-of-data";
    getStyleClass().addAll("share-bar", "track");
    setMinWidth(0);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    widthProperty().subscribe(this::draw);
  }

  void show(List<Part> newParts) {
    parts = List.copyOf(newParts);
    draw();
  }

  private void draw() {
    getChildren().clear();
    double x = 0;
    for (Part part : parts) {
      double right = x + part.share() * getWidth();
      Label box = new Label();
      box.getStyleClass().addAll("share-part", styleClass, "mono");
      box.getStyleClass().addAll(colours.styleClasses(part.shard()));
      String text = Figures.percent(part.share());
      Text measured = new Text(text);
      measured.setFont(FONT);
      if (measured.getLayoutBounds().getWidth() + 16 <= right - x) {
        box.setText(text);
      }
      box.setAccessibleText(part.name() + " " + text);
      box.setManaged(false);
      // One pixel of ground parts neighbours whatever their colours are.
      double left = Math.rint(x);
      box.resizeRelocate(left, 0, Math.max(0, Math.rint(right) - left - 1), HEIGHT);
      getChildren().add(box);
      x = right;
    }
  }
}
