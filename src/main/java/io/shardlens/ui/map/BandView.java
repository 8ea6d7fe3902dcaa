package io.shardlens.ui.map;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ValueText;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Draws a [BandLayout]: the flag of the last key, the segments, the axis. Laid out anew for each
/// width.
final class BandView extends Pane {
  static final double FLAG = 32;
  static final double BAND = 84;
  static final double AXIS = 26;
  private static final double ROOM_FOR_NAME = 44;
  private static final double ROOM_FOR_LETTERS = 20;
  private static final Font AXIS_FONT = Font.font("JetBrains Mono", 11);

  private final Topology topology;
  private final ShardColours colours;
  private BiFunction<Double, ToDoubleFunction<String>, BandLayout> maker =
      (width, measure) ->
          new BandLayout(
              java.util.List.of(),
              java.util.List.of(),
              java.util.OptionalDouble.empty(),
              java.util.OptionalInt.empty());
  private String flag = "";
  private String flagKey = "";
  private Optional<ShardId> chosen = Optional.empty();
  private Consumer<ShardId> choose = shard -> {};

  BandView(Topology topology, ShardColours colours) {
    this.topology = topology;
    this.colours = colours;
    getStyleClass().add("band");
    setMinWidth(0);
    setMinHeight(FLAG + BAND + AXIS);
    setPrefHeight(FLAG + BAND + AXIS);
    widthProperty().subscribe(this::draw);
  }

  void onChosen(Consumer<ShardId> action) {
    choose = action;
  }

  /// @param newMaker lays out for a width, with a measure of axis labels
  /// @param newFlagKey the last key, empty for none
  /// @param newFlag what the flag says after it
  void show(
      BiFunction<Double, ToDoubleFunction<String>, BandLayout> newMaker,
      String newFlagKey,
      String newFlag,
      Optional<ShardId> newChosen) {
    maker = newMaker;
    flagKey = newFlagKey;
    flag = newFlag;
    chosen = newChosen;
    draw();
  }

  private void draw() {
    double width = getWidth();
    if (width < 4 * BandLayout.OPEN_END) {
      return;
    }
    BandLayout layout = maker.apply(width, BandView::measure);
    getChildren().clear();
    for (BandLayout.Segment segment : layout.segments()) {
      addSegment(segment);
    }
    for (BandLayout.Segment segment : layout.segments()) {
      if (segment.shard().isPresent() && segment.shard().equals(chosen)) {
        addSelection(segment);
      }
    }
    layout.marks().forEach(this::addMark);
    if (layout.marker().isPresent()) {
      addFlag(layout.marker().getAsDouble(), width);
    }
  }

  private void addSegment(BandLayout.Segment segment) {
    VBox box = new VBox();
    box.getStyleClass().add("segment");
    segment
        .shard()
        .ifPresentOrElse(
            shard -> {
              box.getStyleClass().addAll(colours.styleClasses(shard));
              box.getStyleClass().add("owned");
            },
            () -> box.getStyleClass().add("gap"));
    double left = segment.x() + (segment.openLeft() ? BandLayout.OPEN_END : 0);
    double right = segment.right() - (segment.openRight() ? BandLayout.OPEN_END : 0);
    place(box, left, FLAG, right - left, BAND);
    addTexts(box, segment, right - left);
    getChildren().add(box);
    if (segment.openLeft()) {
      getChildren().add(openEnd(segment, segment.x(), true));
    }
    if (segment.openRight()) {
      getChildren().add(openEnd(segment, right, false));
    }
    segment.shard().ifPresent(shard -> makeChoosable(box, segment, shard));
  }

  private void makeChoosable(VBox box, BandLayout.Segment segment, ShardId shard) {
    box.setFocusTraversable(true);
    box.setAccessibleRole(AccessibleRole.BUTTON);
    box.setAccessibleText(topology.shard(shard).label() + ", " + segment.interval());
    box.setOnMouseClicked(event -> choose.accept(shard));
    box.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        choose.accept(shard);
        event.consume();
      }
    });
  }

  private void addTexts(VBox box, BandLayout.Segment segment, double width) {
    String name =
        segment
            .shard()
            .map(topology::shard)
            .map(Shard::label)
            .map(ValueText::escape)
            .orElse(Messages.text("map.gap"));
    if (width < ROOM_FOR_LETTERS) {
      return;
    }
    Label title =
        new Label(width < ROOM_FOR_NAME ? name.substring(0, Math.min(2, name.length())) : name);
    title.getStyleClass().add("strong");
    box.getChildren().add(title);
    if (measure(segment.interval()) + 24 <= width) {
      Label interval = new Label(ValueText.escape(segment.interval()));
      interval.getStyleClass().add("mono");
      box.getChildren().add(interval);
    }
  }

  /// The hatched arrow of an end without a bound.
  private Node openEnd(BandLayout.Segment segment, double x, boolean left) {
    Region end = new Region();
    end.getStyleClass().addAll("open-end", left ? "left" : "right");
    segment
        .shard()
        .ifPresentOrElse(
            shard -> {
              end.getStyleClass().addAll(colours.styleClasses(shard));
              end.setOnMouseClicked(event -> choose.accept(shard));
            },
            () -> end.getStyleClass().add("gap"));
    double width = BandLayout.OPEN_END;
    double tip = 14;
    place(end, x, FLAG, width, BAND);
    end.setClip(
        left
            ? new Polygon(0, BAND / 2, tip, 0, width, 0, width, BAND, tip, BAND)
            : new Polygon(0, 0, width - tip, 0, width, BAND / 2, width - tip, BAND, 0, BAND));
    return end;
  }

  private void addSelection(BandLayout.Segment segment) {
    double left = segment.x() + (segment.openLeft() ? BandLayout.OPEN_END : 0);
    double right = segment.right() - (segment.openRight() ? BandLayout.OPEN_END : 0);
    Region frame = new Region();
    frame.getStyleClass().add("band-selection");
    frame.setMouseTransparent(true);
    place(frame, left - 1, FLAG - 2, right - left + 2, BAND + 4);
    getChildren().add(frame);
  }

  private void addMark(BandLayout.Mark mark) {
    Region tick = new Region();
    tick.getStyleClass().addAll("tick", mark.bound() ? "bound" : "round");
    if (mark.anchor() == BandLayout.Anchor.CENTRE) {
      place(tick, snap(mark.x()), FLAG + BAND + 2, 1, mark.bound() ? 6 : 4);
      getChildren().add(tick);
    }
    if (mark.label().isEmpty()) {
      return;
    }
    Label label = new Label(ValueText.escape(mark.label()));
    label.getStyleClass().addAll("mono-small", mark.bound() ? "strong" : "muted");
    double width = Math.ceil(measure(mark.label())) + 2;
    double left =
        switch (mark.anchor()) {
          case LEFT -> mark.x();
          case CENTRE -> mark.x() - width / 2;
          case RIGHT -> mark.x() - width;
        };
    place(label, snap(left), FLAG + BAND + 9, width, 16);
    getChildren().add(label);
  }

  private void addFlag(double x, double width) {
    Label key = new Label(ValueText.ofCell(flagKey).text());
    key.getStyleClass().addAll("mono", "strong");
    Label text = new Label(flag, key);
    text.getStyleClass().add("flag");
    text.setMouseTransparent(true);
    text.setMaxWidth(width);
    Region pole = new Region();
    pole.getStyleClass().add("flag-pole");
    pole.setMouseTransparent(true);
    double at = Math.min(snap(x), width - 2);
    place(pole, at - 1, 4, 2, FLAG + BAND - 4);
    getChildren().addAll(pole, text);
    text.applyCss();
    double length = Math.min(width, Math.ceil(text.prefWidth(-1)));
    place(text, Math.max(0, at - 1 + length > width ? at + 1 - length : at - 1), 2, length, 22);
  }

  private static void place(Region node, double x, double y, double width, double height) {
    node.setManaged(false);
    node.resizeRelocate(x, y, Math.max(0, width), height);
  }

  private static double snap(double x) {
    return Math.rint(x);
  }

  private static double measure(String text) {
    Text measured = new Text(text);
    measured.setFont(AXIS_FONT);
    return measured.getLayoutBounds().getWidth();
  }
}
