package io.shardlens.ui.map;

import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/// The Map tab.
public final class MapScreen implements Screen {
  private final MapViewModel viewModel;
  private final Parent root;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

  public MapScreen(OpenTopology open, Navigation navigation) {
    viewModel = new MapViewModel(open);
    root =
        Fxml.load(
            "map",
            new MapController(viewModel),
            new KeyCardController(viewModel, open.colours(), navigation),
            new ShardsCardController(viewModel, open.colours()));
    viewModel.pictureProperty().subscribe(picture -> status.set(status(picture)));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  @Override
  public void shown() {}

  @Override
  public void close() {}

  private static String status(@Nullable Picture picture) {
    if (picture == null) {
      return Messages.text("map.nothing");
    }
    String table = ValueText.escape(picture.table().name().shortName());
    return switch (picture.sizes()) {
      case TableSizes.Sizes.Counting counting -> Messages.text("map.status.counting", table);
      case TableSizes.Sizes.Failed failed ->
          Messages.text("map.status.failed", table, failed.message());
      case TableSizes.Sizes.Counted counted ->
          Messages.text(
              "map.status.counted",
              table,
              Figures.count(counted.sizes().size()),
              Figures.count(picture.shares().size()),
              (counted.sizes().size() < picture.shares().size() ? "≥\u202f" : "")
                  + Figures.count(counted.rows(), "row", "rows"),
              Figures.bytes(counted.bytes()));
    };
  }
}
