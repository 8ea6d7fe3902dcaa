package io.shardlens.ui.common;

import io.shardlens.topology.Shard;
import javafx.scene.control.Label;

/// A shard's dot and its name.
public final class ShardLabel extends Label {
  private final ShardDot dot;

  public ShardLabel(ShardColours colours, Shard shard) {
    super(ValueText.escape(shard.label()));
    dot = new ShardDot(colours, shard.id());
    setGraphic(dot);
    getStyleClass().add("shard-label");
  }

  /// Shows the dot hollow; the word for it belongs beside the label.
  public void setDown(boolean down) {
    dot.setDown(down);
  }
}
