package io.shardlens.routing;

/// Finds the position of the shard of the key that its [KeyColumn]s hold, without a derivation and
/// without allocating anything. Texts in the columns are in ASCII. Not thread-safe.
@FunctionalInterface
interface KeyIndex {

  /// No shard owns the key.
  int NOWHERE = -1;

  /// The ordinary way has to be taken for this key.
  int ORDINARY = Integer.MIN_VALUE;

  /// @return a position, [#NOWHERE], or [#ORDINARY]
  int owner();

  /// For rules that are not worth an index, or cannot have one.
  static KeyIndex ordinary() {
    return always(ORDINARY);
  }

  static KeyIndex always(int owner) {
    return () -> owner;
  }
}
