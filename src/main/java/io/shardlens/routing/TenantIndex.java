package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Tenants without objects. One whose schema could have no such name has no shard.
final class TenantIndex {

  private TenantIndex() {}

  /// @param columns hold the key at hand
  static KeyIndex of(
      RoutingRule.Tenants rule, List<KeyColumn> columns, ToIntFunction<ShardId> position) {
    Map<List<KeyValue>, Integer> listed = new HashMap<>();
    rule.tenants()
        .forEach((value, tenant) -> {
          int bytes = bytes(tenant.schemaOf(value.text()));
          listed.put(
              List.of(value),
              TenantStrategy.isName(bytes)
                  ? position.applyAsInt(tenant.shard())
                  : KeyIndex.NOWHERE);
        });
    KeyIndex otherwise =
        rule.otherwise()
            .map(
                tenant -> unlisted(tenant, columns.getFirst(), position.applyAsInt(tenant.shard())))
            .orElseGet(() -> KeyIndex.always(KeyIndex.NOWHERE));
    return new ListIndex(columns, listed).orElse(otherwise);
  }

  private static KeyIndex unlisted(Tenant tenant, KeyColumn column, int position) {
    int fixed = bytes(tenant.schema().replace("*", ""));
    int stars = (int) tenant.schema().chars().filter(character -> character == '*').count();
    TextBuffer buffer = new TextBuffer();
    return () -> {
      buffer.clear();
      if (!buffer.put(column)) {
        return KeyIndex.ORDINARY;
      }
      long bytes = fixed + (long) stars * buffer.length();
      return TenantStrategy.isName(bytes) ? position : KeyIndex.NOWHERE;
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
