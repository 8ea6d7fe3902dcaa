package io.shardlens.topology.json;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Member;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a rule is written.
///
/// @param declared the ids of all shards, in the order of the file
record RuleLayout(List<ShardId> declared) {

  /// The members of the rule, its strategy first.
  ///
  /// @param types of the key as the rule sees it
  Map<String, JsonLayout> members(RoutingRule rule, List<KeyType> types) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("strategy", JsonLayout.text(rule.strategy()));
    switch (rule) {
      case RoutingRule.Ranged ranged -> putRanges(members, ranged);
      case RoutingRule.ListOfValues list -> {
        members.put("values", values(list.values()));
        putShard(members, "default", list.otherwise());
      }
      case RoutingRule.Tenants tenants -> putTenants(members, tenants);
      case RoutingRule.Buckets buckets -> putBuckets(members, buckets, types);
      case RoutingRule.Ring ring -> {
        HashLayout.putHash(members, ring.key(), types, HashReader.Use.RING);
        members.put("label", JsonLayout.text(ring.label()));
        members.put("labels", JsonLayout.number(ring.labels()));
        if (ring.pointsPerLabel() != 1) {
          members.put("pointsPerLabel", JsonLayout.number(ring.pointsPerLabel()));
        }
        if (ring.strictlyAfter()) {
          members.put("strictlyAfter", JsonLayout.literal("true"));
        }
        putMembers(members, ring.members());
      }
      case RoutingRule.Rendezvous rendezvous -> {
        HashLayout.putHash(members, rendezvous.hash(), types, HashReader.Use.RENDEZVOUS);
        members.put("label", JsonLayout.text(rendezvous.label()));
        putMembers(members, rendezvous.members());
      }
      case RoutingRule.Directory directory -> putDirectory(members, directory);
      case RoutingRule.Grouped grouped -> putGroups(members, grouped, types);
      case RoutingRule.Single(ShardId shard) ->
          members.put("shard", JsonLayout.text(shard.value()));
      case RoutingRule.Computed computed -> throw new IllegalArgumentException(computed.strategy());
    }
    return members;
  }

  private static void putRanges(Map<String, JsonLayout> members, RoutingRule.Ranged rule) {
    switch (rule) {
      case RoutingRule.Range(List<KeyRange> ranges, Optional<ZoneId> zone) -> {
        zone.ifPresent(known -> members.put("zone", JsonLayout.text(known.getId())));
        members.put(
            "ranges", JsonLayout.array(ranges.stream().map(range -> range(range, zone)).toList()));
      }
      case RoutingRule.LowerBounds(
              List<RoutingRule.LowerBound> bounds,
              Optional<ShardId> below) -> {
        List<JsonLayout> elements = new ArrayList<>();
        for (RoutingRule.LowerBound bound : bounds) {
          Map<String, JsonLayout> element = new LinkedHashMap<>();
          element.put("from", KeyLayout.key(bound.from()));
          element.put("shard", JsonLayout.text(bound.shard().value()));
          elements.add(JsonLayout.object(element));
        }
        members.put("bounds", JsonLayout.array(elements));
        putShard(members, "below", below);
      }
      case RoutingRule.Boundaries(List<KeyValue> boundaries, List<ShardId> owners) -> {
        members.put(
            "boundaries", JsonLayout.array(boundaries.stream().map(KeyLayout::key).toList()));
        members.put("shards", HashLayout.shards(owners));
      }
      case RoutingRule.Volume volume -> {
        members.put("lower", KeyLayout.number(BigInteger.valueOf(volume.lower())));
        members.put("upper", KeyLayout.number(BigInteger.valueOf(volume.upper())));
        members.put("volume", KeyLayout.number(BigInteger.valueOf(volume.volume())));
        members.put("shards", HashLayout.shards(volume.owners()));
      }
      case RoutingRule.Intervals intervals -> putIntervals(members, intervals);
    }
  }

  private static void putIntervals(
      Map<String, JsonLayout> members, RoutingRule.Intervals intervals) {
    Optional<ZoneId> zone =
        intervals.from() instanceof KeyValue.Moment
            ? Optional.of(intervals.zone())
            : Optional.empty();
    zone.ifPresent(known -> members.put("zone", JsonLayout.text(known.getId())));
    members.put("from", KeyLayout.key(intervals.from(), zone));
    members.put("to", KeyLayout.key(intervals.to(), zone));
    members.put("every", JsonLayout.text(intervals.step().text()));
    members.put("shards", HashLayout.shards(intervals.owners()));
    putShard(members, "before", intervals.before());
    putShard(members, "after", intervals.after());
  }

  private static JsonLayout range(KeyRange range, Optional<ZoneId> zone) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    putBound(members, "from", range.from(), zone);
    putBound(members, "to", range.to(), zone);
    members.put("shard", JsonLayout.text(range.shard().value()));
    return JsonLayout.object(members);
  }

  private static void putBound(
      Map<String, JsonLayout> members,
      String name,
      @Nullable KeyValue bound,
      Optional<ZoneId> zone) {
    if (bound != null) {
      members.put(name, KeyLayout.key(bound, zone));
    }
  }

  /// One object a shard, in the order in which the shards come first.
  private static JsonLayout values(Map<KeyValue, ShardId> values) {
    Map<ShardId, List<JsonLayout>> byShard = new LinkedHashMap<>();
    values.forEach((value, shard) ->
        byShard.computeIfAbsent(shard, _ -> new ArrayList<>()).add(KeyLayout.key(value)));
    List<JsonLayout> elements = new ArrayList<>();
    byShard.forEach((shard, keys) -> elements.add(listed(shard, keys)));
    return JsonLayout.array(elements);
  }

  /// Keys and their shard.
  static JsonLayout listed(ShardId shard, List<JsonLayout> keys) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("shard", JsonLayout.text(shard.value()));
    members.put("in", JsonLayout.array(keys));
    return JsonLayout.object(members);
  }

  private static void putTenants(Map<String, JsonLayout> members, RoutingRule.Tenants rule) {
    Map<Tenant, List<JsonLayout>> byPlace = new LinkedHashMap<>();
    rule.tenants()
        .forEach((value, place) ->
            byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).add(KeyLayout.key(value)));
    List<JsonLayout> elements = new ArrayList<>();
    byPlace.forEach((place, keys) -> {
      Map<String, JsonLayout> element = new LinkedHashMap<>();
      element.put("in", JsonLayout.array(keys));
      putPlace(element, place);
      elements.add(JsonLayout.object(element));
    });
    members.put("tenants", JsonLayout.array(elements));
    rule.otherwise()
        .ifPresent(place -> {
          Map<String, JsonLayout> others = new LinkedHashMap<>();
          putPlace(others, place);
          members.put("default", JsonLayout.object(others));
        });
  }

  private static void putPlace(Map<String, JsonLayout> members, Tenant place) {
    members.put("shard", JsonLayout.text(place.shard().value()));
    members.put("schema", JsonLayout.text(place.schema()));
  }

  private static void putBuckets(
      Map<String, JsonLayout> members, RoutingRule.Buckets rule, List<KeyType> types) {
    boolean isJump = rule.bucket() instanceof BucketRule.Jump;
    switch (rule.number()) {
      case NumberSource.Identity _ -> {}
      case NumberSource.BitField field -> putField(members, field);
      case NumberSource.Hash hash ->
          HashLayout.putHash(
              members, hash, types, isJump ? HashReader.Use.JUMP : HashReader.Use.BUCKETS);
    }
    switch (rule.bucket()) {
      case BucketRule.Modulo modulo -> putModulo(members, rule.number(), modulo);
      case BucketRule.Jump(List<ShardId> owners) ->
          members.put("shards", HashLayout.shards(owners));
      case BucketRule.Uniform(List<ShardId> owners) ->
          members.put("uniform", HashLayout.shards(owners));
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
          members.put("hashRanges", HashLayout.hashRanges(ranges));
    }
  }

  private static void putField(Map<String, JsonLayout> members, NumberSource.BitField field) {
    if (field.layout().isPresent()) {
      members.put("layout", JsonLayout.text(field.layout().get().word()));
    } else {
      members.put("shift", JsonLayout.number(field.shift()));
      members.put("width", JsonLayout.number(field.width()));
    }
  }

  private static void putModulo(
      Map<String, JsonLayout> members, NumberSource number, BucketRule.Modulo modulo) {
    boolean isFloor = modulo.remainder() == BucketRule.Remainder.FLOOR;
    if (number instanceof NumberSource.BitField field
        && modulo.buckets().count() == 1 << field.width()
        && isFloor) {
      HashLayout.putBucketRanges(members, modulo.buckets());
      return;
    }
    members.put("modulus", JsonLayout.number(modulo.buckets().count()));
    boolean asksRemainder =
        number instanceof NumberSource.Identity
            || (number instanceof NumberSource.Hash hash && hash.signed());
    if (asksRemainder || !isFloor) {
      members.put("remainder", JsonLayout.text(modulo.remainder().word()));
    }
    HashLayout.putBuckets(members, modulo.buckets());
  }

  private static void putMembers(Map<String, JsonLayout> members, List<Member> shards) {
    if (shards.stream().allMatch(member -> member.name().equals(member.shard().value()))) {
      members.put("shards", HashLayout.shards(shards.stream().map(Member::shard).toList()));
      return;
    }
    List<JsonLayout> elements = new ArrayList<>();
    for (Member member : shards) {
      Map<String, JsonLayout> element = new LinkedHashMap<>();
      element.put("name", JsonLayout.text(member.name()));
      element.put("shard", JsonLayout.text(member.shard().value()));
      elements.add(JsonLayout.object(element));
    }
    members.put("members", JsonLayout.array(elements));
  }

  private void putDirectory(Map<String, JsonLayout> members, RoutingRule.Directory directory) {
    members.put("shard", JsonLayout.text(directory.catalog().value()));
    members.put("table", JsonLayout.text(directory.table().toString()));
    members.put(
        "key", JsonLayout.array(directory.keyColumns().stream().map(JsonLayout::text).toList()));
    members.put("column", JsonLayout.text(directory.shardColumn()));
    Map<String, ShardId> ids = new LinkedHashMap<>();
    declared.forEach(id -> ids.put(id.value(), id));
    if (!directory.names().equals(ids)) {
      Map<String, JsonLayout> names = new LinkedHashMap<>();
      directory.names().forEach((name, shard) -> names.put(name, JsonLayout.text(shard.value())));
      members.put("names", JsonLayout.object(names));
    }
    members.put("cacheSeconds", JsonLayout.number(directory.cacheTime().toSeconds()));
    putShard(members, "unknown", directory.unknown());
  }

  private void putGroups(
      Map<String, JsonLayout> members, RoutingRule.Grouped grouped, List<KeyType> types) {
    List<KeyType> others = types.subList(1, types.size());
    List<JsonLayout> elements = new ArrayList<>();
    for (RoutingRule.Group group : grouped.groups()) {
      Map<String, JsonLayout> element = new LinkedHashMap<>();
      element.put("in", JsonLayout.array(group.values().stream().map(KeyLayout::key).toList()));
      element.put("routing", JsonLayout.object(members(group.rule(), others)));
      elements.add(JsonLayout.object(element));
    }
    members.put("groups", JsonLayout.array(elements));
    grouped
        .otherwise()
        .ifPresent(rule -> members.put("default", JsonLayout.object(members(rule, others))));
  }

  private static void putShard(
      Map<String, JsonLayout> members, String name, Optional<ShardId> shard) {
    shard.ifPresent(known -> members.put(name, JsonLayout.text(known.value())));
  }
}
