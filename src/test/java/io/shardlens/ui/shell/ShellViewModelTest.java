package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Settings;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.WorkspaceOpener;
import io.shardlens.ui.fixtures.FakeOpener;
import io.shardlens.ui.shell.ShellViewModel.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellViewModelTest {
  @TempDir private Path folder;

  private final FakeOpener opener = new FakeOpener();
  private SettingsStore settings;
  private ShellViewModel viewModel;

  @BeforeEach
  void begin() {
    settings =
        new SettingsStore(
            new SettingsFile(folder.resolve("window.properties")), Background.direct());
    viewModel = viewModel(opener, Background.direct());
  }

  @Test
  void opensATopologyAndRemembersIt() {
    viewModel.open(Path.of("users.json"));
    assertThat(openFile()).isEqualTo(Path.of("users.json"));
    assertThat(viewModel.recents())
        .singleElement()
        .satisfies(recent -> {
          assertThat(recent.name()).isEqualTo("users");
          assertThat(recent.summary()).isEqualTo("4 shards, range by_user");
        });
    assertThat(settings.current().last()).isInstanceOf(Settings.Last.File.class);
  }

  @Test
  void keepsWhatIsOpenWhenAFileIsRefused() {
    viewModel.open(Path.of("users.json"));
    viewModel.open(Path.of("bad.json"));
    assertThat(openFile()).isEqualTo(Path.of("users.json"));
    assertThat(opener.closed()).isEmpty();
    ShellViewModel.Refusal refusal = Objects.requireNonNull(viewModel.refusalProperty().get());
    assertThat(refusal.problems().getFirst().line()).isEqualTo(7);
    viewModel.open(Path.of("other.json"));
    assertThat(viewModel.refusalProperty().get()).isNull();
    assertThat(opener.closed()).containsExactly(Path.of("users.json"));
  }

  @Test
  void refusesWhatFailsUnexpectedlyToo() {
    viewModel =
        viewModel(
            new WorkspaceOpener() {
              @Override
              public Opened open(Path file) {
                throw new IllegalStateException("broken");
              }

              @Override
              public CatalogSource openCatalog(Shard server) {
                throw new IllegalStateException("Nobody imports from a server");
              }

              @Override
              public Opened openDemo(Consumer<Step> progress) {
                throw new IllegalStateException("broken");
              }
            },
            Background.direct());
    viewModel.openDemo();
    assertThat(viewModel.stateProperty().get()).isInstanceOf(State.Welcome.class);
    assertThat(Objects.requireNonNull(viewModel.refusalProperty().get()).problems().getFirst())
        .hasToString(
            "file: Something unexpected happened: java.lang.IllegalStateException: broken");
  }

  @Test
  void showsTheStepsOfTheDemo() {
    List<State> states = new ArrayList<>();
    viewModel.stateProperty().subscribe((before, now) -> states.add(now));
    viewModel.openDemo();
    assertThat(states)
        .anySatisfy(state ->
            assertThat(state)
                .isInstanceOfSatisfying(
                    State.Starting.class,
                    starting -> {
                      assertThat(starting.steps()).endsWith("Starting servers");
                      assertThat(starting.share()).isEqualTo(0.5);
                    }));
    assertThat(states.getLast()).isInstanceOf(State.Open.class);
    assertThat(settings.current().last()).isEqualTo(new Settings.Last.Demo());
  }

  @Test
  void comesBackToWhatWasOpenWhenStartingTheDemoIsGivenUp() {
    List<Runnable> work = new ArrayList<>();
    viewModel = viewModel(opener, new Background(work::add, Runnable::run));
    viewModel.open(Path.of("users.json"));
    work.removeFirst().run();
    viewModel.openDemo();
    assertThat(viewModel.stateProperty().get()).isInstanceOf(State.Starting.class);
    viewModel.cancelStart();
    assertThat(openFile()).isEqualTo(Path.of("users.json"));
    assertThat(viewModel.activityProperty().get()).isEmpty();
    work.forEach(Runnable::run);
    assertThat(openFile()).isEqualTo(Path.of("users.json"));
  }

  @Test
  void opensTheLastTopologyAgain() {
    viewModel.open(Path.of("users.json"));
    ShellViewModel next = viewModel(opener, Background.direct());
    next.openLast();
    assertThat(next.stateProperty().get()).isInstanceOf(State.Open.class);
  }

  private ShellViewModel viewModel(WorkspaceOpener by, Background background) {
    return new ShellViewModel(by, background, settings, InstantSource.system());
  }

  private Path openFile() {
    return ((State.Open) viewModel.stateProperty().get()).topology().workspace().file();
  }
}
