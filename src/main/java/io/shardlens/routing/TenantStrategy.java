package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Each tenant has its shard and its schema.
record TenantStrategy(RoutingRule.Tenants rule) implements RuleStrategy {

  /// Bytes of a name: NAMEDATALEN less its terminator.
  private static final int LONGEST_NAME = 63;

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    KeyValue value = key.getFirst();
    if (value == null) {
      return new Landing.Nowhere("NULL is no tenant");
    }
    Tenant listed = rule.tenants().get(value);
    if (listed != null) {
      steps.add(
          new Derivation.Step(
              "Tenant",
              value.text(),
              "one of " + rule.tenants().size() + " listed tenants, on shard " + listed.shard()));
      return on(listed, value);
    }
    String unlisted = "not among the " + rule.tenants().size() + " listed tenants";
    Optional<Tenant> otherwise = rule.otherwise();
    if (otherwise.isPresent()) {
      steps.add(new Derivation.Step("Default", otherwise.get().shard().value(), unlisted));
      return on(otherwise.get(), value);
    }
    steps.add(new Derivation.Step("Tenant", "none", unlisted));
    return new Landing.Nowhere("it is " + unlisted);
  }

  private static Landing on(Tenant tenant, KeyValue value) {
    String schema = tenant.schemaOf(value.text());
    int bytes = schema.getBytes(StandardCharsets.UTF_8).length;
    return isName(bytes)
        ? new Landing.On(tenant.shard(), Optional.of(schema))
        : new Landing.Nowhere(
            "its schema's name would have "
                + bytes
                + " bytes, and PostgreSQL's names have 1 to "
                + LONGEST_NAME);
  }

  /// Whether a name can have so many bytes.
  static boolean isName(long bytes) {
    return bytes >= 1 && bytes <= LONGEST_NAME;
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    ColumnKeys column = box.getFirst();
    Set<ShardId> shards = new LinkedHashSet<>();
    rule.tenants()
        .forEach((value, tenant) -> {
          if (!column.and(ColumnKeys.only(value)).isNone()) {
            shards.add(tenant.shard());
          }
        });
    rule.otherwise().map(Tenant::shard).ifPresent(shards::add);
    return shards;
  }
}
