package io.shardlens.ui.common;

/// Makes the screens of an open topology; wired in `app`, so that the shell knows no other feature.
public interface ScreenFactory {

  Screen map(OpenTopology open, Navigation navigation);

  Screen checks(OpenTopology open, Navigation navigation);

  LookUpScreen record(OpenTopology open, Navigation navigation);

  /// @param sql the statement to begin with, empty for none; it is not run
  Screen query(OpenTopology open, Navigation navigation, String sql);
}
