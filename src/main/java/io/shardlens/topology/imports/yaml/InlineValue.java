package io.shardlens.topology.imports.yaml;

import java.util.List;

/// What an inline expression gives.
sealed interface InlineValue {

  /// A whole number of one of Groovy's types.
  record Whole(long value, Width width) implements InlineValue {}

  record Text(String text) implements InlineValue {}

  /// A list or a range.
  record Several(List<InlineValue> values) implements InlineValue {
    public Several {
      values = List.copyOf(values);
    }
  }

  /// The types of Groovy's numbers that matter; the wider of two wins.
  enum Width {
    /// 32 bits.
    INTEGER,
    /// 64 bits.
    LONG,
    /// A decimal number that happens to be whole.
    DECIMAL
  }
}
