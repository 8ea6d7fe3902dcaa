package io.shardlens.ui.record;

import io.shardlens.record.Elsewhere;

/// Whether the key was looked for on the shards that do not own it.
sealed interface ElsewhereState {

  record NotAsked() implements ElsewhereState {}

  record Asking() implements ElsewhereState {}

  /// @param found whether the owner itself holds the key
  record Known(Elsewhere elsewhere, boolean found) implements ElsewhereState {}

  record Broken(String message) implements ElsewhereState {}
}
