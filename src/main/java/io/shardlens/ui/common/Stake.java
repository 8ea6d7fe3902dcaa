package io.shardlens.ui.common;

/// What a screen would lose if it were made anew, the least first.
public enum Stake {
  /// Nothing: it would look the same.
  NOTHING,
  /// An answer of the servers, which can be asked for again.
  ANSWER,
  /// An edit that is not applied, or something under way.
  WORK
}
