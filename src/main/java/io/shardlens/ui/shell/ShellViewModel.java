package io.shardlens.ui.shell;

import io.shardlens.importing.Imports;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Settings;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.common.WorkspaceOpener;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which topology is open, and how another one comes to be. What is open stays open until the next
/// one is ready.
public final class ShellViewModel {

  /// What fills the window.
  public sealed interface State {
    record Welcome() implements State {}

    /// The demo cluster is starting.
    ///
    /// @param before what comes back if it does not start
    /// @param steps what was done so far, the last one under way
    /// @param share what is done, 0 to 1
    record Starting(State before, List<String> steps, double share) implements State {
      public Starting {
        steps = List.copyOf(steps);
      }
    }

    record Open(OpenTopology topology) implements State {}
  }

  /// Why a file was not opened.
  public record Refusal(Path file, List<TopologyProblem> problems) {
    public Refusal {
      problems = List.copyOf(problems);
    }
  }

  private final WorkspaceOpener opener;
  private final Background background;
  private final SettingsStore settings;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Welcome());
  private final ReadOnlyObjectWrapper<@Nullable Refusal> refusal = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
  private final ObservableList<Settings.Recent> recents = FXCollections.observableArrayList();
  private Background.@Nullable Job opening;

  public ShellViewModel(
      WorkspaceOpener opener, Background background, SettingsStore settings, InstantSource clock) {
    this.opener = opener;
    this.background = background;
    this.settings = settings;
    this.clock = clock;
    recents.setAll(settings.current().recents());
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Why the last file was not opened; `null` when it was, or when the message was put away.
  public ReadOnlyObjectProperty<@Nullable Refusal> refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /// `Opening users.json …`, or empty.
  public ReadOnlyStringProperty activityProperty() {
    return activity.getReadOnlyProperty();
  }

  public ObservableList<Settings.Recent> recents() {
    return recents;
  }

  /// Opens a file; what is open stays if the file is refused.
  public void open(Path file) {
    begin(Messages.text("shell.opening", file.getFileName()));
    opening =
        background.run(
            () -> opener.open(file),
            opened -> opened(opened, new Settings.Last.File(file.toAbsolutePath())),
            failure -> failed(file, failure));
  }

  /// Opens the file of the open topology anew, in the place of the old version, which stays when
  /// that cannot be done.
  ///
  /// @param refused hears why the file was refused; what else goes wrong is shown as for any file
  /// @return whether that has begun
  boolean reload(Consumer<WorkspaceOpener.Opened.Refused> refused) {
    if (!(state.get() instanceof State.Open open)) {
      return false;
    }
    Path file = open.topology().workspace().file();
    begin(Messages.text("shell.opening", file.getFileName()));
    opening =
        background.run(
            () -> opener.open(file),
            opened -> {
              activity.set("");
              switch (opened) {
                case WorkspaceOpener.Opened.Ready(Workspace workspace) ->
                    opened(workspace, settings.current().last());
                case WorkspaceOpener.Opened.Refused why -> refused.accept(why);
              }
            },
            failure -> failed(file, failure));
    return true;
  }

  /// Whether a topology is open, and no other one on its way.
  boolean isSettled() {
    return state.get() instanceof State.Open && activity.get().isEmpty();
  }

  /// A new import, over the connections of whoever opens topologies.
  ///
  /// @param saved hears where the imported topology was saved
  ImportViewModel importing(Consumer<Path> saved) {
    return new ImportViewModel(new Imports(opener::openCatalog), background, saved);
  }

  /// Starts the demo cluster and opens its first topology.
  public void openDemo() {
    State before = state.get() instanceof State.Starting starting ? starting.before() : state.get();
    begin(Messages.text("shell.startingDemo"));
    state.set(new State.Starting(before, List.of(Messages.text("shell.startingDemo")), 0));
    opening =
        background.run(
            () -> opener.openDemo(step -> background.deliver(() -> step(step))),
            opened -> opened(opened, new Settings.Last.Demo()),
            failure -> failed(Path.of("demo"), failure));
  }

  /// Opens again what was open when the window was last closed.
  public void openLast() {
    switch (settings.current().last()) {
      case Settings.Last.Nothing nothing -> {}
      case Settings.Last.Demo demo -> openDemo();
      case Settings.Last.File file -> open(file.path());
    }
  }

  public void closeTopology() {
    abandonOpening();
    replace(new State.Welcome());
    settings.update(current -> current.withLast(new Settings.Last.Nothing()));
  }

  /// Gives up starting the demo.
  public void cancelStart() {
    if (state.get() instanceof State.Starting starting) {
      abandonOpening();
      state.set(starting.before());
    }
  }

  public void putRefusalAway() {
    refusal.set(null);
  }

  public void forget(Settings.Recent recent) {
    settings.update(current -> current.withoutRecent(recent.file()));
    recents.setAll(settings.current().recents());
  }

  /// Releases everything; the window is closing.
  public void close() {
    abandonOpening();
    if (state.get() instanceof State.Open open) {
      open.topology().close();
      open.topology().workspace().close().run();
    }
  }

  private void begin(String what) {
    abandonOpening();
    refusal.set(null);
    activity.set(what);
  }

  private void abandonOpening() {
    if (opening != null) {
      opening.abandon();
      opening = null;
    }
    activity.set("");
  }

  private void step(WorkspaceOpener.Step step) {
    if (state.get() instanceof State.Starting starting) {
      List<String> steps = new java.util.ArrayList<>(starting.steps());
      if (!steps.getLast().equals(step.text())) {
        steps.add(step.text());
      }
      state.set(new State.Starting(starting.before(), steps, step.share()));
    }
  }

  private void opened(WorkspaceOpener.Opened opened, Settings.Last last) {
    activity.set("");
    switch (opened) {
      case WorkspaceOpener.Opened.Ready(Workspace workspace) -> opened(workspace, last);
      case WorkspaceOpener.Opened.Refused refused ->
          refuse(new Refusal(refused.file(), refused.problems()));
    }
  }

  private void opened(Workspace workspace, Settings.Last last) {
    replace(new State.Open(OpenTopology.of(workspace, background)));
    remember(workspace, last);
  }

  private void failed(Path file, Throwable failure) {
    activity.set("");
    refuse(new Refusal(file, List.of(new TopologyProblem("", 0, 0, Failures.text(failure)))));
  }

  private void refuse(Refusal why) {
    if (state.get() instanceof State.Starting starting) {
      state.set(starting.before());
    }
    refusal.set(why);
  }

  private void replace(State next) {
    State before = state.get() instanceof State.Starting starting ? starting.before() : state.get();
    state.set(next);
    if (before instanceof State.Open open) {
      open.topology().close();
      background.run(
          () -> {
            open.topology().workspace().close().run();
            return "closed";
          },
          closed -> {},
          failure -> refusal.set(refusalOf(open.topology(), failure)));
    }
  }

  private static Refusal refusalOf(OpenTopology topology, Throwable failure) {
    return new Refusal(
        topology.workspace().file(),
        List.of(new TopologyProblem("", 0, 0, Failures.text(failure))));
  }

  private void remember(Workspace workspace, Settings.Last last) {
    Topology topology = workspace.topology();
    Settings.Recent recent =
        new Settings.Recent(
            workspace.file().toAbsolutePath(),
            topology.name(),
            topology.environment(),
            summary(topology),
            clock.instant());
    settings.update(current -> current.withRecent(recent).withLast(last));
    recents.setAll(settings.current().recents());
  }

  /// `4 shards, range by_user`.
  private static String summary(Topology topology) {
    String routings =
        topology.routings().stream()
            .map(ShellViewModel::strategyAndName)
            .collect(Collectors.joining(", "));
    int shards = topology.shards().size();
    String count =
        shards == 1 ? Messages.text("shell.oneShard") : Messages.text("shell.shards", shards);
    return routings.isEmpty() ? count : count + ", " + routings;
  }

  private static String strategyAndName(RoutingDefinition routing) {
    return routing.strategy() + " " + routing.name();
  }
}
