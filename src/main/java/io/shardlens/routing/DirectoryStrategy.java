package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table says where each key lives.
///
/// Nothing is pruned by a directory: an answer that is kept may be old, and a row that has moved
/// meanwhile would be left out.
record DirectoryStrategy(RoutingRule.Directory rule, DirectoryLookup lookup)
    implements RuleStrategy {

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    List<KeyValue> values = new ArrayList<>();
    for (KeyValue value : key) {
      if (value == null) {
        return new Landing.Nowhere("a directory has no NULL keys");
      }
      values.add(value);
    }
    return switch (lookup.ask(rule, values)) {
      case DirectoryLookup.Answer.Found(String name, Optional<Duration> age) -> {
        steps.add(new Derivation.Step("Directory", name, words(age)));
        ShardId shard = rule.names().get(name);
        yield shard == null
            ? new Landing.Nowhere("the directory names \"" + name + "\", which is no shard")
            : new Landing.On(shard);
      }
      case DirectoryLookup.Answer.Missing(Optional<Duration> age) -> {
        steps.add(new Derivation.Step("Directory", "no such key", words(age)));
        yield rule.unknown()
            .<Landing>map(shard -> {
              steps.add(
                  new Derivation.Step(
                      "Default", shard.value(), "the routing's answer for unknown keys"));
              return new Landing.On(shard);
            })
            .orElseGet(() -> new Landing.Nowhere("the directory does not have it"));
      }
      case DirectoryLookup.Answer.Failed(String reason, boolean connection) -> {
        steps.add(new Derivation.Step("Directory", "no answer", rule.table().toString()));
        yield new Landing.Unknown(rule.catalog(), reason, connection);
      }
    };
  }

  @Override
  public boolean isFixed() {
    return false;
  }

  private String words(Optional<Duration> age) {
    String source = rule.table() + "." + rule.shardColumn() + " on shard " + rule.catalog();
    return age.map(old -> source + ", from the cache, " + old.toSeconds() + " s old")
        .orElse(source + ", asked now");
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    return new LinkedHashSet<>(rule.shards());
  }
}
