package io.shardlens.execute;

/// A running `COPY … FROM STDIN` into the table of one gathered part. Used by one thread at a time.
public interface PartFeed {

  /// @param bytes whole rows in the text form of `COPY`
  /// @param length how many of the bytes count
  void write(byte[] bytes, int length) throws ShardFailure;

  /// Ends the part; the server has taken all of it when this returns.
  void finish() throws ShardFailure;
}
