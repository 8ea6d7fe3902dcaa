package io.shardlens.topology.json;

import io.shardlens.topology.MergeServerPlace;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `"shards"`.
final class ShardsReader {
  private final Problems problems;
  private final NameRules names;
  private final Map<String, Located.Place> declared = new LinkedHashMap<>();

  ShardsReader(Problems problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  List<Shard> read(MemberReader document) {
    List<Shard> shards = new ArrayList<>();
    for (MemberReader shard :
        document.objects("shards", "A shard", TopologySchema.ofVersion1().object("shard"))) {
      shard(shard).ifPresent(shards::add);
    }
    return shards;
  }

  /// To be asked for after [#read].
  ShardReferences references() {
    return new ShardReferences(declared.keySet(), problems);
  }

  /// Where the id of each shard stands. To be asked for after [#read].
  Map<String, Located.Place> places() {
    return declared;
  }

  private Optional<Shard> shard(MemberReader shard) {
    String id = id(shard);
    String label = names.name("label", shard.text("label"));
    Optional<MergeServerPlace> place = new ServerReader(problems).read(shard);
    if (id == null) {
      return Optional.empty();
    }
    return place.map(server ->
        new Shard(
            new ShardId(id),
            label == null ? id : label,
            server.host(),
            server.port(),
            server.database(),
            server.user(),
            server.sslMode()));
  }

  private @Nullable String id(MemberReader shard) {
    Located.Text text = shard.text("id");
    String id = names.shardId(text);
    if (text == null || id == null) {
      return id;
    }
    Located.Place first = declared.putIfAbsent(id, text.place());
    if (first != null) {
      problems.add(
          text.place(),
          "The shard id "
              + Shown.quoted(id)
              + " is taken by the shard on line "
              + first.line()
              + ": ids are unique");
    }
    return id;
  }
}
