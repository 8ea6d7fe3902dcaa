package io.shardlens.ui.map;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
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
  private final AllKeysStrip strip;
  private final Wedges wedgesView;

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
  @FXML private Label allKeysLabel;
  @FXML private StackPane allKeys;
  @FXML private HBox legend;

  MapController(MapViewModel viewModel, ShardColours colours) {
    this.viewModel = viewModel;
    this.colours = colours;
    band = new BandView(viewModel.topology(), colours);
    tiles = new ListTiles(colours);
    keysBar = new ShareBar(colours, true);
    rowsBar = new ShareBar(colours, false);
    bytesBar = new ShareBar(colours, false);
    strip = new AllKeysStrip(colours);
    wedgesView = new Wedges(colours);
  }

  @FXML
  void initialize() {
    shareOfKeys.getChildren().add(keysBar);
    shareOfRows.getChildren().add(rowsBar);
    shareOfBytes.getChildren().add(bytesBar);
    allKeys.getChildren().add(strip);
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
    switch (picture.routing().rule()) {
      case RoutingRule.Ranged range -> showRange(picture, range);
      case RoutingRule.ListOfValues list -> showList(picture, list);
      case RoutingRule rule -> showBuckets(picture, KeyBuckets.of(rule));
    }
    showShares(picture);
    showLegend(picture);
  }

  private void showRange(Picture picture, RoutingRule.Ranged range) {
    RangeBand layout =
        new RangeBand(
            range,
            MapViewModel.bandType(picture),
            MapViewModel.used(picture),
            MapViewModel.value(picture));
    bandLabel.setText(Messages.text("map.keyRange"));
    band.show(layout::layout, flagKey(picture), flag(picture), picture.shard());
    fillBand(band);
    Optional<KeyScale> scale = layout.scale();
    showKeys(
        scale
            .map(shown ->
                Messages.text(
                    "map.shareOfKeysBetween",
                    String.format(java.util.Locale.ROOT, "%.0f", shown.first()),
                    String.format(java.util.Locale.ROOT, "%.0f", shown.last())))
            .orElse(""),
        scale.map(shown -> keyShares(layout.pieces(), shown)).orElse(List.of()));
    KeyType type = MapViewModel.bandType(picture);
    show(allKeysLabel, type.isInteger());
    show(allKeys, type.isInteger());
    if (type.isInteger()) {
      allKeysLabel.setText(Messages.text("map.allOfType", type.word()));
      strip.show(type, layout.pieces(), scale.orElse(null));
    }
  }

  /// How much of the keys that are shown to scale each shard owns; gaps belong to nobody.
  private List<ShareBar.Part> keyShares(List<RangeBand.Piece> pieces, KeyScale scale) {
    List<ShareBar.Part> parts = new ArrayList<>();
    for (RangeBand.Piece piece : pieces) {
      double left = piece.from() instanceof KeyValue.Int(long from) ? scale.x((double) from, 1) : 0;
      double right = piece.to() instanceof KeyValue.Int(long to) ? scale.x((double) to, 1) : 1;
      piece
          .shard()
          .map(viewModel.topology()::shard)
          .ifPresent(
              shard -> parts.add(new ShareBar.Part(shard.id(), shard.label(), right - left)));
    }
    return parts;
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
    show(allKeysLabel, false);
    show(allKeys, false);
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
    show(allKeysLabel, false);
    show(allKeys, false);
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
      if (picture.routing().rule() instanceof RoutingRule.Ranged) {
        legend.getChildren().add(sign("sign-open-end", "map.legend.openEnd"));
      }
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
  private static String describe(Picture picture) {
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
        long gaps =
            new RangeBand(range, MapViewModel.bandType(picture), null, null)
                .pieces().stream().filter(piece -> piece.shard().isEmpty()).count();
        yield Messages.text(
            gaps == 0 ? "map.describe.range" : "map.describe.rangeWithGaps",
            key,
            Figures.count(range.ranges().size(), "range", "ranges"),
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
