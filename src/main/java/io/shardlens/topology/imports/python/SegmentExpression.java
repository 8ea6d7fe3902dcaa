package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ranges and remainders in the expression language of topology files. A key for which no branch
/// holds has no shard.
final class SegmentExpression {
  private SegmentExpression() {}

  static List<ShardId> owners(List<SelectorShape.Segment> segments) {
    return segments.stream()
        .flatMap(segment -> segment.owners().stream().flatMap(Optional::stream))
        .distinct()
        .toList();
  }

  static String of(List<SelectorShape.Segment> segments) {
    StringBuilder text = new StringBuilder("CASE");
    for (SelectorShape.Segment segment : segments) {
      List<Optional<ShardId>> owners = segment.owners();
      for (int i = 0; i < owners.size(); i++) {
        if (owners.get(i).isPresent()) {
          List<String> conditions = bounds(segment);
          if (owners.size() > 1) {
            conditions.add("floor_mod(key, " + owners.size() + ") = " + i);
          }
          text.append(" WHEN ")
              .append(conditions.isEmpty() ? "key = key" : String.join(" AND ", conditions))
              .append(" THEN '")
              .append(owners.get(i).get().value().replace("'", "''"))
              .append('\'');
        }
      }
    }
    return text.append(" END").toString();
  }

  private static List<String> bounds(SelectorShape.Segment segment) {
    List<String> bounds = new ArrayList<>();
    if (segment.first() != Long.MIN_VALUE) {
      bounds.add("key >= " + segment.first());
    }
    if (segment.last() != Long.MAX_VALUE) {
      bounds.add("key <= " + segment.last());
    }
    return bounds;
  }
}
