package io.shardlens.routing;

import io.shardlens.fixtures.EveryRouting;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.BucketRule.Remainder;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.List;

/// Routings of test vectors, over shards `s0`, `s1`, … so that a shard says its position.
final class VectorRouting {

  private VectorRouting() {}

  static BucketRule modulo(int count, Remainder remainder) {
    return new BucketRule.Modulo(BucketMap.of(EveryRouting.shards(count)), remainder);
  }

  static RoutingDefinition routing(KeyType type, RoutingRule rule) {
    return new RoutingDefinition("r", List.of(type), rule);
  }

  /// The position of the shard, or -1 where no shard owns the key.
  static int position(RoutingDefinition routing, String... texts) throws Exception {
    List<KeyValue> key = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      key.add(KeyValue.parse(routing.keyTypes().get(i), texts[i]));
    }
    return RoutingStrategy.of(routing).route(key) instanceof Route.Owned owned
        ? Integer.parseInt(owned.shard().value().substring(1))
        : -1;
  }

  static NumberSource.Hash hash(HashFunction function, KeyBytes.Form form, boolean signed) {
    return new NumberSource.Hash(
        function,
        0,
        new KeyBytes(form, KeyBytes.Charset.UTF_8, ""),
        HashPart.whole(function),
        signed);
  }
}
