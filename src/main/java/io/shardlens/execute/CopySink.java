package io.shardlens.execute;

/// Takes rows in the text form of `COPY` as they arrive, on the thread that reads them.
@FunctionalInterface
public interface CopySink {

  /// @param bytes whole rows, each with its line feed, in UTF-8; the sender uses the array again
  /// @param length how many of the bytes count
  /// @param rows how many rows they are
  void rows(byte[] bytes, int length, int rows) throws ShardFailure;
}
