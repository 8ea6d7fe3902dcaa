package io.shardlens.topology.json;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a topology in its canonical form, which reads back to an equal topology: the members in
/// one order, defaults spelled out, short objects on one line. Stateless and thread-safe.
public final class TopologyWriter {

  /// Beyond this, tools that take JSON numbers for doubles lose digits.
  private static final long LARGEST_EXACT_DOUBLE = (1L << 53) - 1;

  /// Writes the file, or leaves the old one as it was when that fails.
  ///
  /// @throws IOException when the file cannot be written
  public void write(Topology topology, Path file) throws IOException {
    ReplacedFile.write(file, text(topology));
  }

  /// The text of the file, which ends with a line break.
  public String text(Topology topology) {
    StringBuilder out = new StringBuilder();
    out.append("{\n  \"version\": 1, \"name\": ")
        .append(JsonText.quoted(topology.name()))
        .append(", \"environment\": ")
        .append(JsonText.quoted(topology.environment().word()))
        .append(",\n  \"shards\": ");
    list(topology.shards().stream().map(TopologyWriter::shard).toList()).write(out, 2);
    Map<String, JsonLayout> routings = new LinkedHashMap<>();
    topology.routings().forEach(routing -> routings.put(routing.name(), routing(routing)));
    out.append(",\n  \"routings\": ");
    JsonLayout.spreadObject(routings).write(out, 2);
    out.append(",\n  \"tables\": ");
    list(topology.tables().stream().map(TopologyWriter::table).toList()).write(out, 2);
    return out.append("\n}\n").toString();
  }

  private static JsonLayout list(List<JsonLayout> elements) {
    return JsonLayout.spreadArray(elements);
  }

  private static JsonLayout shard(Shard shard) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("id", text(shard.id()));
    if (!shard.label().equals(shard.id().value())) {
      members.put("label", JsonLayout.text(shard.label()));
    }
    members.put("host", JsonLayout.text(shard.host()));
    members.put("port", JsonLayout.number(shard.port()));
    members.put("database", JsonLayout.text(shard.database()));
    members.put("user", JsonLayout.text(shard.user()));
    members.put("sslMode", JsonLayout.text(shard.sslMode().word()));
    return JsonLayout.object(members);
  }

  private static JsonLayout routing(RoutingDefinition routing) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("strategy", JsonLayout.text(routing.strategy()));
    if (routing.rule() instanceof RoutingRule.Buckets) {
      members.put("function", JsonLayout.text("postgresql"));
    }
    members.put(
        "keyTypes",
        JsonLayout.array(
            routing.keyTypes().stream().map(KeyType::word).map(JsonLayout::text).toList()));
    switch (routing.rule()) {
      case RoutingRule.Ranged range ->
          members.put(
              "ranges",
              JsonLayout.array(range.ranges().stream().map(TopologyWriter::range).toList()));
      case RoutingRule.Buckets hash -> {
        List<ShardId> remainders =
            hash.bucket() instanceof io.shardlens.topology.BucketRule.Modulo modulo
                ? modulo.buckets().owners()
                : hash.shards();
        members.put("modulus", JsonLayout.number(remainders.size()));
        members.put(
            "shards", JsonLayout.array(remainders.stream().map(TopologyWriter::text).toList()));
      }
      case RoutingRule.ListOfValues list -> {
        members.put("values", values(list));
        list.otherwise().ifPresent(shard -> members.put("default", text(shard)));
      }
      default -> throw new IllegalArgumentException(routing.strategy());
    }
    return JsonLayout.object(members);
  }

  private static JsonLayout range(KeyRange range) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    putBound(members, "from", range.from());
    putBound(members, "to", range.to());
    members.put("shard", text(range.shard()));
    return JsonLayout.object(members);
  }

  private static void putBound(
      Map<String, JsonLayout> members, String name, @Nullable KeyValue bound) {
    if (bound != null) {
      members.put(name, key(bound));
    }
  }

  /// One object a shard, in the order in which the shards come first.
  private static JsonLayout values(RoutingRule.ListOfValues list) {
    Map<ShardId, List<JsonLayout>> byShard = new LinkedHashMap<>();
    list.values()
        .forEach((value, shard) ->
            byShard.computeIfAbsent(shard, _ -> new ArrayList<>()).add(key(value)));
    List<JsonLayout> elements = new ArrayList<>();
    byShard.forEach((shard, keys) -> {
      Map<String, JsonLayout> members = new LinkedHashMap<>();
      members.put("shard", text(shard));
      members.put("in", JsonLayout.array(keys));
      elements.add(JsonLayout.object(members));
    });
    return JsonLayout.array(elements);
  }

  private static JsonLayout table(TableDefinition table) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("name", JsonLayout.text(table.name().toString()));
    switch (table) {
      case TableDefinition.Sharded(_, List<String> key, String routing) -> {
        members.put("kind", JsonLayout.text("sharded"));
        members.put("key", JsonLayout.array(key.stream().map(JsonLayout::text).toList()));
        members.put("routing", JsonLayout.text(routing));
      }
      case TableDefinition.Reference _ -> members.put("kind", JsonLayout.text("reference"));
      case TableDefinition.Unsharded(_, ShardId shard) -> {
        members.put("kind", JsonLayout.text("unsharded"));
        members.put("shard", text(shard));
      }
    }
    return JsonLayout.object(members);
  }

  private static JsonLayout text(ShardId shard) {
    return JsonLayout.text(shard.value());
  }

  private static JsonLayout key(KeyValue key) {
    return key instanceof KeyValue.Int(long number)
            && number >= -LARGEST_EXACT_DOUBLE
            && number <= LARGEST_EXACT_DOUBLE
        ? JsonLayout.number(number)
        : JsonLayout.text(key.text());
  }
}
