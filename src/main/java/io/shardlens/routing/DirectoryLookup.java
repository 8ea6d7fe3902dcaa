package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks the table of a directory where a key lives. Implementations are thread-safe; they may wait
/// for a server, within a deadline of their own.
@FunctionalInterface
public interface DirectoryLookup {

  /// What the directory says.
  sealed interface Answer {

    /// @param shard what the directory's column says
    /// @param age how long ago the table was asked, where the answer was kept; empty for a fresh
    ///   one
    record Found(String shard, Optional<Duration> age) implements Answer {}

    /// The table has no such key.
    record Missing(Optional<Duration> age) implements Answer {}

    /// The table could not be asked, or gave no answer that can be used.
    ///
    /// @param reason a sentence without its subject
    /// @param connection whether there was no connection, rather than an answer of no use
    record Failed(String reason, boolean connection) implements Answer {}
  }

  /// @param key one value per key column; never NULL
  Answer ask(RoutingRule.Directory directory, List<KeyValue> key);

  /// For those who have no connection.
  static DirectoryLookup none() {
    return (_, _) ->
        new Answer.Failed(
            "its directory is asked through a connection, and there is none here", true);
  }
}
