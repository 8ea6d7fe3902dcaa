package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the strategies that list values of the key: `list` and `tenants`.
record ListsReader(ShardReferences shards) {

  Optional<RoutingRule> list(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyType type = key.only(rule);
    ListedKeys keys = new ListedKeys(problems);
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    for (MemberReader listed :
        rule.objects(
            "values", "A list of values", TopologySchema.ofVersion1().object("listedValues"))) {
      ShardId shard = shards.read(listed, "shard");
      for (KeyValue value : keys.read(listed, new KeyValueReader(type, key.zone(), problems))) {
        if (shard != null) {
          values.put(value, shard);
        }
      }
    }
    Optional<ShardId> otherwise = Optional.ofNullable(shards.read(rule, "default"));
    return problems.errors() > before || type == null
        ? Optional.empty()
        : Optional.of(new RoutingRule.ListOfValues(values, otherwise));
  }

  Optional<RoutingRule> tenants(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyType type = key.only(rule);
    ListedKeys keys = new ListedKeys(problems);
    Map<KeyValue, Tenant> tenants = new LinkedHashMap<>();
    for (MemberReader tenant :
        rule.objects("tenants", "A tenant", TopologySchema.ofVersion1().object("tenant"))) {
      Tenant place = place(tenant, false);
      for (KeyValue value : keys.read(tenant, new KeyValueReader(type, key.zone(), problems))) {
        if (place != null) {
          tenants.put(value, place);
        }
      }
    }
    Optional<Tenant> otherwise =
        rule.object("default", TopologySchema.ofVersion1().object("otherTenants"))
            .map(others -> place(others, true));
    return problems.errors() > before || type == null
        ? Optional.empty()
        : Optional.of(new RoutingRule.Tenants(tenants, otherwise));
  }

  /// @param pattern whether a `*` may stand in the schema for the tenant's own key
  private @Nullable Tenant place(MemberReader tenant, boolean pattern) {
    ShardId shard = shards.read(tenant, "shard");
    Located.Text text = tenant.text("schema");
    String schema = new NameRules(shards.problems()).identifier("schema", text);
    if (text == null || schema == null || shard == null) {
      return null;
    }
    long stars = schema.chars().filter(character -> character == '*').count();
    if (stars > (pattern ? 1 : 0)) {
      shards
          .problems()
          .add(
              text.place(),
              pattern
                  ? "One * in \"schema\" stands for the tenant's key: take the others out"
                  : "A * stands in the schema of \"default\" only: name the tenants' schema");
      return null;
    }
    return new Tenant(shard, schema);
  }
}
