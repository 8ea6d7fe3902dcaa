package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first column picks a group, and the group's rule routes by the others.
final class GroupedStrategy implements RuleStrategy {

  /// @param values of the first column
  private record Group(Set<KeyValue> values, RuleStrategy rule) {}

  private final List<Group> groups;
  private final Optional<RuleStrategy> otherwise;

  GroupedStrategy(RoutingRule.Grouped rule, List<KeyType> types, DirectoryLookup lookup) {
    List<KeyType> rest = types.subList(1, types.size());
    this.groups =
        rule.groups().stream()
            .map(group -> new Group(group.values(), RuleStrategy.of(group.rule(), rest, lookup)))
            .toList();
    this.otherwise = rule.otherwise().map(inner -> RuleStrategy.of(inner, rest, lookup));
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    KeyValue first = key.getFirst();
    if (first == null) {
      return new Landing.Nowhere("NULL picks no group");
    }
    List<? extends @Nullable KeyValue> rest = key.subList(1, key.size());
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).values().contains(first)) {
        steps.add(
            new Derivation.Step(
                "Group " + (i + 1) + " of " + groups.size(),
                first.text(),
                "the first key column picks the group"));
        return groups.get(i).rule().land(rest, steps);
      }
    }
    steps.add(
        new Derivation.Step(
            "Group", otherwise.isPresent() ? "default" : "none", "no group lists " + first.text()));
    return otherwise
        .map(rule -> rule.land(rest, steps))
        .orElseGet(() -> new Landing.Nowhere("no group lists " + first.text()));
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    List<ColumnKeys> rest = box.subList(1, box.size());
    Set<KeyValue> listed = new LinkedHashSet<>();
    Set<ShardId> shards = new LinkedHashSet<>();
    for (Group group : groups) {
      listed.addAll(group.values());
      if (!box.getFirst().and(new ColumnKeys.OneOf(group.values())).isNone()) {
        shards.addAll(group.rule().shardsIn(rest));
      }
    }
    if (otherwise.isPresent() && !within(box.getFirst(), listed)) {
      shards.addAll(otherwise.get().shardsIn(rest));
    }
    return shards;
  }

  @Override
  public boolean isFixed() {
    return groups.stream().allMatch(group -> group.rule().isFixed())
        && otherwise.map(RuleStrategy::isFixed).orElse(true);
  }

  private static boolean within(ColumnKeys column, Set<KeyValue> listed) {
    return column instanceof ColumnKeys.OneOf(Set<KeyValue> values)
        && listed.containsAll(new ArrayList<>(values));
  }
}
