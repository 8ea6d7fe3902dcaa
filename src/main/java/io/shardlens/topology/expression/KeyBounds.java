package io.shardlens.topology.expression;

/// The integers that a key column may have, both bounds included. Of a key that is no integer
/// nothing is known, whatever this says.
///
/// @param highest no key is possible where it is below `lowest`
public record KeyBounds(long lowest, long highest) {
  public static final KeyBounds ALL = new KeyBounds(Long.MIN_VALUE, Long.MAX_VALUE);
}
