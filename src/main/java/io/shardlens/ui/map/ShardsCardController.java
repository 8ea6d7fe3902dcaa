package io.shardlens.ui.map;

import io.shardlens.execute.TableSize;
import io.shardlens.map.RuleSpace;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Grid;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The shard that is looked at, then all shards, then the one thing to know.
public final class ShardsCardController {
  private static final String UNKNOWN = "–";
  private static final double SHARE_BAR = 76;

  private final MapViewModel viewModel;
  private final ShardColours colours;

  @FXML private HBox chosen;
  @FXML private Label place;
  @FXML private HBox facts;
  @FXML private GridPane shards;
  @FXML private HBox skew;
  @FXML private Label skewText;

  ShardsCardController(MapViewModel viewModel, ShardColours colours) {
    this.viewModel = viewModel;
    this.colours = colours;
  }

  @FXML
  void initialize() {
    viewModel.pictureProperty().subscribe(this::show);
  }

  private void show(@Nullable Picture picture) {
    if (picture == null) {
      return;
    }
    showChosen(picture);
    Grid grid = new Grid(shards);
    grid.header(
        Messages.text("map.shard"),
        Messages.text("map.rows"),
        Messages.text("map.shareOfRows"),
        Messages.text("map.bytes"),
        Messages.text("map.evenShare"));
    for (ShardShare share : picture.shares()) {
      boolean looked = picture.shard().filter(share.shard().id()::equals).isPresent();
      ShardLabel name = new ShardLabel(colours, share.shard());
      if (looked) {
        name.getStyleClass().add("strong");
      }
      name.setDown(share.size().isEmpty() && picture.sizes() instanceof TableSizes.Sizes.Counted);
      grid.row(
          looked,
          name,
          figure(share, size -> Figures.count(size.rows())),
          shareBar(share),
          figure(share, size -> Figures.bytes(size.bytes())),
          evenShare(share));
    }
    showRemark(picture);
  }

  private void showChosen(Picture picture) {
    chosen.getChildren().clear();
    facts.getChildren().clear();
    Optional<ShardShare> looked = picture.chosen();
    if (looked.isEmpty()) {
      chosen.getChildren().add(Grid.text(Messages.text("map.allShards"), "card-title"));
      place.setText("");
      facts.getChildren().add(Grid.text(Messages.text("map.chooseShard"), "secondary"));
      return;
    }
    ShardShare share = looked.get();
    Shard shard = share.shard();
    ShardLabel name = new ShardLabel(colours, shard);
    name.getStyleClass().add("strong");
    name.setMinWidth(Region.USE_PREF_SIZE);
    chosen.getChildren().addAll(name, Grid.text(owned(picture, shard), "mono"));
    place.setText(ValueText.escape(shard.database()) + " · " + shard.address());
    addFact("map.rows", share, size -> Figures.count(size.rows()));
    addFact("map.bytes", share, size -> Figures.bytes(size.bytes()));
    addFact("map.firstKey", share, TableSize::firstKey);
    addFact("map.lastKey", share, TableSize::lastKey);
    addFact("map.evenShare", share, size -> Figures.times(share.evenShare()));
  }

  /// What of the key space a shard owns: `[50000, 100000)`.
  private String owned(Picture picture, Shard shard) {
    if (picture.routing().rule() instanceof RoutingRule.Ranged range) {
      return range.ranges().stream()
          .filter(owned -> owned.shard().equals(shard.id()))
          .map(owned -> ValueText.escape(owned.interval()))
          .collect(Collectors.joining(" "));
    }
    int position = viewModel.position(shard.id());
    return switch (viewModel.ruleSpace(picture.routing())) {
      case RuleSpace.Line line when line.sample() == 0 -> line.line().owned(position);
      case RuleSpace.Listed(var values) -> values.counted(position);
      case RuleSpace.Line _, RuleSpace.Nested _ -> picture.routing().rule().strategy();
    };
  }

  private void addFact(String key, ShardShare share, Function<TableSize, String> value) {
    String text = share.size().map(value).filter(known -> !known.isEmpty()).orElse(UNKNOWN);
    Label figure = Grid.text(ValueText.ofCell(text).text(), "mono");
    // A key can be longer than its place.
    figure.setTooltip(new Tooltip(ValueText.ofCell(text).text()));
    VBox fact = new VBox(Grid.text(Messages.text(key), "axis-label"), figure);
    fact.setMinWidth(0);
    fact.setPrefWidth(0);
    HBox.setHgrow(fact, Priority.ALWAYS);
    facts.getChildren().add(fact);
  }

  private static Label figure(ShardShare share, Function<TableSize, String> value) {
    return Grid.text(share.size().map(value).orElse(UNKNOWN), "mono");
  }

  private static Label evenShare(ShardShare share) {
    Label label = figure(share, size -> Figures.times(share.evenShare()));
    if (share.evenShare() >= ShardShare.SKEWED) {
      label.getStyleClass().addAll("strong", "warning-text");
    }
    return label;
  }

  private Node shareBar(ShardShare share) {
    Region bar = new Region();
    bar.getStyleClass().add("shard-fill");
    bar.getStyleClass().addAll(colours.styleClasses(share.shard().id()));
    bar.setMaxWidth(share.shareOfRows() * SHARE_BAR);
    bar.setPrefWidth(share.shareOfRows() * SHARE_BAR);
    StackPane track = new StackPane(bar);
    track.getStyleClass().addAll("track", "share-track");
    track.setAlignment(Pos.CENTER_LEFT);
    track.setMinWidth(SHARE_BAR);
    track.setMaxWidth(SHARE_BAR);
    Label text = figure(share, size -> Figures.percent(share.shareOfRows()));
    HBox box = new HBox(8, track, text);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void showRemark(Picture picture) {
    Optional<String> remark =
        switch (picture.sizes()) {
          case TableSizes.Sizes.Counting counting -> Optional.empty();
          case TableSizes.Sizes.Failed failed ->
              Optional.of(Messages.text("map.notCounted", failed.message()));
          case TableSizes.Sizes.Counted counted ->
              counted.sizes().size() < picture.shares().size()
                  ? Optional.of(
                      Messages.text(
                          "map.someNotCounted",
                          picture.shares().stream()
                              .filter(share -> share.size().isEmpty())
                              .map(share -> ValueText.escape(share.shard().label()))
                              .collect(Collectors.joining(", "))))
                  : picture
                      .skewed()
                      .map(share ->
                          Messages.text(
                              "map.skewed",
                              ValueText.escape(share.shard().label()),
                              Figures.times(share.evenShare())));
        };
    skew.setVisible(remark.isPresent());
    skewText.setText(remark.orElse(""));
  }
}
