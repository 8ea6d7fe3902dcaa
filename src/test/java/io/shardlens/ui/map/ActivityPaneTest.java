package io.shardlens.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.statistics.ActivityCount;
import io.shardlens.execute.statistics.ActivityFile;
import io.shardlens.execute.statistics.ActivityRecorder;
import io.shardlens.execute.statistics.ByShard;
import io.shardlens.map.HeatMap;
import io.shardlens.map.MapScene;
import io.shardlens.map.Shape;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class ActivityPaneTest extends ApplicationTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir private static Path folder;

  private final Topology topology = SampleTopologies.usersByRange();
  private final AtomicInteger samples = new AtomicInteger();
  private final SimpleObjectProperty<TableDefinition.@Nullable Sharded> table =
      new SimpleObjectProperty<>();
  private volatile boolean allDown;
  private volatile Instant now = START;
  private final AtomicInteger counted = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private Stage stage;

  private @Nullable ActivityPane pane;

  @Override
  public void start(Stage shown) {
    Fonts.load();
    stage = shown;
    Scene scene = new Scene(new StackPane(), 1000, 700);
    new Theme().dress(scene);
    shown.setScene(scene);
    shown.show();
  }

  @AfterEach
  void close() {
    interact(() -> {
      if (pane != null) {
        pane.close();
      }
    });
  }

  private ByShard<ActivityCount> counts() {
    samples.incrementAndGet();
    int before = counted.getAndIncrement();
    Map<ShardId, ActivityCount> answers = new LinkedHashMap<>();
    Map<ShardId, String> missing = new LinkedHashMap<>();
    for (Shard shard : topology.shards()) {
      if (allDown || shard.id().equals(SampleTopologies.AFRICA)) {
        missing.put(shard.id(), "No connection could be made.");
      } else {
        answers.put(
            shard.id(), new ActivityCount(shard.id(), now, "e", 1_000L * before, 50L * before));
      }
    }

    return new ByShard<>(answers, missing);
  }

  /// Keeps its samples in a file that each recorder of a test shares.
  private ActivityRecorder recorder(TableName name, String test) {
    return new ActivityRecorder(
        this::counts,
        ActivityFile.of(folder, Path.of(test), topology, name),
        ActivityPane.interval(),
        () -> now);
  }

  private void tenSecondsLater() {
    now = now.plusSeconds(10);
  }

  private TableDefinition.Sharded users() {
    return (TableDefinition.Sharded) topology.tables().getFirst();
  }

  private void mount(String test) {
    interact(() -> {
      table.set(users());
      pane =
          new ActivityPane(
              topology,
              table,
              name -> recorder(name, test),
              Background.onJavaFxThread(),
              () -> now);
      stage.getScene().setRoot(new StackPane(pane));
    });
  }

  private void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("It did not come to that", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String message() {
    Labeled label = lookup("#message").query();
    return label.isVisible() ? label.getText().replace('\u202f', ' ') : "";
  }

  private MapScene scene() {
    MapCanvas canvas = lookup("#heatMap").query();
    return canvas.isVisible() ? canvas.scene() : MapScene.empty();
  }

  /// What an earlier window has kept.
  private void keepEarlierSamples(String test) {
    ActivityRecorder earlier = recorder(users().name(), test);
    earlier.load();
    earlier.sample();
    tenSecondsLater();
    earlier.sample();
    earlier.pause();
    samples.set(0);
  }

  @Test
  void saysWhenTheFirstSampleComes() {
    mount("empty");
    await(() -> samples.get() == 1 && !message().isEmpty());
    await(() -> message().startsWith("No sample yet; the first comes in 10 s."));
    assertThat(scene().shapes()).isEmpty();
  }

  @Test
  void showsWhatWasKeptFirstAndAShardThatIsDownInGrey() {
    keepEarlierSamples("kept");
    tenSecondsLater();
    mount("kept");
    await(() -> !scene().shapes().isEmpty() && samples.get() == 1);
    await(() -> labels().contains("Africa · down"));
    assertThat(labels())
        .contains(
            "Europe",
            "rows read and written per second, log scale",
            "from pg_stat_user_tables, sampled every 10\u202fs");
    assertThat(scene().targets())
        .anyMatch(target ->
            target.words().startsWith("Europe · 11-21 10:00")
                && target.words().contains("100 rows read/s · 5 rows written/s"))
        .anyMatch(target -> target.words().equals("Africa: No connection could be made."));
    assertThat(scene().shapes()).anyMatch(Shape.Hatching.class::isInstance);
    clickOn("#reads");
    await(() -> labels().contains("rows read per second, log scale"));
    clickOn("#reads");
    clickOn("#week");
    await(() ->
        scene().targets().stream()
            .anyMatch(target ->
                target.words().contains("to 10:15")
                    && target.words().endsWith("no data for a part of it")));
    assertThat(labels()).contains("rows read per second, log scale");
  }

  private List<String> labels() {
    return scene().shapes().stream()
        .filter(Shape.Label.class::isInstance)
        .map(shape -> ((Shape.Label) shape).text())
        .toList();
  }

  @Test
  void saysThatNoShardAnswers() {
    allDown = true;
    mount("down");
    await(() -> message().startsWith("No shard says what it reads and writes"));
    assertThat(message()).contains("No connection could be made.");
  }

  @Test
  void aTopologyWithoutAShardedTableSaysSo() {
    mount("none");
    await(() -> samples.get() == 1);
    interact(() -> table.set(null));
    assertThat(message()).startsWith("This topology has no sharded table");
  }

  @Test
  void pausesWhileTheWindowIsClosedAndKeepsWhatWasSampled() {
    keepEarlierSamples("paused");
    mount("paused");
    await(() -> samples.get() == 1);
    interact(stage::hide);
    interact(stage::show);
    await(() -> samples.get() == 2);
    assertThat(scene().shapes()).isNotEmpty();
    interact(() -> stage.getScene().setRoot(new StackPane()));
    interact(() -> {
      if (pane != null) {
        pane.close();
      }
    });
    interact(stage::hide);
    interact(stage::show);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(samples.get()).isEqualTo(2);
  }

  /// With nothing in the background, each step is seen.
  @Test
  void theViewModelTakesASampleAtOnceAndOneForEachTableThatIsAskedAbout() {
    table.set(users());
    ActivityViewModel viewModel =
        new ActivityViewModel(
            topology, table, name -> recorder(name, "model"), Background.direct(), () -> now);
    assertThat(viewModel.stateProperty().get()).isInstanceOf(ActivityViewModel.State.Nothing.class);
    viewModel.open();
    assertThat(viewModel.stateProperty().get())
        .isEqualTo(new ActivityViewModel.State.Waiting(users().name()));
    assertThat(samples.get()).isEqualTo(1);
    TableDefinition.Sharded orders = (TableDefinition.Sharded) topology.tables().get(1);
    table.set(orders);
    assertThat(viewModel.stateProperty().get())
        .isEqualTo(new ActivityViewModel.State.Waiting(orders.name()));
    viewModel.pause();
    table.set(users());
    assertThat(samples.get()).isEqualTo(2);
    assertThat(viewModel.shownProperty().get()).isEqualTo(HeatMap.Shown.BOTH);
    assertThat(ActivityPane.interval()).isEqualTo(Duration.ofSeconds(10));
  }
}
