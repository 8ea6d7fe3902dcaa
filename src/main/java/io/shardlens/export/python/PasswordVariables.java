package io.shardlens.export.python;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The environment variables that an exported module reads passwords from, one per shard. A
/// topology knows no password, so that none can be exported.
final class PasswordVariables {

  private PasswordVariables() {}

  /// `SHARD_1_PASSWORD` of `shard_1`, `SHARD_EUROPE_PASSWORD` of `europe`; each another.
  static Map<ShardId, String> of(List<Shard> shards) {
    PythonModule names = new PythonModule();
    Map<ShardId, String> variables = new LinkedHashMap<>();
    for (Shard shard : shards) {
      String id = PythonText.identifier(shard.id().value()).toUpperCase(Locale.ROOT);
      String name = id.startsWith("SHARD") ? id : "SHARD_" + id;
      variables.put(shard.id(), names.unique(name + "_PASSWORD"));
    }
    return variables;
  }
}
