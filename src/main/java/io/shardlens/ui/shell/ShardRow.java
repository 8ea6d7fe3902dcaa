package io.shardlens.ui.shell;

import io.shardlens.execute.ShardHealth;
import io.shardlens.topology.Shard;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A shard in the list of shards: its name and address, and how fast it answers, or that it does
/// not.
final class ShardRow extends SidebarRow {
  private final Shard shard;
  private final ShardLabel name;
  private final Label latency = new Label();

  ShardRow(Shard shard, ShardColours colours) {
    this.shard = shard;
    name = new ShardLabel(colours, shard);
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    latency.getStyleClass().add("mono-small");
    latency.setMinWidth(Region.USE_PREF_SIZE);
    HBox first = new HBox(8, name, latency);
    first.setAlignment(Pos.CENTER_LEFT);
    Label address = new Label(shard.address());
    address.getStyleClass().addAll("mono-small", "shard-address");
    VBox texts = new VBox(first, address);
    HBox.setHgrow(texts, Priority.ALWAYS);
    texts.setMinWidth(0);
    getChildren().add(texts);
    getStyleClass().add("shard-row");
    setAccessibleText(shard.label());
  }

  void show(@Nullable ShardHealth health) {
    latency.getStyleClass().removeAll("muted", "danger-text", "warning-text");
    switch (health) {
      case null -> say("…", "muted", Messages.text("sidebar.asking"));
      case ShardHealth.Up up -> {
        name.setDown(false);
        say(
            Figures.millis(up.millis()),
            up.warning().isEmpty() ? "muted" : "warning-text",
            up.warning().isEmpty()
                ? Messages.text("sidebar.up", up.serverVersion(), shard.database(), shard.user())
                : ValueText.escapeLines(up.warning()));
      }
      case ShardHealth.Down down -> {
        name.setDown(true);
        say(Messages.text("sidebar.down"), "danger-text", ValueText.escapeLines(down.message()));
      }
    }
  }

  private void say(String word, String styleClass, String explanation) {
    latency.setText(word);
    latency.getStyleClass().add(styleClass);
    Tooltip.install(this, new Tooltip(explanation));
    setAccessibleText(shard.label() + ", " + word + ", " + shard.address());
    setAccessibleHelp(explanation);
  }
}
