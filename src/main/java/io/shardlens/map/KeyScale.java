package io.shardlens.map;

/// How keys become places on a line.
public enum KeyScale {
  /// As far apart as their numbers are.
  LINEAR,
  /// By the logarithm of their distance from 0, on both sides of it.
  LOG,
  /// Every range as wide as every other.
  EQUAL
}
