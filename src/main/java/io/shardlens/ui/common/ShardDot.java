package io.shardlens.ui.common;

import io.shardlens.topology.ShardId;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// A shard's dot: filled, or hollow while the shard does not answer. Never shown without a word
/// beside it.
public final class ShardDot extends Region {
  private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

  public ShardDot(ShardColours colours, ShardId shard) {
    getStyleClass().addAll("shard-dot", "shard-fill");
    getStyleClass().addAll(colours.styleClasses(shard));
  }

  public void setDown(boolean down) {
    pseudoClassStateChanged(DOWN, down);
  }
}
