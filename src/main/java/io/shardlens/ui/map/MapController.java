package io.shardlens.ui.map;

import io.shardlens.map.KeySpace;
import io.shardlens.map.RangeMap;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The key space of a routing and the shares of its shards, on one width.
public final class MapController {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final MapViewModel viewModel;
  private final ShardColours colours;
  private final BandView band;
  private final ListTiles tiles;
  private final ShareBar keysBar;
  private final ShareBar rowsBar;
  private final ShareBar bytesBar;
  private final Wedges wedgesView;

  private final RangeMapPane rangeMap;
  private final Map<ShardId, Integer> positions;
  private final Map<String, RangeView> views = new HashMap<>();

  private List<ShareBar.Part> keyParts = List.of();

  @FXML private Label nothing;
  @FXML private ScrollPane page;
  @FXML private Label table;
  @FXML private Label description;
  @FXML private HBox routingChoice;
  @FXML private ComboBox<String> routing;
  @FXML private Label bandLabel;
  @FXML private Label bandName;
  @FXML private StackPane bandPlace;
  @FXML private Label shareOfKeysLabel;
  @FXML private StackPane shareOfKeys;
  @FXML private StackPane wedges;
  @FXML private StackPane shareOfRows;
  @FXML private StackPane shareOfBytes;
  @FXML private HBox legend;
  @FXML private HBox tools;
  @FXML private GridPane grid;
  @FXML private VBox mapPlace;

  MapController(MapViewModel viewModel, ShardColours colours) {
    this.viewModel = viewModel;
    this.colours = colours;
    band = new BandView(viewModel.topology(), colours);
    tiles = new ListTiles(colours);
    keysBar = new ShareBar(colours, true);
    rowsBar = new ShareBar(colours, false);
    bytesBar = new ShareBar(colours, false);
    positions = viewModel.topology().positions();
    rangeMap =
        new RangeMapPane(shard ->
            shard.ifPresent(
                position -> viewModel.choose(viewModel.topology().shards().get(position).id())));
    wedgesView = new Wedges(colours);
  }

  @FXML
  void initialize() {
    shareOfKeys.getChildren().add(keysBar);
    shareOfRows.getChildren().add(rowsBar);
    shareOfBytes.getChildren().add(bytesBar);
    mapPlace.getChildren().addFirst(rangeMap);
    tools.getChildren().add(rangeMap.tools());
    wedges.getChildren().add(wedgesView);
    band.onChosen(viewModel::choose);
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
    description.setText(describe(picture));
    routing.setValue(picture.routing().name());
    bandName.setText(ValueText.escape(picture.routing().name()));
    boolean ranged = picture.routing().rule() instanceof RoutingRule.Ranged;
    show(rangeMap, ranged);
    show(tools, ranged);
    show(grid, !ranged);
    show(legend, !ranged);
    if (picture.routing().rule() instanceof RoutingRule.Ranged range) {
      showRange(picture, range);
      return;
    }
    switch (picture.routing().rule()) {
      case RoutingRule.ListOfValues list -> showList(picture, list);
      case RoutingRule rule -> showBuckets(picture, KeyBuckets.of(rule));
    }
    showShares(picture);
    showLegend(picture);
  }

  private void showRange(Picture picture, RoutingRule.Ranged range) {
    RangeView view = rangeView(picture, range);
    view.used(MapViewModel.used(picture));
    List<String> names =
        viewModel.topology().shards().stream()
            .map(shard -> ValueText.escape(shard.label()))
            .toList();
    List<RangeMap.Share> shares = shares(picture);
    OptionalInt chosen =
        picture.shard().map(shard -> OptionalInt.of(position(shard))).orElse(OptionalInt.empty());
    Optional<RangeMap.Marker> marker =
        picture
            .key()
            .map(key ->
                new RangeMap.Marker(
                    MapViewModel.value(picture),
                    ValueText.ofCell(flagKey(picture)).text(),
                    flag(picture)));
    rangeMap.show(
        view,
        new RangeMapPane.Content(
            names,
            state ->
                new RangeMap(
                    state.axis(),
                    state.overview(),
                    names,
                    key -> ValueText.ofCell(key.text()).text(),
                    Optional.empty(),
                    Optional.empty(),
                    shares,
                    marker,
                    state.selected(),
                    chosen,
                    ValueText.escape(picture.routing().name()),
                    false),
            note(picture.sizes())));
  }

  /// What is seen of a routing is kept while others are shown.
  private RangeView rangeView(Picture picture, RoutingRule.Ranged range) {
    return views.computeIfAbsent(
        picture.routing().name(),
        name ->
            new RangeView(
                viewModel.keySpace(name, range),
                MapViewModel.bandType(picture),
                MapViewModel.used(picture)));
  }

  private List<RangeMap.Share> shares(Picture picture) {
    return picture.shares().stream()
        .map(share ->
            new RangeMap.Share(
                position(share.shard().id()),
                share.size().isPresent() ? share.shareOfRows() : -1,
                share.size().isPresent() ? share.shareOfBytes() : -1))
        .toList();
  }

  private int position(ShardId shard) {
    return Objects.requireNonNull(positions.get(shard));
  }

  private void showBuckets(Picture picture, KeyBuckets buckets) {
    HashBand layout =
        new HashBand(buckets.map(), buckets.word(), MapViewModel.bucket(picture, buckets));
    bandLabel.setText(Messages.text(buckets.titleKey()));
    band.show(layout::layout, flagKey(picture), flag(picture), picture.shard());
    fillBand(band);
    showKeys(
        Messages.text(buckets.shareKey()),
        layout.runs().stream()
            .map(run -> {
              Shard shard = viewModel.topology().shard(run.shard());
              return new ShareBar.Part(
                  shard.id(),
                  shard.label(),
                  (double) (run.end() - run.first()) / buckets.map().count());
            })
            .toList());
  }

  private void showList(Picture picture, RoutingRule.ListOfValues list) {
    bandLabel.setText(Messages.text("map.values"));
    KeyValue value = MapViewModel.value(picture);
    tiles.show(
        list,
        viewModel.listedValues(list),
        value == null ? null : value.text(),
        picture.key().flatMap(MapViewModel.AskedKey::shard),
        picture.shard(),
        viewModel::choose);
    fillBand(tiles);
    showKeys("", List.of());
  }

  private void fillBand(Node content) {
    if (!bandPlace.getChildren().contains(content)) {
      bandPlace.getChildren().setAll(content);
    }
  }

  private void showKeys(String label, List<ShareBar.Part> parts) {
    shareOfKeysLabel.setText(label);
    show(shareOfKeysLabel, !parts.isEmpty());
    show(shareOfKeys, !parts.isEmpty());
    keysBar.show(parts);
    keyParts = List.copyOf(parts);
  }

  private void showShares(Picture picture) {
    List<ShareBar.Part> rows = parts(picture, ShardShare::shareOfRows);
    rowsBar.show(rows);
    bytesBar.show(parts(picture, ShardShare::shareOfBytes));
    boolean counted = picture.shares().stream().allMatch(share -> share.size().isPresent());
    // Their place is kept while rows are counted, so that nothing jumps then.
    show(wedges, Wedges.fit(keyParts, rows));
    wedgesView.show(counted ? keyParts : List.of(), rows);
  }

  private static List<ShareBar.Part> parts(
      Picture picture, ToDoubleFunction<ShardShare> shareOfWhole) {
    return picture.shares().stream()
        .map(share ->
            new ShareBar.Part(
                share.shard().id(), share.shard().label(), shareOfWhole.applyAsDouble(share)))
        .toList();
  }

  private void showLegend(Picture picture) {
    legend.getChildren().clear();
    for (Shard shard : viewModel.topology().shards()) {
      Region square = new Region();
      square.getStyleClass().addAll("legend-square", "shard-fill");
      square.getStyleClass().addAll(colours.styleClasses(shard.id()));
      Label name = new Label(ValueText.escape(shard.label()), square);
      name.getStyleClass().add("secondary");
      legend.getChildren().add(name);
    }
    if (!(picture.routing().rule() instanceof RoutingRule.ListOfValues)) {
      Region divider = new Region();
      divider.getStyleClass().add("divider");
      legend.getChildren().add(divider);
      legend
          .getChildren()
          .addAll(sign("sign-chosen", "map.legend.chosen"), sign("sign-key", "map.legend.key"));
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label note = new Label(note(picture.sizes()));
    note.getStyleClass().add("secondary");
    legend.getChildren().addAll(gap, note);
  }

  private static Label sign(String styleClass, String key) {
    Region drawn = new Region();
    drawn.getStyleClass().addAll("sign", styleClass);
    Label label = new Label(Messages.text(key), drawn);
    label.getStyleClass().add("secondary");
    return label;
  }

  private static String note(TableSizes.Sizes sizes) {
    return switch (sizes) {
      case TableSizes.Sizes.Counting counting -> Messages.text("map.counting");
      case TableSizes.Sizes.Counted counted ->
          Messages.text("map.counted", TIME.format(counted.at().atZone(ZoneId.systemDefault())));
      case TableSizes.Sizes.Failed failed -> Messages.text("map.notCounted", failed.message());
    };
  }

  /// `split by id bigint, 4 ranges, no gap`.
  private String describe(Picture picture) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < picture.table().key().size(); i++) {
      columns.add(
          ValueText.escape(picture.table().key().get(i))
              + " "
              + picture.routing().keyTypes().get(i).word());
    }
    String key = columns.stream().collect(Collectors.joining(", "));
    int shards = picture.routing().shards().size();
    return switch (picture.routing().rule()) {
      case RoutingRule.Ranged range -> {
        KeySpace space = rangeView(picture, range).space();
        long gaps = space.gaps();
        yield Messages.text(
            gaps == 0 ? "map.describe.range" : "map.describe.rangeWithGaps",
            key,
            Figures.count(space.ranges(), "range", "ranges"),
            Figures.count(gaps, "gap", "gaps"));
      }
      case RoutingRule.ListOfValues list ->
          Messages.text(
              list.otherwise().isPresent() ? "map.describe.listWithDefault" : "map.describe.list",
              key,
              Figures.count(list.values().size(), "listed value", "listed values"),
              Figures.count(shards, "shard", "shards"));
      case RoutingRule rule -> {
        KeyBuckets buckets = KeyBuckets.of(rule);
        yield buckets.counted()
            ? Messages.text(
                "map.describe.hash",
                key,
                Figures.count(buckets.map().count(), buckets.word(), buckets.word() + "s"),
                Figures.count(shards, "shard", "shards"))
            : Messages.text(
                "map.describe.other",
                key,
                rule.strategy(),
                Figures.count(shards, "shard", "shards"));
      }
    };
  }

  private static String flagKey(Picture picture) {
    return picture.key().map(key -> String.join(", ", key.texts())).orElse("");
  }

  private String flag(Picture picture) {
    return picture
        .key()
        .flatMap(MapViewModel.AskedKey::shard)
        .map(viewModel.topology()::shard)
        .map(shard -> Messages.text("map.landsOn", ValueText.escape(shard.label())))
        .orElse(Messages.text("map.landsNowhere"));
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
