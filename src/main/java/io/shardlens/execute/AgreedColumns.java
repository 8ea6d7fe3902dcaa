package io.shardlens.execute;

import io.shardlens.plan.Survey;
import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns that all shards must return: rows whose columns differ are never put under one
/// another. Used by the thread that merges.
final class AgreedColumns {

  private final Topology topology;
  private final Survey survey;
  private final int hidden;
  private @Nullable ShardId first;
  private List<Column> found = List.of();

  /// @param survey whose columns, where it has some, every shard's begin with
  /// @param hidden how many more follow them, which are there for the merge only
  AgreedColumns(Topology topology, Survey survey, int hidden) {
    this.topology = topology;
    this.survey = survey;
    this.hidden = hidden;
  }

  /// A shard returns other columns. Goes through a merge to whoever runs it.
  static final class Drift extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Drift(String message) {
      super(message);
    }
  }

  Survey survey() {
    return survey;
  }

  /// The columns that were described before the query ran, if they were.
  Optional<List<Column>> known() {
    return survey.columns().isEmpty() ? Optional.empty() : Optional.of(survey.columns());
  }

  /// @throws Drift when a shard's columns are not those of the survey, or of the shards before it
  void check(ShardId shard, List<Column> columns) {
    List<Column> described = survey.columns();
    boolean asDescribed =
        described.isEmpty()
            || (columns.size() == described.size() + hidden
                && columns.subList(0, described.size()).equals(described));
    if (!asDescribed) {
      throw new Drift(
          shard.equals(survey.shard())
              ? "The columns changed while the query ran; run it again"
              : difference(shard, columns, survey.shard(), described));
    }
    ShardId before = first;
    if (before == null) {
      first = shard;
      found = columns;
    } else if (!columns.equals(found)) {
      throw new Drift(difference(shard, columns, before, found));
    }
  }

  private String difference(
      ShardId shard, List<Column> columns, ShardId other, List<Column> expected) {
    return topology.shard(shard).label()
        + " returns other columns than "
        + topology.shard(other).label()
        + ": "
        + named(columns)
        + " instead of "
        + named(expected);
  }

  private static String named(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
