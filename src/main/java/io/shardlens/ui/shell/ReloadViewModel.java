package io.shardlens.ui.shell;

import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.Environment;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Stake;
import io.shardlens.ui.common.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// Follows the file of the open topology, and reads it again.
///
/// A changed file is read again at once where nobody loses anything by it: no edit, no answer on
/// the screens, nothing under way, no dialog, writing locked, and neither the old nor the new
/// topology is production. In all other cases the reader is told and asked, and as long as the
/// screens show the old topology that is said.
public final class ReloadViewModel {
  private final ShellViewModel shell;
  private final TopologyWatch watch;
  private final Background background;
  private final ReadOnlyObjectWrapper<ReloadState> state =
      new ReadOnlyObjectWrapper<>(new ReloadState.Current());
  private final ReadOnlyObjectWrapper<Optional<FileWarnings>> warnings =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty folded = new SimpleBooleanProperty(false);
  private Supplier<Map<String, Stake>> stakes = Map::of;
  private @Nullable Workspace followed;
  private TopologyWatch.Watching watching = () -> {};

  public ReloadViewModel(ShellViewModel shell, TopologyWatch watch, Background background) {
    this.shell = shell;
    this.watch = watch;
    this.background = background;
    shell.stateProperty().subscribe(this::follow);
    shell.refusalProperty().subscribe(this::refusalShown);
  }

  ReadOnlyObjectProperty<ReloadState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// What the file says that is hardly meant, as far as the screens show the file; empty where none
  /// is open.
  ReadOnlyObjectProperty<Optional<FileWarnings>> warningsProperty() {
    return warnings.getReadOnlyProperty();
  }

  /// Whether only one line is shown of what is to be said.
  BooleanProperty foldedProperty() {
    return folded;
  }

  /// The topology that the screens show; `null` where none is open.
  @Nullable Workspace shown() {
    return followed;
  }

  /// @param asked what the screens would lose, by the titles of their tabs
  void stakes(Supplier<Map<String, Stake>> asked) {
    stakes = asked;
  }

  /// Reads the file again, or asks first where work would end by that.
  void reload() {
    if (state.get() instanceof ReloadState.Changed(TopologyDiff diff)) {
      List<String> tabs = tabsWithWork();
      if (tabs.isEmpty()) {
        reload(diff, false);
      } else {
        folded.set(false);
        state.set(new ReloadState.Losing(diff, tabs));
      }
    }
  }

  /// Reads the file again, whatever ends by that.
  void reloadAnyway() {
    if (state.get() instanceof ReloadState.Losing losing) {
      reload(losing.diff(), false);
    }
  }

  void keepWorking() {
    if (state.get() instanceof ReloadState.Losing losing) {
      state.set(new ReloadState.Changed(losing.diff()));
    }
  }

  /// Puts the message away. One line stays as long as the screens do not show what the file says.
  void dismiss() {
    if (state.get().isStale()) {
      folded.set(true);
    } else {
      state.set(new ReloadState.Current());
    }
  }

  void unfold() {
    folded.set(false);
  }

  /// Ends the watching; the window is closing.
  public void close() {
    watching.close();
  }

  private void follow(ShellViewModel.State now) {
    Workspace open =
        switch (now) {
          case ShellViewModel.State.Open(var topology) -> topology.workspace();
          case ShellViewModel.State.Welcome _ -> null;
          // Comes back to what was open, or opens another one.
          case ShellViewModel.State.Starting _ -> followed;
        };
    if (Objects.equals(open, followed)) {
      return;
    }
    Workspace before = followed;
    followed = open;
    warnings.set(
        Optional.ofNullable(open)
            .map(opened -> new FileWarnings(opened.file(), opened.warnings())));
    watching.close();
    state.set(
        open != null && before != null && state.get() instanceof ReloadState.Reloading reloading
            ? applied(TopologyDiff.between(before.topology(), open.topology()), reloading)
            : new ReloadState.Current());
    folded.set(false);
    watching =
        open == null
            ? () -> {}
            : watch.watch(open.file(), found -> background.deliver(() -> heard(open, found)));
  }

  private static ReloadState applied(TopologyDiff diff, ReloadState.Reloading reloading) {
    return reloading.byItself() && !diff.isEmpty()
        ? new ReloadState.Applied(diff)
        : new ReloadState.Current();
  }

  private void heard(Workspace of, TopologyWatch.Found found) {
    if (!of.equals(followed)) {
      return;
    }
    switch (found) {
      case TopologyWatch.Found.Right right -> heard(of, right);
      case TopologyWatch.Found.Wrong(var problems) -> tell(new ReloadState.Wrong(problems));
      case TopologyWatch.Found.Missing() -> tell(new ReloadState.Missing());
    }
  }

  private void heard(Workspace of, TopologyWatch.Found.Right found) {
    TopologyDiff diff = TopologyDiff.between(of.topology(), found.topology());
    if (diff.isEmpty()) {
      // The same topology can stand on other lines.
      warnings.set(Optional.of(new FileWarnings(of.file(), found.warnings())));
      if (state.get().isStale()) {
        state.set(new ReloadState.Current());
      }
    } else if (state.get() instanceof ReloadState.Reloading) {
      // What is being opened is told as it is, and whether it is the newest, the next watch tells.
      return;
    } else if (losesNothing(diff)) {
      reload(diff, true);
    } else {
      tell(new ReloadState.Changed(diff));
    }
  }

  private void tell(ReloadState news) {
    folded.set(false);
    state.set(news);
  }

  private boolean losesNothing(TopologyDiff diff) {
    return shell.isSettled()
        && diff.before().environment() != Environment.PROD
        && diff.after().environment() != Environment.PROD
        && stakes.get().values().stream().allMatch(stake -> stake == Stake.NOTHING);
  }

  private List<String> tabsWithWork() {
    return stakes.get().entrySet().stream()
        .filter(tab -> tab.getValue() == Stake.WORK)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void reload(TopologyDiff diff, boolean byItself) {
    ReloadState before = state.get();
    state.set(new ReloadState.Reloading(diff, byItself));
    if (!shell.reload(refused -> tell(new ReloadState.Wrong(refused.problems())))) {
      state.set(before);
    }
  }

  /// Reloading failed, or was given up for another file, which was refused.
  private void refusalShown(ShellViewModel.@Nullable Refusal refusal) {
    if (refusal != null && state.get() instanceof ReloadState.Reloading reloading) {
      tell(new ReloadState.Changed(reloading.diff()));
    }
  }
}
