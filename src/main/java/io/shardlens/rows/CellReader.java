package io.shardlens.rows;

/// Is shown the cells of a row as UTF-8, without a copy of any.
@FunctionalInterface
public interface CellReader {

  /// @param utf8 holds the cell, and more; not to be changed or kept
  /// @param length in bytes, -1 for NULL
  void cell(byte[] utf8, int offset, int length);
}
