package io.shardlens.execute;

import java.util.OptionalInt;

/// Something failed, and a person must hear of it: the message says what, on which shard, and what
/// to do next. It holds no secret and its server text is already escaped and shortened.
public final class ShardlensException extends Exception {
  private static final long serialVersionUID = 1L;

  private final QueryError error;

  public ShardlensException(QueryError error) {
    super(error.message());
    this.error = error;
  }

  public ShardlensException(QueryError.Code code, String message) {
    this(new QueryError(code, message, "", OptionalInt.empty()));
  }

  public QueryError error() {
    return error;
  }
}
