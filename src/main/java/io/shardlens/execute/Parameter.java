package io.shardlens.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value sent beside a statement, for `$1`, `$2`, …; the statement casts it to its type.
public sealed interface Parameter {

  /// @param value PostgreSQL's text form, `null` for NULL
  record Text(@Nullable String value) implements Parameter {}

  /// A `text[]`; entries may be null. Not copied, because it can hold millions.
  record TextArray(List<@Nullable String> values) implements Parameter {}
}
