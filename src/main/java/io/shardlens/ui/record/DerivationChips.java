package io.shardlens.ui.record;

import io.shardlens.routing.Derivation;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The way from the typed text to the shard, one chip a step, arrows between.
final class DerivationChips {

  private static final double WIDEST_RESULT = 152;

  /// More characters than this do not fit beside the key; the names of the steps then go to
  /// tooltips.
  private static final int ROOM = 72;

  private final Topology topology;
  private final ShardColours colours;

  DerivationChips(Topology topology, ShardColours colours) {
    this.topology = topology;
    this.colours = colours;
  }

  /// @param owner the shard at the end of the way, empty where there is none
  List<Node> of(Derivation derivation, Optional<ShardId> owner) {
    List<Node> nodes = new ArrayList<>();
    int characters =
        derivation.steps().stream()
            .mapToInt(step -> step.name().length() + step.result().length())
            .sum();
    for (int i = 0; i < derivation.steps().size(); i++) {
      if (i > 0) {
        nodes.add(new FontIcon(Feather.ARROW_RIGHT));
      }
      boolean last = i == derivation.steps().size() - 1;
      nodes.add(
          chip(derivation.steps().get(i), last ? owner : Optional.empty(), characters <= ROOM));
    }
    return nodes;
  }

  private Node chip(Derivation.Step step, Optional<ShardId> shard, boolean named) {
    Label name = new Label(step.name());
    name.getStyleClass().add("mono-small");
    name.getStyleClass().add("muted");
    HBox chip = new HBox(result(step, shard));
    if (named) {
      chip.getChildren().addFirst(name);
    }
    chip.getStyleClass().addAll("chip", "derivation-chip");
    Tooltip.install(
        chip, new Tooltip(step.name() + " " + ValueText.escape(step.result()) + "\n" + step.how()));
    return chip;
  }

  private Label result(Derivation.Step step, Optional<ShardId> shard) {
    if (shard.isPresent()) {
      ShardLabel label = new ShardLabel(colours, topology.shard(shard.get()));
      label.getStyleClass().add("strong");
      label.setMinWidth(Label.USE_PREF_SIZE);
      return label;
    }
    Label label = new Label(ValueText.escape(step.result()));
    label.getStyleClass().add("mono");
    label.setMaxWidth(WIDEST_RESULT);
    return label;
  }
}
