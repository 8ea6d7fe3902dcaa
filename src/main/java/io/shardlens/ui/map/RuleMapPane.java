package io.shardlens.ui.map;

import io.shardlens.map.BucketGridScene;
import io.shardlens.map.BucketMapScene;
import io.shardlens.map.BucketMarker;
import io.shardlens.map.BucketPicture;
import io.shardlens.map.BucketRows;
import io.shardlens.map.BucketSpace;
import io.shardlens.map.MapLegend;
import io.shardlens.map.MapScene;
import io.shardlens.map.NestedScene;
import io.shardlens.map.RangeMap;
import io.shardlens.map.RingScene;
import io.shardlens.map.Room;
import io.shardlens.map.RuleSpace;
import io.shardlens.map.ShardNames;
import io.shardlens.map.ShareBars;
import io.shardlens.map.Subject;
import io.shardlens.map.Target;
import io.shardlens.map.TextMeasure;
import io.shardlens.map.TilesScene;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The map of a rule without ranges: buckets as a band, a ring or a grid, listed values as tiles,
/// groups as nested bands; what each shard has below.
final class RuleMapPane extends VBox {
  private static final double WHEEL = 0.0055;
  private static final double BAND_HEIGHT = 124;
  private static final double BARS_HEIGHT = 84;
  private static final double RING_HEIGHT = 380;
  private static final double GRID_HEIGHT = 420;

  /// What is drawn.
  ///
  /// @param marker of the looked-up key on a line; empty where there is none
  /// @param gridMarker the same on the grid
  /// @param asked the place of its value, or its group
  /// @param owner the position of its shard
  /// @param note for the legend: what was counted, when
  record Content(
      ShardNames names,
      BucketRows rows,
      Optional<BucketMarker> marker,
      Optional<BucketMarker> gridMarker,
      OptionalInt asked,
      OptionalInt owner,
      Optional<ShardId> chosen,
      List<RangeMap.Share> shares,
      String note) {}

  private final MapCanvas map = new MapCanvas();
  private final MapCanvas shares = new MapCanvas();
  private final MapCanvas legend = new MapCanvas();
  private final HBox tools = new HBox();
  private final HBox zoom = new HBox();
  private final TextField search = new TextField();
  private final Label found = new Label();
  private final Consumer<OptionalInt> choose;

  private @Nullable RuleView view;
  private @Nullable Content content;
  private double draggedFrom = Double.NaN;
  private boolean dragged;

  /// @param choose hears of the position of the shard that was pointed at
  RuleMapPane(Consumer<OptionalInt> choose) {
    this.choose = choose;
    getStyleClass().add("range-map");
    map.setId("ruleMap");
    map.setFocusTraversable(true);
    shares.setId("ruleShares");
    legend.getStyleClass().add("map-legend");
    getChildren().addAll(map, shares, legend);
    addTools();
    map.setOnScroll(this::scrolled);
    map.setOnMousePressed(this::pressed);
    map.setOnMouseDragged(this::drag);
    map.setOnMouseReleased(event -> draggedFrom = Double.NaN);
    map.setOnMouseClicked(this::clicked);
    map.setOnKeyPressed(this::keyed);
    shares.setOnMouseClicked(event ->
        shares.at(event.getX(), event.getY()).map(Target::subject).ifPresent(this::choose));
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
    return List.of(map.scene(), shares.scene(), legend.scene());
  }

  void show(RuleView newView, Content newContent) {
    boolean other = view != newView;
    view = newView;
    content = newContent;
    if (other) {
      showTools(newView);
      newView
          .stateProperty()
          .subscribe(state -> {
            if (view == newView) {
              redraw(newView, state);
            }
          });
    } else {
      redraw(newView, newView.stateProperty().get());
    }
  }

  private void addTools() {
    tools.getStyleClass().add("map-tools");
    zoom.getStyleClass().add("zoom-tools");
    Button out = MapTools.button("map.zoomOut", "−");
    Button in = MapTools.button("map.zoomIn", "+");
    Button fit = MapTools.button("map.fitBuckets", Messages.text("map.fit.word"));
    out.setOnAction(event -> ifView(shown -> shown.zoom(middle(shown), 0.5)));
    in.setOnAction(event -> ifView(shown -> shown.zoom(middle(shown), 2)));
    fit.setOnAction(event -> ifView(RuleView::fit));
    zoom.getChildren().addAll(out, in, fit);
    search.setId("valueSearch");
    search.getStyleClass().add("small");
    search.setPromptText(Messages.text("map.search"));
    search.setAccessibleText(Messages.text("map.search"));
    search.setPrefColumnCount(14);
    search.textProperty().subscribe(text -> ifView(shown -> shown.search(text)));
    search.setOnKeyPressed(event -> {
      if (event.getCode() == javafx.scene.input.KeyCode.ESCAPE && !search.getText().isEmpty()) {
        search.clear();
        event.consume();
      }
    });
    found.getStyleClass().add("muted");
    found.setMinWidth(USE_PREF_SIZE);
  }

  private void showTools(RuleView shown) {
    tools.getChildren().clear();
    switch (shown.space()) {
      case RuleSpace.Line line -> {
        if (line.forms().size() > 1) {
          tools
              .getChildren()
              .add(
                  MapTools.pills(
                      line.forms().stream().sorted().toList(),
                      shown.stateProperty().get().form().orElseThrow(),
                      form ->
                          Messages.text(
                              switch (form) {
                                case BAND -> "map.form.band";
                                case RING -> "map.form.ring";
                                case GRID -> "map.form.grid";
                              }),
                      form -> "form-" + form.name().toLowerCase(java.util.Locale.ROOT),
                      shown::form));
        }
        tools.getChildren().add(zoom);
      }
      case RuleSpace.Listed _ -> {
        search.setText(shown.stateProperty().get().search());
        tools.getChildren().addAll(found, search);
      }
      case RuleSpace.Nested _ -> {}
    }
  }

  private void redraw(RuleView shown, RuleView.State state) {
    Content drawn = Objects.requireNonNull(content);
    zoom.setVisible(shown.isBand());
    zoom.setManaged(shown.isBand());
    map.show(
        switch (shown.space()) {
          case RuleSpace.Line line -> line(line, state, drawn);
          case RuleSpace.Listed(var values) -> {
            Optional<BitSet> matches =
                state.search().isBlank()
                    ? Optional.empty()
                    : Optional.of(values.search(state.search()));
            found.setText(
                matches
                    .map(set ->
                        Messages.text(
                            "map.found",
                            Figures.count(set.cardinality()),
                            Figures.count(values.size(), values.word(), values.word() + "s")))
                    .orElse(""));
            TilesScene.Picture picture =
                new TilesScene.Picture(
                    values, drawn.names(), drawn.asked(), drawn.chosen(), matches);
            yield (width, measure) -> TilesScene.scene(picture, width, measure);
          }
          case RuleSpace.Nested(var nests, var _) -> {
            NestedScene.Picture picture =
                new NestedScene.Picture(
                    nests, drawn.names(), drawn.asked(), drawn.owner(), drawn.chosen());
            yield (width, measure) -> NestedScene.scene(picture, width, measure);
          }
        });
    List<String> labels = labels(drawn.names());
    Optional<ShareBars.Keys> keys = keys(shown.space(), drawn.names());
    shares.show((width, measure) -> ShareBars.scene(labels, keys, drawn.shares(), width, measure));
    List<MapLegend.Sign> signs = List.of(MapLegend.Sign.SELECTED, MapLegend.Sign.KEY);
    legend.show((width, measure) -> MapLegend.scene(labels, signs, drawn.note(), width, measure));
    map.setAccessibleText(words(shown, drawn));
  }

  private static MapCanvas.Maker line(RuleSpace.Line line, RuleView.State state, Content drawn) {
    return switch (state.form().orElseThrow()) {
      case BAND -> {
        boolean counted = !drawn.rows().equals(BucketRows.NOT_COUNTED);
        double height = BAND_HEIGHT + (counted ? BARS_HEIGHT : 0);
        yield (width, measure) ->
            BucketMapScene.scene(
                picture(line.line(), drawn.marker(), drawn, width, height, measure), state.view());
      }
      case RING ->
          (width, measure) ->
              RingScene.scene(
                  picture(
                      line.line(),
                      drawn.marker(),
                      drawn,
                      width,
                      Math.min(Math.max(width, 1), RING_HEIGHT),
                      measure));
      case GRID ->
          (width, measure) ->
              BucketGridScene.scene(
                  picture(line.grid(), drawn.gridMarker(), drawn, width, GRID_HEIGHT, measure),
                  BucketGridScene.Fill.OWNERS);
    };
  }

  private static BucketPicture picture(
      BucketSpace space,
      Optional<BucketMarker> marker,
      Content drawn,
      double width,
      double height,
      TextMeasure measure) {
    return new BucketPicture(
        space,
        drawn.names(),
        drawn.rows(),
        marker,
        drawn.chosen(),
        new Room(width, height, measure));
  }

  private static Optional<ShareBars.Keys> keys(RuleSpace space, ShardNames names) {
    return space instanceof RuleSpace.Line line
        ? Optional.of(
            new ShareBars.Keys(
                Messages.text(line.sample() > 0 ? "map.shareOfSample" : "map.shareOfKeys"),
                line.sample() > 0
                    ? Figures.count(line.sample(), "key", "keys")
                    : Figures.count(
                        line.line().count(), line.line().word(), line.line().word() + "s"),
                line.line().parts(names.size())))
        : Optional.empty();
  }

  private static List<String> labels(ShardNames names) {
    return java.util.stream.IntStream.range(0, names.size()).mapToObj(names::label).toList();
  }

  private static String words(RuleView shown, Content drawn) {
    String space =
        switch (shown.space()) {
          case RuleSpace.Line line ->
              Figures.count(line.line().count(), line.line().word(), line.line().word() + "s");
          case RuleSpace.Listed(var values) ->
              Figures.count(values.size(), values.word(), values.word() + "s");
          case RuleSpace.Nested(var nests, var _) -> Figures.count(nests.size(), "group", "groups");
        };
    String selected =
        drawn
            .chosen()
            .map(shard -> drawn.names().position(shard))
            .filter(position -> position != ShardNames.NOBODY)
            .map(drawn.names()::label)
            .orElse("");
    return Messages.text("map.accessibleRule", space, selected);
  }

  private void ifView(Consumer<RuleView> action) {
    RuleView shown = view;
    if (shown != null) {
      action.accept(shown);
    }
  }

  private static double middle(RuleView shown) {
    RuleView.State state = shown.stateProperty().get();
    return state.view().from() + state.view().span() / 2;
  }

  private double place(RuleView shown, double x) {
    return BucketMapScene.placeAt(x, map.getWidth(), shown.stateProperty().get().view());
  }

  private void scrolled(ScrollEvent event) {
    ifView(shown -> {
      if (!shown.isBand()) {
        return;
      }
      if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY()) || event.isShiftDown()) {
        double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
        shown.pan(-by / Math.max(1, map.getWidth()));
      } else if (event.getDeltaY() != 0) {
        shown.zoom(place(shown, event.getX()), Math.exp(event.getDeltaY() * WHEEL));
      }
      // The page below would scroll as well.
      event.consume();
    });
  }

  private void pressed(MouseEvent event) {
    map.requestFocus();
    dragged = false;
    if (event.getButton() == MouseButton.PRIMARY) {
      draggedFrom = event.getX();
    }
  }

  private void drag(MouseEvent event) {
    double by = event.getX() - draggedFrom;
    if (Double.isNaN(draggedFrom) || (!dragged && Math.abs(by) < 3)) {
      return;
    }
    dragged = true;
    ifView(shown -> shown.pan(-by / Math.max(1, map.getWidth())));
    draggedFrom = event.getX();
  }

  private void clicked(MouseEvent event) {
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      map.at(event.getX(), event.getY()).map(Target::subject).ifPresent(this::choose);
    }
  }

  /// Buckets of several shards are looked at from nearer, everything else is a shard's.
  private void choose(Subject subject) {
    ifView(shown -> {
      OptionalInt owner = owner(shown, subject);
      if (owner.isPresent()) {
        choose.accept(owner);
      } else if (subject instanceof Subject.Buckets buckets
          && shown.isBand()
          && shown.space() instanceof RuleSpace.Line line
          && buckets.end() > buckets.first()) {
        shown.zoomTo(line.line().from(buckets.first()), line.line().to(buckets.end() - 1));
      }
    });
  }

  private static OptionalInt owner(RuleView shown, Subject subject) {
    return switch (subject) {
      case Subject.Position(int shard) -> OptionalInt.of(shard);
      case Subject.Buckets(int first, int end) ->
          switch (shown.space()) {
            case RuleSpace.Line line ->
                shown.stateProperty().get().form().filter(RuleSpace.Form.GRID::equals).isPresent()
                    ? line.grid().ownerOf(first, end)
                    : line.line().ownerOf(first, end);
            case RuleSpace.Listed(var values) -> values.ownerOf(first, end);
            case RuleSpace.Nested _ -> OptionalInt.empty();
          };
      default -> OptionalInt.empty();
    };
  }

  private void keyed(KeyEvent event) {
    RuleView shown = view;
    if (shown == null) {
      return;
    }
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> shown.pan(-0.1);
      case RIGHT -> shown.pan(0.1);
      case UP -> step(-1);
      case DOWN -> step(1);
      case PLUS, ADD, EQUALS -> shown.zoom(middle(shown), 1.5);
      case MINUS, SUBTRACT -> shown.zoom(middle(shown), 1 / 1.5);
      case HOME, DIGIT0, NUMPAD0 -> shown.fit();
      case SLASH -> {
        used = tools.getChildren().contains(search);
        search.requestFocus();
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  /// Chooses the next shard, or the one before.
  private void step(int by) {
    Content drawn = content;
    if (drawn != null && drawn.names().size() > 0) {
      int now = drawn.chosen().map(drawn.names()::position).orElse(by > 0 ? -1 : 0);
      choose.accept(OptionalInt.of(Math.floorMod(now + by, drawn.names().size())));
    }
  }
}
