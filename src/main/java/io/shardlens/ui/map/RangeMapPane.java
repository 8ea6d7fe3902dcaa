package io.shardlens.ui.map;

import io.shardlens.map.KeyAxis;
import io.shardlens.map.KeyScale;
import io.shardlens.map.KeySpace;
import io.shardlens.map.MapLegend;
import io.shardlens.map.MapScene;
import io.shardlens.map.RangeMap;
import io.shardlens.map.Subject;
import io.shardlens.map.Target;
import io.shardlens.map.TextMeasure;
import io.shardlens.ui.common.Messages;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The map of a range routing: seen at any scale and from any distance, by wheel, drag, pinch and
/// keyboard.
final class RangeMapPane extends VBox {
  /// One notch of a wheel zooms by about a quarter.
  private static final double WHEEL = 0.0055;

  /// A turn of the wheel that follows another within this time belongs to it.
  private static final long ONE_TURN_NANOS = 600_000_000L;

  /// What is drawn beside the key space itself.
  ///
  /// @param shown the map for a state of the view
  /// @param note for the legend: what was counted, when
  record Content(List<String> names, Drawing shown, String note) {}

  /// Makes the map of what is seen.
  interface Drawing {
    RangeMap of(RangeView.State state);
  }

  private final MapCanvas map = new MapCanvas();
  private final MapCanvas legend = new MapCanvas();
  private final HBox tools = new HBox();
  private final Button back = MapTools.button("map.back", "‹");
  private final Button forward = MapTools.button("map.forward", "›");
  private final Consumer<OptionalInt> choose;

  private @Nullable RangeView view;
  private @Nullable Content content;
  private double draggedFrom = Double.NaN;
  private boolean dragged;
  private long lastTurn;

  /// @param choose hears of the position of the shard whose range was selected, empty for none
  RangeMapPane(Consumer<OptionalInt> choose) {
    this.choose = choose;
    getStyleClass().add("range-map");
    map.setId("rangeMap");
    map.setFocusTraversable(true);
    legend.getStyleClass().add("map-legend");
    getChildren().addAll(map, legend);
    addTools();
    map.setOnScroll(this::scrolled);
    map.setOnZoom(event -> ifView(shown -> shown.zoom(place(event.getX()), event.getZoomFactor())));
    map.setOnMousePressed(this::pressed);
    map.setOnMouseDragged(this::drag);
    map.setOnMouseReleased(event -> draggedFrom = Double.NaN);
    map.setOnMouseClicked(this::clicked);
    map.setOnKeyPressed(this::keyed);
  }

  /// The buttons that belong to the map, for the head of the screen.
  HBox tools() {
    return tools;
  }

  MapCanvas map() {
    return map;
  }

  /// The scenes as they are seen now, from top to bottom.
  List<MapScene> scenes() {
    return List.of(map.scene(), legend.scene());
  }

  void show(RangeView newView, Content newContent) {
    boolean other = view != newView;
    view = newView;
    content = newContent;
    if (other) {
      newView
          .stateProperty()
          .subscribe(state -> {
            if (view == newView) {
              redraw(state);
            }
          });
      showScales(newView);
    } else {
      redraw(newView.stateProperty().get());
    }
  }

  private void redraw(RangeView.State state) {
    Content drawing = Objects.requireNonNull(content);
    RangeMap drawn = drawing.shown().of(state);
    map.show(
        new MapCanvas.Maker() {
          @Override
          public MapScene make(double width, TextMeasure measure) {
            return drawn.scene(state.view(), width, measure);
          }

          @Override
          public double height(double width, TextMeasure measure) {
            return drawn.height();
          }
        });
    List<MapLegend.Sign> signs =
        drawn.axis().space().gaps() > 0
            ? List.of(
                MapLegend.Sign.OPEN_END,
                MapLegend.Sign.GAP,
                MapLegend.Sign.SELECTED,
                MapLegend.Sign.KEY)
            : List.of(MapLegend.Sign.OPEN_END, MapLegend.Sign.SELECTED, MapLegend.Sign.KEY);
    legend.show((width, measure) ->
        MapLegend.scene(drawing.names(), signs, drawing.note(), width, measure));
    map.setAccessibleText(words(drawn, state));
    RangeView shown = view;
    back.setDisable(shown == null || !shown.canGoBack());
    forward.setDisable(shown == null || !shown.canGoForward());
  }

  private static String words(RangeMap drawn, RangeView.State state) {
    KeyAxis axis = state.axis();
    String seen =
        axis.keyAt(state.view().from()).map(drawn.texts()).orElse("")
            + " to "
            + axis.keyAt(state.view().to()).map(drawn.texts()).orElse("");
    String selected =
        state
            .selected()
            .map(pieces -> {
              KeySpace.Piece piece = axis.space().piece(pieces);
              return (piece.isGap() ? "no shard" : drawn.names().get(piece.owner()))
                  + " "
                  + drawn.interval(piece);
            })
            .orElse("");
    return Messages.text("map.accessible", Integer.toString(axis.space().ranges()), seen, selected);
  }

  private void addTools() {
    tools.getStyleClass().add("map-tools");
    Button in = MapTools.button("map.zoomIn", "+");
    Button out = MapTools.button("map.zoomOut", "−");
    Button fit = MapTools.button("map.fit", Messages.text("map.fit.word"));
    in.setOnAction(event -> jump(shown -> shown.zoom(middle(shown), 2)));
    out.setOnAction(event -> jump(shown -> shown.zoom(middle(shown), 0.5)));
    fit.setOnAction(event -> ifView(RangeView::fit));
    back.setOnAction(event -> ifView(RangeView::back));
    forward.setOnAction(event -> ifView(RangeView::forward));
    HBox zoom = new HBox(back, forward, out, in, fit);
    zoom.getStyleClass().add("zoom-tools");
    tools.getChildren().add(zoom);
  }

  private void showScales(RangeView shown) {
    tools.getChildren().removeIf(node -> node.getStyleClass().contains("scale-choice"));
    List<KeyScale> possible = KeyAxis.scales(shown.type());
    if (possible.size() > 1) {
      tools
          .getChildren()
          .addFirst(
              MapTools.pills(
                  possible,
                  shown.stateProperty().get().axis().scale(),
                  scale ->
                      Messages.text(
                          switch (scale) {
                            case LINEAR -> "map.scale.linear";
                            case LOG -> "map.scale.log";
                            case EQUAL -> "map.scale.equal";
                          }),
                  scale -> "scale-" + scale.name().toLowerCase(java.util.Locale.ROOT),
                  shown::scale));
    }
  }

  private void ifView(Consumer<RangeView> action) {
    RangeView shown = view;
    if (shown != null) {
      action.accept(shown);
    }
  }

  private void jump(Consumer<RangeView> action) {
    ifView(shown -> {
      shown.remember();
      action.accept(shown);
    });
  }

  private static double middle(RangeView shown) {
    RangeView.State state = shown.stateProperty().get();
    return state.view().from() + state.view().span() / 2;
  }

  /// The place on the axis under a point of the canvas.
  private double place(double x) {
    RangeView shown = view;
    return shown == null
        ? 0
        : shown
            .stateProperty()
            .get()
            .view()
            .at(x - RangeMap.lineLeft(), RangeMap.lineWidth(map.getWidth()));
  }

  private void scrolled(ScrollEvent event) {
    long now = System.nanoTime();
    boolean fresh = now - lastTurn > ONE_TURN_NANOS;
    lastTurn = now;
    ifView(shown -> {
      if (fresh) {
        shown.remember();
      }
      boolean sideways =
          Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY()) || event.isShiftDown();
      if (sideways) {
        double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
        shown.pan(-by / RangeMap.lineWidth(map.getWidth()));
      } else if (event.getDeltaY() != 0) {
        shown.zoom(place(event.getX()), Math.exp(event.getDeltaY() * WHEEL));
      }
    });
    // The page below would scroll as well.
    event.consume();
  }

  private void pressed(MouseEvent event) {
    map.requestFocus();
    dragged = false;
    if (event.getButton() == MouseButton.PRIMARY) {
      draggedFrom = event.getX();
    }
  }

  private void drag(MouseEvent event) {
    if (Double.isNaN(draggedFrom)) {
      return;
    }
    double by = event.getX() - draggedFrom;
    if (!dragged && Math.abs(by) < 3) {
      return;
    }
    ifView(shown -> {
      if (!dragged) {
        shown.remember();
      }
      boolean onOverview = seekOnOverview(shown, event.getX(), event.getY());
      if (!onOverview) {
        shown.pan(-by / RangeMap.lineWidth(map.getWidth()));
      }
    });
    dragged = true;
    draggedFrom = event.getX();
  }

  private boolean seekOnOverview(RangeView shown, double x, double y) {
    Optional<Double> place =
        Objects.requireNonNull(content)
            .shown()
            .of(shown.stateProperty().get())
            .overviewAt(x, y, map.getWidth());
    place.ifPresent(shown::centre);
    return place.isPresent();
  }

  private void clicked(MouseEvent event) {
    RangeView shown = view;
    if (dragged || shown == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<Subject> subject = map.at(event.getX(), event.getY()).map(Target::subject);
    switch (subject.orElse(null)) {
      case Subject.Pieces pieces when event.getClickCount() == 2 || !pieces.isOne() ->
          shown.zoomTo(pieces);
      case Subject.Pieces pieces -> {
        shown.select(Optional.of(pieces));
        choose.accept(shown.owner(pieces));
      }
      case Subject.Position position when event.getClickCount() == 2 ->
          shown.zoomTo(position.shard());
      case Subject.Position position -> {
        shown.select(Optional.empty());
        choose.accept(OptionalInt.of(position.shard()));
      }
      case Subject.Overview _ -> {
        shown.remember();
        seekOnOverview(shown, event.getX(), event.getY());
      }
      case null, default -> {
        shown.select(Optional.empty());
      }
    }
  }

  private void keyed(KeyEvent event) {
    RangeView shown = view;
    if (shown == null) {
      return;
    }
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> {
        if (event.isAltDown()) {
          shown.back();
        } else {
          shown.pan(-0.1);
        }
      }
      case RIGHT -> {
        if (event.isAltDown()) {
          shown.forward();
        } else {
          shown.pan(0.1);
        }
      }
      case UP, DOWN -> {
        shown.step(event.getCode() == javafx.scene.input.KeyCode.UP ? -1 : 1);
        shown
            .stateProperty()
            .get()
            .selected()
            .ifPresent(pieces -> choose.accept(shown.owner(pieces)));
      }
      case PLUS, ADD, EQUALS -> jump(now -> now.zoom(middle(now), 1.5));
      case MINUS, SUBTRACT -> jump(now -> now.zoom(middle(now), 1 / 1.5));
      case HOME, DIGIT0, NUMPAD0 -> shown.fit();
      case END -> shown.seeAll();
      case ENTER -> shown.stateProperty().get().selected().ifPresent(shown::zoomTo);
      case ESCAPE -> {
        used = shown.stateProperty().get().selected().isPresent();
        shown.select(Optional.empty());
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }
}
