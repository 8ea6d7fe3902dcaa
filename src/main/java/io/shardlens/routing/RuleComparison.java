package io.shardlens.routing;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the rules of two routings that take the same keys, each kind of rule in its own terms.
/// What it says of a key holds where no override and no policy for NULL comes before the rule.
final class RuleComparison {

  private final ShardMatch shards;
  private final RoutingDefinition before;
  private final RoutingDefinition after;

  RuleComparison(ShardMatch shards, RoutingDefinition before, RoutingDefinition after) {
    this.shards = shards;
    this.before = before;
    this.after = after;
  }

  KeyMoves compare() {
    RoutingRule older = before.rule();
    RoutingRule newer = after.rule();
    if (older instanceof RoutingRule.Single && newer instanceof RoutingRule.Single) {
      return new KeyMoves.Known(ranges(ranged(older), ranged(newer)));
    }
    if (isRanged(older) && isRanged(newer)) {
      return new KeyMoves.Known(ranges(ranged(older), ranged(newer)));
    }
    Optional<Listed> listedBefore = Listed.of(older);
    Optional<Listed> listedAfter = Listed.of(newer);
    if (listedBefore.isPresent() && listedAfter.isPresent()) {
      return new KeyMoves.Known(values(listedBefore.get(), listedAfter.get()));
    }
    if (older instanceof RoutingRule.Buckets from
        && newer instanceof RoutingRule.Buckets to
        && from.number().equals(to.number())
        && hashesAlike(from.number())) {
      Optional<List<KeyMove>> moves = new BucketMoves(shards, from.number()).between(from, to);
      if (moves.isPresent()) {
        return new KeyMoves.Known(moves.get());
      }
    }
    if (older instanceof RoutingRule.Grouped from && newer instanceof RoutingRule.Grouped to) {
      return new GroupMoves(shards, before, after).between(from, to);
    }
    if (older instanceof RoutingRule.Computed from
        && newer instanceof RoutingRule.Computed to
        && from.expression().equals(to.expression())
        && before.ruleTypes().equals(after.ruleTypes())) {
      return new KeyMoves.Known(results(from, to));
    }
    if (spreadsEvenly(older) && spreadsEvenly(newer)) {
      return new SampledMoves(shards, before, after).estimate();
    }
    return older.equals(newer)
        ? new KeyMoves.Known(List.of())
        : new KeyMoves.NotComparable(reason(older, newer));
  }

  private static String reason(RoutingRule older, RoutingRule newer) {
    if (!older.strategy().equals(newer.strategy())) {
      return "strategy " + older.strategy() + " became " + newer.strategy();
    }
    return newer instanceof RoutingRule.Directory
        ? "another directory says where a key lives"
        : "strategy " + newer.strategy() + " has other parameters";
  }

  /// One shard for all keys is a range without bounds, too.
  private static boolean isRanged(RoutingRule rule) {
    return rule instanceof RoutingRule.Ranged || rule instanceof RoutingRule.Single;
  }

  private static List<KeyRange> ranged(RoutingRule rule) {
    return rule instanceof RoutingRule.Ranged ranged
        ? ranged.ranges()
        : List.of(new KeyRange(null, null, rule.shards().getFirst()));
  }

  private List<KeyMove> ranges(List<KeyRange> older, List<KeyRange> newer) {
    return new RangeMoves(shards).between(older, newer);
  }

  /// Functions that hash typed values may hash a wider integer in another way.
  private boolean hashesAlike(NumberSource number) {
    return before.keyTypes().equals(after.keyTypes())
        || !(number instanceof NumberSource.Hash hash)
        || hash.function().readsBytes()
        || hash.function() == HashFunction.POSTGRESQL
        || hash.function() == HashFunction.CITUS;
  }

  /// Whether any sample of different keys shows how the rule spreads them.
  private static boolean spreadsEvenly(RoutingRule rule) {
    return switch (rule) {
      case RoutingRule.Buckets buckets -> buckets.number() instanceof NumberSource.Hash;
      case RoutingRule.Ring _, RoutingRule.Rendezvous _, RoutingRule.Single _ -> true;
      case RoutingRule.Ranged _,
          RoutingRule.ListOfValues _,
          RoutingRule.Tenants _,
          RoutingRule.Directory _,
          RoutingRule.Grouped _,
          RoutingRule.Computed _ ->
          false;
    };
  }

  /// Values that have their place, and the place of all others.
  ///
  /// @param otherwise `null` where the others have none
  private record Listed(Map<KeyValue, Landing.On> values, Landing.@Nullable On otherwise) {

    static Optional<Listed> of(RoutingRule rule) {
      Map<KeyValue, Landing.On> values = new LinkedHashMap<>();
      return switch (rule) {
        case RoutingRule.ListOfValues list -> {
          list.values().forEach((value, shard) -> values.put(value, new Landing.On(shard)));
          yield Optional.of(
              new Listed(
                  values, list.otherwise().map(shard -> new Landing.On(shard)).orElse(null)));
        }
        case RoutingRule.Tenants tenants -> {
          tenants.tenants().forEach((value, tenant) -> values.put(value, place(tenant)));
          yield Optional.of(
              new Listed(values, tenants.otherwise().map(Listed::place).orElse(null)));
        }
        case RoutingRule.Single(var shard) ->
            Optional.of(new Listed(values, new Landing.On(shard)));
        default -> Optional.empty();
      };
    }

    private static Landing.On place(RoutingRule.Tenant tenant) {
      return new Landing.On(tenant.shard(), Optional.of(tenant.schema()));
    }

    Landing.@Nullable On place(KeyValue value) {
      Landing.On own = values.get(value);
      // A `*` in the schema of the others stands for the value itself.
      return own != null || otherwise == null
          ? own
          : new Landing.On(
              otherwise.shard(), otherwise.schema().map(name -> name.replace("*", value.text())));
    }
  }

  private List<KeyMove> values(Listed older, Listed newer) {
    Set<KeyValue> listed = new LinkedHashSet<>(older.values().keySet());
    listed.addAll(newer.values().keySet());
    Map<Owners, List<KeyValue>> byOwners = new LinkedHashMap<>();
    for (KeyValue value : listed) {
      byOwners
          .computeIfAbsent(
              new Owners(older.place(value), newer.place(value)), _ -> new ArrayList<>())
          .add(value);
    }
    List<KeyMove> moves = new ArrayList<>();
    byOwners.forEach((owners, values) ->
        shards
            .move(new KeySet.Values(values), owners.before(), owners.after())
            .ifPresent(moves::add));
    shards
        .move(new KeySet.AllBut(List.copyOf(listed)), older.otherwise(), newer.otherwise())
        .ifPresent(moves::add);
    return moves;
  }

  /// The same expression gives the same result, which may mean another shard.
  private List<KeyMove> results(RoutingRule.Computed older, RoutingRule.Computed newer) {
    Map<String, Landing.On> from = meanings(older);
    Map<String, Landing.On> to = meanings(newer);
    Set<String> results = new LinkedHashSet<>(from.keySet());
    results.addAll(to.keySet());
    Map<Owners, List<String>> byOwners = new LinkedHashMap<>();
    for (String result : results) {
      byOwners
          .computeIfAbsent(new Owners(from.get(result), to.get(result)), _ -> new ArrayList<>())
          .add(result);
    }
    List<KeyMove> moves = new ArrayList<>();
    byOwners.forEach((owners, some) ->
        shards
            .move(new KeySet.Results(some), owners.before(), owners.after())
            .ifPresent(moves::add));
    return moves;
  }

  /// What the results of an expression mean: positions or names.
  private Map<String, Landing.On> meanings(RoutingRule.Computed rule) {
    boolean byName = new ComputedStrategy(rule, before.ruleTypes()).givesNames();
    Map<String, Landing.On> meanings = new LinkedHashMap<>();
    for (int i = 0; i < rule.owners().size(); i++) {
      Landing.On owner = new Landing.On(rule.owners().get(i));
      meanings.put(byName ? owner.shard().value() : Integer.toString(i), owner);
    }
    return meanings;
  }

  private record Owners(Landing.@Nullable On before, Landing.@Nullable On after) {}
}
