package io.shardlens.topology.imports.catalog;

import java.util.List;

/// The bound of a partition as `pg_get_expr` prints it.
sealed interface PartitionBound {

  /// `FOR VALUES FROM (1, MINVALUE) TO (5, MAXVALUE)`: the lower bound included, the upper not.
  record Range(List<Edge> from, List<Edge> to) implements PartitionBound {
    public Range {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /// `FOR VALUES IN ('a', NULL)`.
  ///
  /// @param values without NULL
  record In(List<String> values, boolean withNull) implements PartitionBound {
    public In {
      values = List.copyOf(values);
    }
  }

  /// `FOR VALUES WITH (modulus 4, remainder 0)`.
  record Hash(int modulus, int remainder) implements PartitionBound {}

  /// `DEFAULT`.
  record Otherwise() implements PartitionBound {}

  /// One column of a range's bound.
  sealed interface Edge {
    record Value(String text) implements Edge {}

    /// Below all values.
    record Lowest() implements Edge {}

    /// Above all values.
    record Highest() implements Edge {}
  }
}
