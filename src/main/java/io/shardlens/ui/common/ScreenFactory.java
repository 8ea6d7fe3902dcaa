package io.shardlens.ui.common;

/// Makes one kind of screen; wired in `app`, so that the shell knows no other feature.
@FunctionalInterface
public interface ScreenFactory {
  Screen create(Workspace workspace, KeyQuestion question, Navigation navigation);
}
