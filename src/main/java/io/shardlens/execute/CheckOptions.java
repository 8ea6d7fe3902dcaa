package io.shardlens.execute;

import java.time.Duration;

/// How far a check goes.
///
/// @param timeout for each statement on a shard
/// @param wholeBytes up to which size of its rows on a shard a table is read whole where its
///   routing can be proved; larger ones are sampled, unless an index answers
public record CheckOptions(Duration timeout, long wholeBytes) {

  public static final CheckOptions STANDARD = new CheckOptions(Duration.ofSeconds(20), 1L << 30);
}
