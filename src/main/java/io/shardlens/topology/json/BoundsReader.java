package io.shardlens.topology.json;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.LowerBound;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the strategies that name one bound a range: `lowerBounds` and `boundaries`.
record BoundsReader(ShardReferences shards) {

  /// Bounds in any order; each begins one range.
  Optional<RoutingRule> lowerBounds(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyReader keys = new KeyReader(key, problems);
    List<LowerBound> bounds = new ArrayList<>();
    Map<KeyValue, Located.Place> places = new HashMap<>();
    for (MemberReader bound :
        rule.objects("bounds", "A bound", TopologySchema.ofVersion1().object("lowerBound"))) {
      Located value = bound.value("from");
      KeyValue from = value == null ? null : keys.bound(value);
      ShardId shard = shards.read(bound, "shard");
      if (value == null || from == null) {
        continue;
      }
      Located.Place first = places.putIfAbsent(from, value.place());
      if (first != null) {
        problems.add(
            value.place(),
            "Two ranges begin at "
                + Shown.escaped(from.text())
                + ", the other on line "
                + first.line()
                + ": a range ends where the next begins, so each has its own bound");
      } else if (shard != null) {
        bounds.add(new LowerBound(from, shard));
      }
    }
    Optional<ShardId> below = Optional.ofNullable(shards.read(rule, "below"));
    if (problems.errors() > before || bounds.isEmpty()) {
      return Optional.empty();
    }
    bounds.sort(Comparator.comparing(LowerBound::from));
    return Optional.of(new RoutingRule.LowerBounds(bounds, below));
  }

  /// Ascending boundaries: the order of the shards is that of the ranges.
  Optional<RoutingRule> boundaries(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyReader keys = new KeyReader(key, problems);
    List<KeyValue> boundaries = new ArrayList<>();
    KeyValue last = null;
    List<Located> elements = rule.elements("boundaries");
    for (Located element : elements) {
      KeyValue boundary = keys.bound(element);
      if (boundary != null && last != null && last.compareTo(boundary) >= 0) {
        problems.add(
            element.place(),
            "Boundaries ascend, and "
                + Shown.escaped(boundary.text())
                + " does not lie above "
                + Shown.escaped(last.text()));
      }
      if (boundary != null) {
        boundaries.add(boundary);
        last = boundary;
      }
    }
    List<ShardId> owners = shards.readAll(rule, "shards");
    int listed = rule.size("shards");
    if (!elements.isEmpty() && listed > 0 && listed != elements.size() + 1) {
      problems.add(
          rule.place("shards"),
          "%d boundaries make %d ranges, and \"shards\" names %d: it names the shard of each range"
              .formatted(elements.size(), elements.size() + 1, listed));
    }
    return problems.errors() > before || boundaries.isEmpty()
        ? Optional.empty()
        : Optional.of(new RoutingRule.Boundaries(boundaries, owners));
  }
}
