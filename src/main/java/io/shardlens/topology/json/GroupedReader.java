package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Reads the strategy `grouped`: a rule of its own for each group of values of the first column.
record GroupedReader(ShardReferences shards) {

  Optional<RoutingRule> read(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    List<KeyType> types = key.types();
    if (types.size() == 1) {
      problems.add(
          key.place(),
          rule.what() + " needs two key columns: the first picks the group, the others the shard");
    }
    RuleKey others =
        new RuleKey(
            types.size() < 2 ? List.of() : types.subList(1, types.size()), key.place(), key.zone());
    KeyValueReader first =
        new KeyValueReader(types.isEmpty() ? null : types.getFirst(), key.zone(), problems);
    ListedKeys keys = new ListedKeys(problems);
    List<Group> groups = new ArrayList<>();
    for (MemberReader group :
        rule.objects("groups", "A group", TopologySchema.ofVersion1().object("group"))) {
      LinkedHashSet<KeyValue> values = new LinkedHashSet<>(keys.read(group, first));
      inner(group.value("routing"), others)
          .ifPresent(inner -> groups.add(new Group(values, inner)));
    }
    Optional<RoutingRule> otherwise = inner(rule.value("default"), others);
    return problems.errors() > before
        ? Optional.empty()
        : Optional.of(new RoutingRule.Grouped(groups, otherwise));
  }

  private Optional<RoutingRule> inner(
      @org.jspecify.annotations.Nullable Located value, RuleKey key) {
    return value == null
        ? Optional.empty()
        : MemberReader.openUnchecked(
                value, "A routing", TopologySchema.ofVersion1().object("rule"), shards.problems())
            .flatMap(unchecked -> new RulesReader(shards).inner(unchecked, key));
  }
}
