package io.shardlens.ui.common;

import io.shardlens.topology.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the window remembers from one start to the next.
///
/// @param bounds where the window stood, empty before the first time
/// @param last what was open last
/// @param recents the topology files opened last, the latest first
public record Settings(
    Theme.Choice theme, Optional<Bounds> bounds, Last last, List<Recent> recents) {

  /// More files than these are forgotten, the oldest first.
  public static final int RECENTS = 8;

  public static final Settings FIRST_START =
      new Settings(Theme.Choice.SYSTEM, Optional.empty(), new Last.Nothing(), List.of());

  public Settings {
    recents = List.copyOf(recents.subList(0, Math.min(recents.size(), RECENTS)));
  }

  public record Bounds(double x, double y, double width, double height, boolean maximised) {}

  /// What was open when the window was closed.
  public sealed interface Last {
    record Nothing() implements Last {}

    record Demo() implements Last {}

    record File(Path path) implements Last {}
  }

  /// @param name the topology's
  /// @param summary what it is: `4 shards, range by_user`
  public record Recent(
      Path file, String name, Environment environment, String summary, Instant opened) {}

  public Settings withTheme(Theme.Choice newTheme) {
    return new Settings(newTheme, bounds, last, recents);
  }

  public Settings withBounds(Bounds newBounds) {
    return new Settings(theme, Optional.of(newBounds), last, recents);
  }

  public Settings withLast(Last newLast) {
    return new Settings(theme, bounds, newLast, recents);
  }

  /// Puts a file first, and forgets what was known of it before.
  public Settings withRecent(Recent recent) {
    List<Recent> updated = new ArrayList<>(withoutRecent(recent.file()).recents());
    updated.addFirst(recent);
    return new Settings(theme, bounds, last, updated);
  }

  public Settings withoutRecent(Path file) {
    return new Settings(
        theme,
        bounds,
        last,
        recents.stream().filter(recent -> !recent.file().equals(file)).toList());
  }
}
