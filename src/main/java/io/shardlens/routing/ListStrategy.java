package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Listed values; all others, NULL among them, belong to the default shard where there is one.
final class ListStrategy implements RuleStrategy {
  private final RoutingRule.ListOfValues rule;
  private final Map<KeyValue, Integer> positions = new HashMap<>();

  ListStrategy(RoutingRule.ListOfValues rule) {
    this.rule = rule;
    rule.values().keySet().forEach(value -> positions.put(value, positions.size() + 1));
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    KeyValue value = key.getFirst();
    Integer position = value == null ? null : positions.get(value);
    if (value != null && position != null) {
      ShardId shard = rule.values().getOrDefault(value, rule.shards().getFirst());
      steps.add(
          new Derivation.Step(
              "Listed value " + position + " of " + positions.size(),
              value.text(),
              "the list names shard " + shard));
      return new Landing.On(shard);
    }
    String unlisted = "not among the " + positions.size() + " listed values";
    Optional<ShardId> otherwise = rule.otherwise();
    if (otherwise.isPresent()) {
      steps.add(new Derivation.Step("Default", otherwise.get().value(), unlisted));
      return new Landing.On(otherwise.get());
    }
    steps.add(new Derivation.Step("List", "none", unlisted));
    return new Landing.Nowhere("it is " + unlisted + ", and there is no default shard");
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    Set<ShardId> shards = new LinkedHashSet<>();
    ColumnKeys column = box.getFirst();
    switch (column) {
      case ColumnKeys.OneOf(Set<KeyValue> values) ->
          values.forEach(value ->
              Optional.ofNullable(rule.values().get(value))
                  .or(rule::otherwise)
                  .ifPresent(shards::add));
      case ColumnKeys.OnlyNull _ -> rule.otherwise().ifPresent(shards::add);
      case ColumnKeys.Any _ -> shards.addAll(rule.shards());
      case ColumnKeys.Between between -> {
        rule.values()
            .forEach((value, shard) -> {
              if (between.contains(value)) {
                shards.add(shard);
              }
            });
        rule.otherwise().ifPresent(shards::add);
      }
    }
    return shards;
  }
}
