package io.shardlens.ui.map;

import io.shardlens.map.HeatMap;
import io.shardlens.map.MapScene;
import io.shardlens.map.TextMeasure;
import io.shardlens.topology.TableName;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.ActivityViewModel.Span;
import io.shardlens.ui.map.ActivityViewModel.State;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;

/// Shows reads and writes over time, or why there are none to be seen.
public final class ActivityController {
  private final ActivityViewModel viewModel;
  private final MapCanvas map = new MapCanvas();

  @FXML private Label table;
  @FXML private Label message;
  @FXML private Label problem;
  @FXML private StackPane mapPlace;
  @FXML private ToggleButton reads;
  @FXML private ToggleButton writes;
  @FXML private ToggleButton both;
  @FXML private ToggleButton hour;
  @FXML private ToggleButton sixHours;
  @FXML private ToggleButton day;
  @FXML private ToggleButton week;

  ActivityController(ActivityViewModel viewModel) {
    this.viewModel = viewModel;
  }

  @FXML
  void initialize() {
    map.setId("heatMap");
    mapPlace.getChildren().add(map);
    choice(
        viewModel.shownProperty(),
        Map.of(reads, HeatMap.Shown.READS, writes, HeatMap.Shown.WRITES, both, HeatMap.Shown.BOTH));
    choice(
        viewModel.spanProperty(),
        Map.of(hour, Span.HOUR, sixHours, Span.SIX_HOURS, day, Span.DAY, week, Span.WEEK));
    viewModel.stateProperty().subscribe(this::show);
    viewModel.shownProperty().subscribe(shown -> show(viewModel.stateProperty().get()));
  }

  private static <T extends Enum<T>> void choice(
      ObjectProperty<T> property, Map<ToggleButton, T> values) {
    ToggleGroup group = new ToggleGroup();
    values.forEach((button, value) -> {
      button.setToggleGroup(group);
      button.setSelected(property.get().equals(value));
      button.setOnAction(event -> {
        // A toggle that is pressed again would be off, and then nothing would be chosen.
        button.setSelected(true);
        property.set(value);
      });
    });
  }

  private void show(State state) {
    switch (state) {
      case State.Nothing _ -> say("", Messages.text("activity.nothing"));
      case State.Loading(TableName name) -> say(words(name), Messages.text("activity.loading"));
      case State.Waiting(TableName name) ->
          say(
              words(name),
              Messages.text(
                  "activity.waiting",
                  Figures.count(ActivityViewModel.INTERVAL.toSeconds(), "s", "s")));
      case State.Failed(TableName name, String reason) ->
          say(words(name), Messages.text("activity.failed", reason));
      case State.Shown shown -> draw(shown);
    }
  }

  private static String words(TableName name) {
    return ValueText.escape(name.shortName());
  }

  private void say(String name, String text) {
    table.setText(name);
    message.setText(text);
    show(message, true);
    show(map, false);
    show(problem, false);
  }

  private void draw(State.Shown shown) {
    String name = words(shown.table());
    table.setText(name);
    HeatMap picture =
        viewModel.picture(
            shown,
            Messages.text(
                "activity.source",
                Figures.count(ActivityViewModel.INTERVAL.toSeconds(), "s", "s")));
    map.show(
        new MapCanvas.Maker() {
          @Override
          public MapScene make(double width, TextMeasure measure) {
            return picture.scene(width, measure);
          }

          @Override
          public double height(double width, TextMeasure measure) {
            return picture.height();
          }
        });
    map.setAccessibleText(
        Messages.text(
            "activity.accessible",
            name,
            Figures.count(shown.window().shards().size(), "shard", "shards"),
            Figures.count(shown.down().size())));
    show(message, false);
    show(map, true);
    Optional<String> trouble = shown.problem();
    problem.setText(trouble.orElse(""));
    show(problem, trouble.isPresent());
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
