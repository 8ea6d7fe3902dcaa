package io.shardlens.bench.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to have a query answered from four shards.
interface Peer extends AutoCloseable {

  String name();

  /// Whether it has a way for this query at all.
  default boolean answers(SuiteQuery query) {
    return true;
  }

  /// Answers a statement on the calling thread, every column read as text.
  ///
  /// @throws Exception when there is no answer; its first line is shown
  void run(SuiteQuery query, RowReader rows) throws Exception;

  /// Looks up one user by the shard key; prepared where this peer can be told the key apart from
  /// the statement, else as the text that a user would type.
  default void lookUp(long id, RowReader rows) throws Exception {
    run(SuiteQuery.lookUp(id), rows);
  }

  @Override
  default void close() throws Exception {}

  /// For those who read arrays.
  static void hand(RowReader rows, @Nullable String[] cells) {
    rows.row(java.util.Arrays.asList(cells));
  }

  /// Those of a list that are named, all where no name is given.
  static List<Peer> named(List<Peer> all, List<String> names) {
    return names.isEmpty()
        ? all
        : all.stream().filter(peer -> names.contains(peer.name())).toList();
  }
}
