package io.shardlens.rows;

/// Makes something of one cell that is not NULL, as UTF-8, without a copy of it.
@FunctionalInterface
public interface CellFunction<T> {

  /// @param utf8 holds the cell, and more; not to be changed
  /// @param length in bytes
  T apply(byte[] utf8, int offset, int length);
}
