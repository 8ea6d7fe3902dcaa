package io.shardlens.topology.json;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a topology in its canonical form, which reads back to an equal topology: the members in
/// one order, defaults spelled out, short objects on one line. Stateless and thread-safe.
public final class TopologyWriter {

  /// Where editors look for the schema: beside the file.
  private static final String SCHEMA = "topology.schema.json";

  /// Writes the file, or leaves the old one as it was when that fails.
  ///
  /// @throws IOException when the file cannot be written
  public void write(Topology topology, Path file) throws IOException {
    ReplacedFile.write(file, text(topology));
  }

  /// The text of the file, which ends with a line break.
  public String text(Topology topology) {
    StringBuilder out = new StringBuilder();
    out.append("{\n  \"$schema\": ")
        .append(JsonText.quoted(SCHEMA))
        .append(",\n  \"version\": 1, \"name\": ")
        .append(JsonText.quoted(topology.name()))
        .append(", \"environment\": ")
        .append(JsonText.quoted(topology.environment().word()))
        .append(",\n  \"shards\": ");
    list(topology.shards().stream().map(TopologyWriter::shard).toList()).write(out, 2);
    topology
        .mergeServer()
        .ifPresent(server -> {
          out.append(",\n  \"mergeServer\": ");
          JsonLayout.spreadObject(server(server.connection())).write(out, 2);
        });
    Map<String, JsonLayout> routings = new LinkedHashMap<>();
    RoutingLayout layout = new RoutingLayout(topology.shards().stream().map(Shard::id).toList());
    topology.routings().forEach(routing -> routings.put(routing.name(), layout.routing(routing)));
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
    members.putAll(server(shard));
    return JsonLayout.object(members);
  }

  private static Map<String, JsonLayout> server(Shard place) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("host", JsonLayout.text(place.host()));
    members.put("port", JsonLayout.number(place.port()));
    members.put("database", JsonLayout.text(place.database()));
    members.put("user", JsonLayout.text(place.user()));
    members.put("sslMode", JsonLayout.text(place.sslMode().word()));
    return members;
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
}
