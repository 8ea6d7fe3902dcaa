package io.shardlens.routing;

/// Finds the position of a key's shard without a derivation and without allocating anything. Not
/// thread-safe: an index may keep a buffer for the key at hand.
sealed interface KeyIndex {

  /// No shard owns the key.
  int NOWHERE = -1;

  /// For keys that have a number: integers and times.
  non-sealed interface OfNumbers extends KeyIndex {
    /// @return a position, or [#NOWHERE]
    int owner(long number);
  }

  /// For texts, given by their UTF-8 bytes, which are valid.
  non-sealed interface OfTexts extends KeyIndex {
    /// @return a position, or [#NOWHERE]
    int owner(byte[] text, int offset, int length);
  }
}
