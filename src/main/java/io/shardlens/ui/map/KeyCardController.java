package io.shardlens.ui.map;

import io.shardlens.routing.Derivation;
import io.shardlens.routing.Route;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.common.Grid;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.AskedKey;
import io.shardlens.ui.map.MapViewModel.NearKey;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the last key lands, and why: every step, and the keys beside it.
public final class KeyCardController {
  /// More steps than these stand one below the other.
  private static final int BOXES = 4;

  private static final int LONGEST_IN_BOX = 26;
  private static final double NARROWEST_STEP = 80;

  private final MapViewModel viewModel;
  private final ShardColours colours;
  private final Navigation navigation;

  @FXML private HBox title;
  @FXML private Button copy;
  @FXML private Button openRecord;
  @FXML private Label invitation;
  @FXML private Label unowned;
  @FXML private HBox steps;
  @FXML private GridPane stepTable;
  @FXML private VBox boundKeys;
  @FXML private GridPane boundTable;

  KeyCardController(MapViewModel viewModel, ShardColours colours, Navigation navigation) {
    this.viewModel = viewModel;
    this.colours = colours;
    this.navigation = navigation;
  }

  @FXML
  void initialize() {
    viewModel.pictureProperty().subscribe(this::show);
  }

  @FXML
  void copy() {
    Picture picture = viewModel.pictureProperty().get();
    if (picture != null && picture.key().isPresent()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(
          picture.key().get().derivation().steps().stream()
              .map(step -> step.name() + "\t" + step.result() + "\t" + step.how())
              .collect(Collectors.joining("\n", "", "\n")));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  @FXML
  void openRecord() {
    Picture picture = viewModel.pictureProperty().get();
    if (picture != null && picture.key().isPresent()) {
      navigation.openRecord(picture.table(), picture.key().get().texts());
    }
  }

  private void show(@Nullable Picture picture) {
    Optional<AskedKey> key = picture == null ? Optional.empty() : picture.key();
    show(copy, key.isPresent());
    show(openRecord, key.flatMap(AskedKey::shard).isPresent());
    show(invitation, key.isEmpty());
    Optional<String> badKey = picture == null ? Optional.empty() : picture.badKey();
    invitation.setText(badKey.orElse(Messages.text("map.askKey")));
    invitation.getStyleClass().setAll("label", badKey.isPresent() ? "danger-text" : "muted");
    showTitle(key);
    List<Derivation.Step> derived =
        key.map(AskedKey::derivation).map(Derivation::steps).orElse(List.of());
    Optional<String> nobody = key.map(AskedKey::route).flatMap(KeyCardController::whyNobody);
    show(unowned, nobody.isPresent());
    unowned.setText(nobody.map(ValueText::escape).orElse(""));
    Optional<ShardId> owner = key.flatMap(AskedKey::shard);
    boolean boxes =
        derived.size() <= BOXES
            && derived.stream().allMatch(step -> step.result().length() <= LONGEST_IN_BOX);
    show(steps, boxes && !derived.isEmpty());
    show(stepTable, !boxes);
    if (boxes) {
      showBoxes(derived, owner);
    } else {
      showTable(derived, owner);
    }
    List<NearKey> near =
        picture == null || key.isEmpty() ? List.of() : viewModel.keysAtBounds(picture);
    show(boundKeys, !near.isEmpty());
    Grid grid = new Grid(boundTable);
    for (NearKey neighbour : near) {
      grid.row(
          neighbour.asked(),
          Grid.text(neighbour.key(), "mono", neighbour.asked() ? "strong" : "plain", "right"),
          Grid.text(neighbour.interval(), "mono"),
          owner(neighbour.shard()));
    }
  }

  /// Why the key has no owner, or none that is known.
  private static Optional<String> whyNobody(Route route) {
    return switch (route) {
      case Route.Unowned none -> Optional.of(none.reason());
      case Route.Unknown unknown -> Optional.of(unknown.reason());
      case Route.Owned _, Route.Anywhere _ -> Optional.empty();
    };
  }

  private void showTitle(Optional<AskedKey> key) {
    title.getChildren().clear();
    if (key.isEmpty()) {
      title.getChildren().add(Grid.text(Messages.text("map.keyTitle.none"), "card-title"));
      return;
    }
    Label value =
        Grid.text(ValueText.ofCell(String.join(", ", key.get().texts())).text(), "mono", "strong");
    value.setMaxWidth(220);
    title
        .getChildren()
        .addAll(
            Grid.text(Messages.text("map.keyTitle.before"), "card-title"),
            value,
            Grid.text(Messages.text("map.keyTitle.after"), "card-title"));
  }

  private void showBoxes(List<Derivation.Step> derived, Optional<ShardId> owner) {
    steps.getChildren().clear();
    for (int i = 0; i < derived.size(); i++) {
      if (i > 0) {
        steps.getChildren().add(new FontIcon(Feather.ARROW_RIGHT));
      }
      Derivation.Step step = derived.get(i);
      Label name = Grid.text(ValueText.escape(step.name()), "axis-label");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Region result = result(step, i == derived.size() - 1, owner);
      result.setMinWidth(Region.USE_PREF_SIZE);
      Label how = Grid.text(ValueText.escape(step.how()), "axis-label");
      how.setWrapText(true);
      how.setMinWidth(NARROWEST_STEP);
      VBox box = new VBox(name, result, how);
      box.getStyleClass().add("step");
      HBox.setHgrow(box, Priority.ALWAYS);
      steps.getChildren().add(box);
    }
  }

  private void showTable(List<Derivation.Step> derived, Optional<ShardId> owner) {
    Grid grid = new Grid(stepTable);
    grid.header(
        "#", Messages.text("map.step"), Messages.text("map.result"), Messages.text("map.how"));
    for (int i = 0; i < derived.size(); i++) {
      Derivation.Step step = derived.get(i);
      boolean last = i == derived.size() - 1;
      grid.row(
          last && owner.isPresent(),
          Grid.text(Integer.toString(i + 1), "mono-small", "muted"),
          Grid.text(ValueText.escape(step.name())),
          result(step, last, owner),
          Grid.text(ValueText.escape(step.how()), "secondary"));
    }
  }

  private Region result(Derivation.Step step, boolean last, Optional<ShardId> owner) {
    return last && owner.isPresent()
        ? owner(owner)
        : Grid.text(ValueText.ofCell(step.result()).text(), "mono", "strong");
  }

  private Region owner(Optional<ShardId> owner) {
    if (owner.isEmpty()) {
      return Grid.text(Messages.text("map.noShard"), "danger-text");
    }
    Shard shard = viewModel.topology().shard(owner.get());
    ShardLabel label = new ShardLabel(colours, shard);
    label.getStyleClass().add("strong");
    return label;
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
