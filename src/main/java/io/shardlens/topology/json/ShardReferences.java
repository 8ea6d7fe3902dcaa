package io.shardlens.topology.json;

import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the ids by which routings and tables speak of shards.
///
/// @param declared every id that the file gives to a shard, also to one that is wrong otherwise, in
///   the order of the file
record ShardReferences(Set<String> declared, Problems problems) {

  /// The shard that a value names, or `null` when it names none; then that has been reported.
  @Nullable ShardId read(@Nullable Located value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Located.Text(Located.Place place, String id))) {
      problems.add(value.place(), "A shard is named by its id, a text, not by " + value.kind());
      return null;
    }
    if (!declared.contains(id)) {
      problems.add(place, () -> Words.undeclared("shard", id, declared));
      return null;
    }
    return new ShardId(id);
  }

  /// The shard that a member names.
  @Nullable ShardId read(MemberReader members, String name) {
    return read(members.value(name));
  }

  /// The shards that a list names, without those that are wrong.
  List<ShardId> readAll(MemberReader members, String name) {
    List<ShardId> shards = new ArrayList<>();
    for (Located element : members.elements(name)) {
      ShardId shard = read(element);
      if (shard != null) {
        shards.add(shard);
      }
    }
    return shards;
  }
}
