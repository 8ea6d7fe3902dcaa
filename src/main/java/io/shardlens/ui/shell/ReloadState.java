package io.shardlens.ui.shell;

import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.TopologyProblem;
import java.util.List;

/// How the file on disk stands to the topology on the screens.
public sealed interface ReloadState {

  /// The same, or nothing is open.
  record Current() implements ReloadState {}

  /// The file was read again by itself, because nothing was lost by that.
  ///
  /// @param diff what differs from before
  record Applied(TopologyDiff diff) implements ReloadState {}

  /// The file holds another topology; the screens show the old one.
  record Changed(TopologyDiff diff) implements ReloadState {}

  /// Reloading was asked for, and would end work.
  ///
  /// @param tabs the titles of the tabs with work; at least one
  record Losing(TopologyDiff diff, List<String> tabs) implements ReloadState {
    public Losing {
      tabs = List.copyOf(tabs);
    }
  }

  /// The file is being read again.
  ///
  /// @param byItself whether nobody has asked for it
  record Reloading(TopologyDiff diff, boolean byItself) implements ReloadState {}

  /// The file holds no topology; the screens show the old one.
  record Wrong(List<TopologyProblem> problems) implements ReloadState {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }

  /// There is no file any more; the screens show what it held.
  record Missing() implements ReloadState {}

  /// Whether the screens show what the file does not say, so that the reader must be told.
  default boolean isStale() {
    return !(this instanceof Current || this instanceof Applied);
  }
}
