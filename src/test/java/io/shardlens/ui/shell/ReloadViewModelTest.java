package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Stake;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.common.WorkspaceOpener;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.shell.TopologyWatch.Found;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadViewModelTest {
  private static final Path FILE = Path.of("users.json");
  private static final List<TopologyProblem> PROBLEMS =
      List.of(new TopologyProblem("/name", 1, 2, "no name"));

  @TempDir private Path folder;

  private final Disk disk = new Disk();
  private final Map<String, Stake> stakes = new LinkedHashMap<>(Map.of("Map", Stake.NOTHING));
  private ShellViewModel shell;
  private ReloadViewModel model;

  @BeforeEach
  void open() {
    shell =
        new ShellViewModel(
            disk,
            Background.direct(),
            new SettingsStore(
                new SettingsFile(folder.resolve("window.properties")), Background.direct()),
            InstantSource.system());
    model = new ReloadViewModel(shell, disk, Background.direct());
    model.stakes(() -> stakes);
    shell.open(FILE);
  }

  @Test
  void readsAChangedFileAgainWhereNothingIsLostAndSaysWhatChanged() {
    disk.write(SampleTopologies.usersByHash());
    assertThat(shown()).isEqualTo(SampleTopologies.usersByHash());
    assertThat(state())
        .isInstanceOfSatisfying(
            ReloadState.Applied.class, applied -> assertThat(applied.diff().words()).isNotEmpty());
    model.dismiss();
    assertThat(state()).isInstanceOf(ReloadState.Current.class);
    assertThat(disk.watched).as("the old watch was closed").isEqualTo(1);
  }

  @Test
  void asksWhereAnAnswerWouldBeLost() {
    stakes.put("Query 1", Stake.ANSWER);
    disk.write(SampleTopologies.usersByHash());
    assertThat(shown()).isEqualTo(SampleTopologies.usersByRange());
    assertThat(state()).isInstanceOf(ReloadState.Changed.class);
    model.reload();
    assertThat(shown()).isEqualTo(SampleTopologies.usersByHash());
    assertThat(state()).isInstanceOf(ReloadState.Current.class);
  }

  @Test
  void asksTwiceWhereWorkWouldEnd() {
    stakes.put("Record", Stake.WORK);
    stakes.put("Query 1", Stake.ANSWER);
    disk.write(SampleTopologies.usersByHash());
    model.reload();
    assertThat(shown()).isEqualTo(SampleTopologies.usersByRange());
    assertThat(state())
        .isInstanceOfSatisfying(
            ReloadState.Losing.class,
            losing -> assertThat(losing.tabs()).containsExactly("Record"));
    model.keepWorking();
    assertThat(state()).isInstanceOf(ReloadState.Changed.class);
    model.reload();
    model.reloadAnyway();
    assertThat(shown()).isEqualTo(SampleTopologies.usersByHash());
  }

  @Test
  void neverConnectsToProductionWithoutBeingAsked() {
    disk.write(SampleTopologies.usersByRange(Environment.PROD));
    assertThat(shown().environment()).isEqualTo(Environment.DEV);
    model.reload();
    assertThat(shown().environment()).isEqualTo(Environment.PROD);
    disk.write(SampleTopologies.usersByRange());
    assertThat(shown().environment()).isEqualTo(Environment.PROD);
    assertThat(state()).isInstanceOf(ReloadState.Changed.class);
  }

  @Test
  void keepsALineAsLongAsTheOldTopologyIsShown() {
    stakes.put("Query 1", Stake.ANSWER);
    disk.write(SampleTopologies.usersByHash());
    model.dismiss();
    assertThat(state()).isInstanceOf(ReloadState.Changed.class);
    assertThat(model.foldedProperty().get()).isTrue();
    disk.write(SampleTopologies.usersByCountry());
    assertThat(model.foldedProperty().get()).as("news are shown").isFalse();
    disk.write(SampleTopologies.usersByRange());
    assertThat(state()).as("the file is as it was").isInstanceOf(ReloadState.Current.class);
  }

  @Test
  void keepsTheOldTopologyWhereTheFileIsWrongOrGone() {
    disk.tell(new Found.Wrong(PROBLEMS));
    assertThat(state()).isEqualTo(new ReloadState.Wrong(PROBLEMS));
    model.reload();
    assertThat(shown()).isEqualTo(SampleTopologies.usersByRange());
    disk.tell(new Found.Missing());
    assertThat(state()).isInstanceOf(ReloadState.Missing.class);
    disk.write(SampleTopologies.usersByRange());
    assertThat(state()).isInstanceOf(ReloadState.Current.class);
  }

  @Test
  void saysWhatIsWrongWhenTheFileWentBadBeforeItWasReadAgain() {
    stakes.put("Query 1", Stake.ANSWER);
    disk.write(SampleTopologies.usersByHash());
    disk.isBad = true;
    model.reload();
    assertThat(state()).isEqualTo(new ReloadState.Wrong(PROBLEMS));
    assertThat(shown()).isEqualTo(SampleTopologies.usersByRange());
  }

  @Test
  void offersToReloadAgainWhenReadingFailed() {
    stakes.put("Query 1", Stake.ANSWER);
    disk.write(SampleTopologies.usersByHash());
    disk.isBroken = true;
    model.reload();
    assertThat(state()).isInstanceOf(ReloadState.Changed.class);
    assertThat(Objects.requireNonNull(shell.refusalProperty().get()).problems()).hasSize(1);
  }

  @Test
  void watchesOnlyWhatIsOpen() {
    Consumer<Found> old = Objects.requireNonNull(disk.hear);
    shell.open(Path.of("other.json"));
    assertThat(disk.watched).isEqualTo(1);
    old.accept(new Found.Missing());
    assertThat(state()).as("an old watch is not believed").isInstanceOf(ReloadState.Current.class);
    shell.closeTopology();
    assertThat(disk.watched).isZero();
  }

  private ReloadState state() {
    return model.stateProperty().get();
  }

  private Topology shown() {
    return ((ShellViewModel.State.Open) shell.stateProperty().get())
        .topology()
        .workspace()
        .topology();
  }

  /// A disk with one file, and its opener and watch.
  private static final class Disk implements WorkspaceOpener, TopologyWatch {
    private final List<Consumer<Found>> hearing = new ArrayList<>();
    private Topology content = SampleTopologies.usersByRange();
    private Consumer<Found> hear = found -> {};
    private boolean isBad;
    private boolean isBroken;
    private int watched;

    void write(Topology topology) {
      content = topology;
      tell(new Found.Right(topology));
    }

    void tell(Found found) {
      hear.accept(found);
    }

    @Override
    public Opened open(Path file) {
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
      Workspace workspace = new FakeWorkspace(content).withFile(file).workspace();
      return isBad ? new Opened.Refused(file, PROBLEMS) : new Opened.Ready(workspace);
    }

    @Override
    public CatalogSource openCatalog(Shard server) {
      throw new IllegalStateException("Nobody imports from a server");
    }

    @Override
    public Opened openDemo(Consumer<Step> progress) {
      return open(FILE);
    }

    @Override
    public Watching watch(Path file, Consumer<Found> hearing) {
      hear = hearing;
      this.hearing.add(hearing);
      watched++;
      hearing.accept(new Found.Right(content));
      return () -> watched--;
    }
  }
}
