package io.shardlens.topology.json;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.json.RangeCoverage.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the strategy `range`: ranges in any order, which hold every key exactly once.
record RangesReader(ShardReferences shards) {

  Optional<RoutingRule> read(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyReader keys = new KeyReader(key, problems);
    List<Placed<KeyValue>> ranges = new ArrayList<>();
    for (MemberReader range :
        rule.objects("ranges", "A range", TopologySchema.ofVersion1().object("keyRange"))) {
      range(range, keys, key.types()).ifPresent(ranges::add);
    }
    // With a range unread, what looks like a gap may be none.
    if (problems.errors() > before || ranges.isEmpty()) {
      return Optional.empty();
    }
    ranges.sort(RangeCoverage.ascending());
    KeySpace space = new KeySpace(key.types());
    new RangeCoverage<>(space, problems)
        .check(ranges.stream().map(range -> canonical(range, space)).toList());
    return problems.errors() > before
        ? Optional.empty()
        : Optional.of(
            new RoutingRule.Range(
                ranges.stream()
                    .map(range -> new KeyRange(range.from(), range.to(), range.shard()))
                    .toList(),
                key.hasMoments() ? key.zone() : Optional.empty()));
  }

  private static Placed<KeyValue> canonical(Placed<KeyValue> range, KeySpace space) {
    KeyValue from = range.from();
    KeyValue to = range.to();
    return new Placed<>(
        from == null ? null : space.canonical(from),
        to == null ? null : space.canonical(to),
        range.shard(),
        range.low(),
        range.high());
  }

  private Optional<Placed<KeyValue>> range(
      MemberReader range, KeyReader keys, List<KeyType> types) {
    KeyValue from = bound(range, "from", keys);
    KeyValue to = bound(range, "to", keys);
    ShardId shard = shards.read(range, "shard");
    boolean whole = range.has("from") == (from != null) && range.has("to") == (to != null);
    if (shard == null || types.isEmpty() || !whole) {
      return Optional.empty();
    }
    if (from != null && to != null && from.compareTo(to) >= 0) {
      shards
          .problems()
          .add(
              range.place("to"),
              "A range from "
                  + Shown.escaped(from.text())
                  + " to "
                  + Shown.escaped(to.text())
                  + " holds no key: \"from\" is included, \"to\" is not, so \"from\" lies below"
                  + " \"to\"");
      return Optional.empty();
    }
    return Optional.of(new Placed<>(from, to, shard, range.place("from"), range.place("to")));
  }

  private static @Nullable KeyValue bound(MemberReader range, String name, KeyReader keys) {
    Located value = range.value(name);
    return value == null ? null : keys.bound(value);
  }
}
