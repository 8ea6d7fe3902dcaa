package io.shardlens.ui.map;

import io.shardlens.execute.statistics.ActivityRecorder;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fxml;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// What is read and written of a table on each shard, over time.
///
/// Samples from when it is first seen until its window is closed, also behind another tab. Who
/// takes it out of a window that stays has to [#close] it.
public final class ActivityPane extends StackPane {

  private final ActivityViewModel viewModel;
  private @Nullable Window seen;
  private boolean closed;

  /// @param table that is shown, `null` for none
  /// @param recorders makes what samples a table every [#interval]
  public ActivityPane(
      Topology topology,
      ObservableValue<TableDefinition.@Nullable Sharded> table,
      Function<TableName, ActivityRecorder> recorders,
      Background background,
      InstantSource clock) {
    viewModel = new ActivityViewModel(topology, table, recorders, background, clock);
    getStyleClass().add("activity");
    getStylesheets()
        .add(
            Objects.requireNonNull(ActivityPane.class.getResource("/styles/activity.css"))
                .toExternalForm());
    getChildren().add(Fxml.load("activity", new ActivityController(viewModel)));
    // The window stays the same when the pane goes behind another tab and leaves the scene.
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .subscribe(window -> {
          if (window != null && !window.equals(seen)) {
            seen = window;
            window.showingProperty().subscribe(showing -> sampleWhile(window, showing));
          }
        });
  }

  private void sampleWhile(Window window, boolean showing) {
    if (closed || !window.equals(seen)) {
      return;
    }
    if (showing) {
      viewModel.open();
    } else {
      viewModel.pause();
    }
  }

  /// How far apart samples are.
  public static Duration interval() {
    return ActivityViewModel.INTERVAL;
  }

  /// Stops sampling for good; what was sampled is kept.
  public void close() {
    closed = true;
    viewModel.pause();
  }
}
