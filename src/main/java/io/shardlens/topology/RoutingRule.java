package io.shardlens.topology;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One rule that finds the shard of a prepared key, as the topology file declares it.
public sealed interface RoutingRule {

  /// The word of the file: `range`, `hash`, `list`.
  default String strategy() {
    return switch (this) {
      case Range _ -> "range";
      case LowerBounds _ -> "lowerBounds";
      case Boundaries _ -> "boundaries";
      case Volume _ -> "volume";
      case Intervals _ -> "interval";
      case ListOfValues _ -> "list";
      case Tenants _ -> "tenants";
      case Buckets(NumberSource.BitField _, _) -> "bits";
      case Buckets(_, BucketRule.Jump _) -> "jump";
      case Buckets(NumberSource.Identity _, _) -> "modulo";
      case Buckets(NumberSource.Hash _, _) -> "hash";
      case Ring _ -> "ring";
      case Rendezvous _ -> "rendezvous";
      case Directory _ -> "directory";
      case Grouped _ -> "grouped";
      case Single _ -> "single";
      case Computed _ -> "expression";
    };
  }

  /// The shards that own at least one key, each once, in the order of the file.
  default List<ShardId> shards() {
    Stream<ShardId> owners =
        switch (this) {
          case Ranged ranged -> ranged.ranges().stream().map(KeyRange::shard);
          case ListOfValues(var values, var otherwise) ->
              Stream.concat(values.values().stream(), otherwise.stream());
          case Tenants(var tenants, var otherwise) ->
              Stream.concat(tenants.values().stream(), otherwise.stream()).map(Tenant::shard);
          case Buckets buckets -> buckets.bucket().shards().stream();
          case Ring ring -> ring.members().stream().map(Member::shard);
          case Rendezvous rendezvous -> rendezvous.members().stream().map(Member::shard);
          case Directory directory ->
              Stream.concat(directory.names().values().stream(), directory.unknown().stream());
          case Grouped grouped -> grouped.rules().flatMap(rule -> rule.shards().stream());
          case Single(ShardId shard) -> Stream.of(shard);
          case Computed computed -> computed.owners().stream();
        };
    return owners.distinct().toList();
  }

  /// Whether keys have their tables in schemas of their own.
  default boolean namesSchemas() {
    return switch (this) {
      case Tenants _ -> true;
      case Grouped grouped -> grouped.rules().anyMatch(RoutingRule::namesSchemas);
      case Ranged _,
          ListOfValues _,
          Buckets _,
          Ring _,
          Rendezvous _,
          Directory _,
          Single _,
          Computed _ ->
          false;
    };
  }

  /// A rule whose shards own ranges of the key, or, of several columns, of the tuple of its values
  /// compared from left to right.
  sealed interface Ranged extends RoutingRule {

    /// Ascending, without overlap; a key in a gap has no shard. Computed anew by some rules: keep
    /// it.
    List<KeyRange> ranges();
  }

  /// Ranges with both bounds.
  ///
  /// @param zone in which the file gives the bounds of moments; empty for keys that are none
  record Range(List<KeyRange> ranges, Optional<ZoneId> zone) implements Ranged {
    public Range {
      ranges = List.copyOf(ranges);
    }

    public Range(List<KeyRange> ranges) {
      this(ranges, Optional.empty());
    }
  }

  /// Ranges of which each begins at its bound and ends where the next begins; a key below the first
  /// has the shard `below`, or none.
  ///
  /// @param bounds ascending
  record LowerBounds(List<LowerBound> bounds, Optional<ShardId> below) implements Ranged {
    public LowerBounds {
      bounds = List.copyOf(bounds);
    }

    @Override
    public List<KeyRange> ranges() {
      List<KeyRange> ranges = new ArrayList<>();
      below.ifPresent(shard -> ranges.add(new KeyRange(null, bounds.getFirst().from(), shard)));
      for (int i = 0; i < bounds.size(); i++) {
        KeyValue to = i + 1 == bounds.size() ? null : bounds.get(i + 1).from();
        ranges.add(new KeyRange(bounds.get(i).from(), to, bounds.get(i).shard()));
      }
      return ranges;
    }
  }

  /// @param from the first key of the range
  record LowerBound(KeyValue from, ShardId shard) {}

  /// Ranges between boundaries, each of which belongs to the range above it; ShardingSphere's
  /// `BOUNDARY_RANGE`.
  ///
  /// @param boundaries ascending, at least one
  /// @param owners the shard of each range, one more than the boundaries
  record Boundaries(List<KeyValue> boundaries, List<ShardId> owners) implements Ranged {
    public Boundaries {
      boundaries = List.copyOf(boundaries);
      owners = List.copyOf(owners);
    }

    @Override
    public List<KeyRange> ranges() {
      List<KeyRange> ranges = new ArrayList<>();
      for (int i = 0; i < owners.size(); i++) {
        ranges.add(
            new KeyRange(
                i == 0 ? null : boundaries.get(i - 1),
                i == boundaries.size() ? null : boundaries.get(i),
                owners.get(i)));
      }
      return ranges;
    }
  }

  /// Ranges of one length between a lower and an upper bound, and one range on each side;
  /// ShardingSphere's `VOLUME_RANGE`.
  ///
  /// @param upper above the lower bound
  /// @param volume keys a range, at least 1; the last range below the upper bound may be shorter
  /// @param owners the shard of each range: below, between, above
  record Volume(long lower, long upper, long volume, List<ShardId> owners) implements Ranged {
    public Volume {
      owners = List.copyOf(owners);
    }

    /// How many ranges there are, with the two at the ends.
    public static long rangeCount(long lower, long upper, long volume) {
      // The width may not fit in a signed long.
      long width = upper - lower;
      long whole = Long.divideUnsigned(width, volume);
      return Long.remainderUnsigned(width, volume) == 0 ? whole + 2 : whole + 3;
    }

    @Override
    public List<KeyRange> ranges() {
      List<KeyRange> ranges = new ArrayList<>();
      ranges.add(new KeyRange(null, new KeyValue.Int(lower), owners.getFirst()));
      long from = lower;
      for (int i = 1; i < owners.size() - 1; i++) {
        // Compared as distances, which do not overflow as the sums would.
        long to = Long.compareUnsigned(upper - from, volume) <= 0 ? upper : from + volume;
        ranges.add(new KeyRange(new KeyValue.Int(from), new KeyValue.Int(to), owners.get(i)));
        from = to;
      }
      ranges.add(new KeyRange(new KeyValue.Int(upper), null, owners.getLast()));
      return ranges;
    }
  }

  /// Ranges of time of one calendar length each.
  ///
  /// @param from the first moment or day of the first range
  /// @param to the first after the last range
  /// @param step the length of a range
  /// @param zone whose calendar cuts moments; of no meaning for days and for timestamps without
  ///   zone
  /// @param owners the shards of the ranges, over again from the first where there are more ranges
  /// @param before the shard of what lies before `from`, or empty where none owns it
  /// @param after the shard of what lies at or after `to`, or empty where none owns it
  record Intervals(
      KeyValue from,
      KeyValue to,
      CalendarStep step,
      ZoneId zone,
      List<ShardId> owners,
      Optional<ShardId> before,
      Optional<ShardId> after)
      implements Ranged {
    public Intervals {
      owners = List.copyOf(owners);
    }

    @Override
    public List<KeyRange> ranges() {
      List<KeyRange> ranges = new ArrayList<>();
      before.ifPresent(shard -> ranges.add(new KeyRange(null, from, shard)));
      List<KeyValue> starts = step.starts(from, to, zone);
      for (int i = 0; i < starts.size(); i++) {
        KeyValue end = i + 1 == starts.size() ? to : starts.get(i + 1);
        ranges.add(new KeyRange(starts.get(i), end, owners.get(i % owners.size())));
      }
      after.ifPresent(shard -> ranges.add(new KeyRange(to, null, shard)));
      return ranges;
    }
  }

  /// Each listed value has its shard, all others the default where there is one.
  ///
  /// @param values in the order of the file
  record ListOfValues(Map<KeyValue, ShardId> values, Optional<ShardId> otherwise)
      implements RoutingRule {
    public ListOfValues {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// Each tenant has its shard and its schema.
  ///
  /// @param tenants in the order of the file
  /// @param otherwise where all other tenants live, or empty where they have no place; a `*` in its
  ///   schema stands for the tenant's own text
  record Tenants(Map<KeyValue, Tenant> tenants, Optional<Tenant> otherwise) implements RoutingRule {
    public Tenants {
      tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    }

    /// Whether a schema of a shard is that of a tenant, or of several.
    public boolean hasSchema(ShardId shard, String schema) {
      boolean listed =
          tenants.entrySet().stream()
              .anyMatch(entry ->
                  entry.getValue().shard().equals(shard)
                      && entry.getValue().schemaOf(entry.getKey().text()).equals(schema));
      return listed
          || otherwise
              .filter(tenant -> tenant.shard().equals(shard))
              .filter(tenant ->
                  tenant.isShared()
                      ? tenant.schema().equals(schema)
                      : tenant.tenantOf(schema).isPresent())
              .isPresent();
    }

    /// Whether a schema of a shard can belong to one tenant only, so that all rows of its tables
    /// are that tenant's.
    public boolean isOfOneTenant(ShardId shard, String schema) {
      Optional<Tenant> others = otherwise.filter(tenant -> tenant.shard().equals(shard));
      if (others
          .filter(tenant -> tenant.isShared() && tenant.schema().equals(schema))
          .isPresent()) {
        return false;
      }
      long listed =
          tenants.entrySet().stream()
              .filter(entry -> entry.getValue().shard().equals(shard))
              .filter(entry -> entry.getValue().schemaOf(entry.getKey().text()).equals(schema))
              .count();
      boolean unlisted =
          others.flatMap(tenant -> tenant.tenantOf(schema)).filter(this::isUnlisted).isPresent();
      return listed + (unlisted ? 1 : 0) <= 1;
    }

    private boolean isUnlisted(String tenant) {
      return tenants.keySet().stream().noneMatch(listed -> listed.text().equals(tenant));
    }
  }

  /// The place of a tenant.
  ///
  /// @param schema the schema that its `search_path` names, in which `*` stands for the tenant's
  ///   text
  record Tenant(ShardId shard, String schema) {

    /// Whether all tenants of this place have one schema.
    public boolean isShared() {
      return schema.indexOf('*') < 0;
    }

    public String schemaOf(String tenant) {
      return schema.replace("*", tenant);
    }

    /// The tenant whose schema this is; empty where it is none of this place's pattern, or where
    /// all tenants share it.
    public Optional<String> tenantOf(String name) {
      int star = schema.indexOf('*');
      if (star < 0) {
        return Optional.empty();
      }
      String before = schema.substring(0, star);
      String after = schema.substring(star + 1);
      boolean fits =
          name.length() > before.length() + after.length()
              && name.startsWith(before)
              && name.endsWith(after);
      return fits
          ? Optional.of(name.substring(before.length(), name.length() - after.length()))
          : Optional.empty();
    }
  }

  /// A number is made of the key, and picks the shard.
  record Buckets(NumberSource number, BucketRule bucket) implements RoutingRule {

    /// PostgreSQL's own rule of `PARTITION BY HASH`: the remainder of the unsigned row hash.
    ///
    /// @param remainders the shard of each remainder; its size is the modulus
    public static Buckets postgresql(List<ShardId> remainders) {
      return new Buckets(
          NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL),
          new BucketRule.Modulo(BucketMap.of(remainders), BucketRule.Remainder.FLOOR));
    }
  }

  /// A consistent-hash ring: each shard has points on it, and a key belongs to the first point at
  /// or after its own hash, round the end to the smallest.
  ///
  /// @param key how the key is hashed
  /// @param label the text that is hashed for the points of a shard, in which `{shard}` stands for
  ///   the shard's name and `{point}` for the number of the label, from 0
  /// @param labels how many labels a shard has
  /// @param pointsPerLabel how many points the hash of one label gives: its parts of the size that
  ///   `key` takes, one after the other
  /// @param strictlyAfter whether a key whose hash is a point belongs to the next one
  record Ring(
      NumberSource.Hash key,
      String label,
      int labels,
      int pointsPerLabel,
      boolean strictlyAfter,
      List<Member> members)
      implements RoutingRule {
    public Ring {
      members = List.copyOf(members);
    }
  }

  /// Highest random weight: the key belongs to the shard for which the hash of both is largest, to
  /// the first of them in the file where two are equal.
  ///
  /// @param hash how a label is hashed
  /// @param label the text that is hashed, in which `{shard}` and `{key}` stand for their texts
  record Rendezvous(NumberSource.Hash hash, String label, List<Member> members)
      implements RoutingRule {
    public Rendezvous {
      members = List.copyOf(members);
    }
  }

  /// A shard under the name by which the application hashes it.
  record Member(String name, ShardId shard) {}

  /// A table says where each key lives.
  ///
  /// @param catalog the shard that holds the table
  /// @param keyColumns the columns that hold the key, one per key column
  /// @param shardColumn the column that names the shard
  /// @param names what the column says for which shard
  /// @param cacheTime how long an answer is kept; zero asks anew each time
  /// @param unknown the shard of keys that the table does not have, or empty where none owns them
  record Directory(
      ShardId catalog,
      TableName table,
      List<String> keyColumns,
      String shardColumn,
      Map<String, ShardId> names,
      Duration cacheTime,
      Optional<ShardId> unknown)
      implements RoutingRule {
    public Directory {
      keyColumns = List.copyOf(keyColumns);
      names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
  }

  /// The first key column picks a group, and the group's own rule routes by the other columns.
  ///
  /// @param groups in the order of the file
  /// @param otherwise the rule for all other values of the first column, or empty where they have
  ///   no shard
  record Grouped(List<Group> groups, Optional<RoutingRule> otherwise) implements RoutingRule {
    public Grouped {
      groups = List.copyOf(groups);
    }

    /// The rules of all groups.
    Stream<RoutingRule> rules() {
      return Stream.concat(groups.stream().map(Group::rule), otherwise.stream());
    }
  }

  /// @param values of the first key column
  /// @param rule for the other key columns
  record Group(Set<KeyValue> values, RoutingRule rule) {
    public Group {
      values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }

  /// All keys have one shard; the rule of a group that lives in one place.
  record Single(ShardId shard) implements RoutingRule {}

  /// An expression over the key gives the shard's position in a list, or its id.
  ///
  /// @param expression in the language of `topology.expression`; the reader has checked it
  /// @param owners what positions mean, and the shards that an id may name
  record Computed(String expression, List<ShardId> owners) implements RoutingRule {
    public Computed {
      owners = List.copyOf(owners);
    }
  }
}
