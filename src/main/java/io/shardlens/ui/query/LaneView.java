package io.shardlens.ui.query;

import io.shardlens.topology.Shard;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One shard in the outcome strip: its name, how it fares in a word, how many rows, how long, and
/// its time as a bar against the slowest. Built once and then only filled, so that nothing jumps.
final class LaneView extends VBox {

  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

  private final ShardLabel name;
  private final Label word = new Label();
  private final FontIcon icon = new FontIcon(Feather.MINUS);
  private final Label rows = new Label();
  private final Label time = new Label();
  private final Bar bar;
  private final Tooltip tooltip = new Tooltip();

  LaneView(Shard shard, ShardColours colours) {
    getStyleClass().add("lane");
    getStyleClass().addAll(colours.styleClasses(shard.id()));
    name = new ShardLabel(colours, shard);
    bar = new Bar();
    word.setGraphic(icon);
    word.getStyleClass().add("lane-word");
    word.setMinWidth(USE_PREF_SIZE);
    rows.getStyleClass().addAll("mono-small", "lane-rows");
    time.getStyleClass().addAll("mono-small", "muted", "lane-time");
    HBox head = new HBox(name, space(), word);
    head.getStyleClass().add("lane-line");
    HBox foot = new HBox(bar, rows, time);
    foot.getStyleClass().add("lane-line");
    HBox.setHgrow(bar, Priority.ALWAYS);
    getChildren().addAll(head, foot);
  }

  void show(ShardLane lane) {
    name.setDown(lane.isSilent());
    word.setText(lane.word());
    String tone =
        switch (lane.tone()) {
          case QUIET, ACTIVE -> "muted";
          case GOOD -> "success-text";
          case WARNING -> "warning-text";
          case BAD -> "danger-text";
        };
    icon.setIconCode(
        switch (lane.tone()) {
          case QUIET -> Feather.MINUS;
          case ACTIVE -> Feather.CHEVRONS_RIGHT;
          case GOOD -> Feather.CHECK;
          case WARNING -> Feather.ALERT_TRIANGLE;
          case BAD -> Feather.X_CIRCLE;
        });
    word.getStyleClass().setAll("label", "lane-word", tone);
    icon.getStyleClass().setAll("ikonli-font-icon", tone);
    boolean quiet = lane.tone() == ShardLane.Tone.QUIET;
    rows.setText(
        quiet ? "" : lane.rows() == 0 ? "no rows" : Figures.count(lane.rows(), "row", "rows"));
    time.setText(quiet ? "" : Figures.millis(lane.millis()));
    bar.pseudoClassStateChanged(ACTIVE, lane.tone() == ShardLane.Tone.ACTIVE);
    bar.setShare(lane.isSilent() ? 0 : lane.share());
    setAccessibleText(
        lane.label() + ": " + lane.word() + " " + rows.getText() + " " + time.getText());
    tooltip.setText(lane.message());
    if (lane.message().isEmpty()) {
      Tooltip.uninstall(this, tooltip);
    } else {
      Tooltip.install(this, tooltip);
    }
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  /// A track and the part of it that is filled.
  private static final class Bar extends Pane {
    private final Region fill = new Region();
    private double share;

    Bar() {
      getStyleClass().addAll("lane-bar", "track");
      fill.getStyleClass().addAll("lane-bar-fill", "shard-fill");
      getChildren().add(fill);
    }

    void setShare(double newShare) {
      share = newShare;
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      fill.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
    }
  }
}
