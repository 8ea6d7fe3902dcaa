package io.shardlens.routing;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which shard of a newer topology is which of an older one: the one of the same id, else the one
/// of the same database, which then has another id.
final class ShardMatch {
  private final Topology before;
  private final Topology after;
  private final Map<ShardId, ShardId> newIds = new LinkedHashMap<>();

  ShardMatch(Topology before, Topology after) {
    this.before = before;
    this.after = after;
    for (Shard shard : before.shards()) {
      sameIn(after, shard).ifPresent(same -> newIds.put(shard.id(), same.id()));
    }
  }

  /// The shard in the newer topology, empty where it was taken out.
  Optional<Shard> after(Shard older) {
    return Optional.ofNullable(newIds.get(older.id())).map(after::shard);
  }

  /// The shards that the older topology has not.
  List<Shard> added() {
    return after.shards().stream().filter(shard -> !newIds.containsValue(shard.id())).toList();
  }

  /// The move of keys from one owner to another, empty where both are one.
  ///
  /// @param from in the older topology; `null` where the keys have no shard
  /// @param to in the newer topology; `null` where the keys have no shard
  Optional<KeyMove> move(KeySet keys, Landing.@Nullable On from, Landing.@Nullable On to) {
    boolean stay =
        from == null
            ? to == null
            : to != null
                && to.shard().equals(newIds.get(from.shard()))
                && to.schema().equals(from.schema());
    return stay
        ? Optional.empty()
        : Optional.of(
            new KeyMove(
                keys,
                Optional.ofNullable(from).map(on -> place(before, on)),
                Optional.ofNullable(to).map(on -> place(after, on))));
  }

  Optional<KeyMove> move(KeySet keys, @Nullable ShardId from, @Nullable ShardId to) {
    return move(
        keys, from == null ? null : new Landing.On(from), to == null ? null : new Landing.On(to));
  }

  private static KeyMove.Place place(Topology topology, Landing.On on) {
    return new KeyMove.Place(topology.shard(on.shard()), on.schema());
  }

  private Optional<Shard> sameIn(Topology topology, Shard shard) {
    Optional<Shard> sameId =
        topology.shards().stream().filter(other -> other.id().equals(shard.id())).findFirst();
    return sameId.isPresent()
        ? sameId
        : topology.shards().stream()
            .filter(other -> isSameDatabase(shard, other) && isUnknownBefore(other))
            .findFirst();
  }

  private boolean isUnknownBefore(Shard shard) {
    return before.shards().stream().noneMatch(older -> older.id().equals(shard.id()));
  }

  private static boolean isSameDatabase(Shard left, Shard right) {
    return left.host().equals(right.host())
        && left.port() == right.port()
        && left.database().equals(right.database());
  }
}
