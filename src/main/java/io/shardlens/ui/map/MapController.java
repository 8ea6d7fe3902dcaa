package io.shardlens.ui.map;

import io.shardlens.topology.RoutingRule;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The key space of a routing, and what is said of it.
public final class MapController {
  private final MapViewModel viewModel;
  private final MapWords words;
  private final RangePart ranges;
  private final RulePart rules;

  @FXML private Label nothing;
  @FXML private ScrollPane page;
  @FXML private Label table;
  @FXML private Label description;
  @FXML private HBox routingChoice;
  @FXML private ComboBox<String> routing;
  @FXML private HBox tools;
  @FXML private VBox mapPlace;

  MapController(MapViewModel viewModel) {
    this.viewModel = viewModel;
    words = new MapWords(viewModel);
    ranges = new RangePart(viewModel);
    rules = new RulePart(viewModel);
  }

  @FXML
  void initialize() {
    mapPlace.getChildren().addAll(ranges.pane(), rules.pane());
    tools.getChildren().addAll(ranges.pane().tools(), rules.pane().tools());
    routing.getItems().setAll(viewModel.routings());
    show(routingChoice, viewModel.routings().size() > 1);
    routing
        .valueProperty()
        .subscribe(name -> {
          if (name != null) {
            viewModel.choose(name);
          }
        });
    viewModel.pictureProperty().subscribe(this::show);
  }

  private void show(@Nullable Picture picture) {
    show(nothing, picture == null);
    show(page, picture != null);
    if (picture == null) {
      return;
    }
    table.setText(ValueText.escape(picture.table().name().shortName()));
    description.setText(words.describe(picture));
    routing.setValue(picture.routing().name());
    boolean ranged = picture.routing().rule() instanceof RoutingRule.Ranged;
    show(ranges.pane(), ranged);
    show(ranges.pane().tools(), ranged);
    show(rules.pane(), !ranged);
    show(rules.pane().tools(), !ranged);
    if (picture.routing().rule() instanceof RoutingRule.Ranged range) {
      ranges.show(picture, range, words);
    } else {
      rules.show(picture);
    }
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
