package io.shardlens.routing;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the shard of a key by one routing: overridden keys first, then NULL, then the rule over
/// the prepared key. Immutable and thread-safe.
public final class RoutingStrategy {

  private final RoutingDefinition definition;
  private final RuleStrategy rule;
  private final PreparedKeys prepared;

  private RoutingStrategy(RoutingDefinition definition, DirectoryLookup lookup) {
    this.definition = definition;
    this.rule = RuleStrategy.of(definition.rule(), definition.ruleTypes(), lookup);
    this.prepared = new PreparedKeys(definition);
  }

  /// A strategy that needs no connection; a directory gives no answers to it.
  public static RoutingStrategy of(RoutingDefinition definition) {
    return of(definition, DirectoryLookup.none());
  }

  public static RoutingStrategy of(RoutingDefinition definition, DirectoryLookup lookup) {
    return new RoutingStrategy(definition, lookup);
  }

  public RoutingDefinition definition() {
    return definition;
  }

  /// Where a key lands. The derivation begins with the steps that depend on the routing; [Router]
  /// puts the typed text and its value before them.
  ///
  /// @param key one value per key column, of the declared types; `null` is NULL
  public Route route(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    List<Derivation.Step> steps = new ArrayList<>();
    boolean hasNull = key.stream().anyMatch(Objects::isNull);
    ShardId override = hasNull ? null : definition.overrides().get(List.copyOf(key));
    if (override != null) {
      steps.add(
          new Derivation.Step(
              "Override",
              override.value(),
              "the file names this key among " + definition.overrides().size()));
      return owned(new Landing.On(override), steps);
    }
    if (hasNull && !(definition.nulls() instanceof NullPolicy.AsRule)) {
      return ofNull(definition.nulls(), steps);
    }
    return switch (prepared.prepare(key, steps)) {
      case PreparedKeys.Result.Unfit(String reason) ->
          unowned(key, new Landing.Nowhere(reason), steps);
      case PreparedKeys.Result.Fit(List<? extends @Nullable KeyValue> ready) ->
          switch (rule.land(ready, steps)) {
            case Landing.On on -> owned(on, steps);
            case Landing.Nowhere nowhere -> unowned(key, nowhere, steps);
            case Landing.Unknown(ShardId asked, String reason, boolean connection) ->
                new Route.Unknown(
                    asked,
                    "Which shard owns " + texts(key) + " is not known: " + reason,
                    connection,
                    new Derivation(steps));
          };
    };
  }

  /// The value that the rule compares: the key as it is prepared, and a tuple where it has several
  /// columns. Empty for a key that cannot be prepared, and for one with NULL.
  public Optional<KeyValue> compared(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    if (key.stream().anyMatch(Objects::isNull)
        || !(prepared.prepare(key, new ArrayList<>())
            instanceof PreparedKeys.Result.Fit(List<? extends @Nullable KeyValue> ready))) {
      return Optional.empty();
    }
    return Optional.ofNullable(RangedStrategy.compared(ready));
  }

  /// The bucket that a key's shard is picked by, counted from 0 as [BucketRule#count()] does. Empty
  /// where the rule has no buckets, and for a key that does not come to one: an overridden one,
  /// NULL where the routing says something else of it, one that no shard owns.
  ///
  /// @param key one value per key column, of the declared types; `null` is NULL
  public OptionalInt bucket(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    boolean hasNull = key.stream().anyMatch(Objects::isNull);
    boolean ruled =
        hasNull
            ? definition.nulls() instanceof NullPolicy.AsRule
            : !definition.overrides().containsKey(List.copyOf(key));
    return ruled
            && rule instanceof BucketStrategy buckets
            && prepared.prepare(key, new ArrayList<>())
                instanceof PreparedKeys.Result.Fit(List<? extends @Nullable KeyValue> ready)
        ? buckets.bucket(ready)
        : OptionalInt.empty();
  }

  private Route ofNull(NullPolicy policy, List<Derivation.Step> steps) {
    return switch (policy) {
      case NullPolicy.To(ShardId shard) -> {
        steps.add(
            new Derivation.Step("NULL", shard.value(), "the routing names a shard for NULL keys"));
        yield owned(new Landing.On(shard), steps);
      }
      case NullPolicy.Anywhere _ -> {
        steps.add(new Derivation.Step("NULL", "any shard", "NULL keys may lie on every shard"));
        yield new Route.Anywhere(new Derivation(steps));
      }
      case NullPolicy.Refuse _, NullPolicy.AsRule _ -> {
        steps.add(new Derivation.Step("NULL", "none", "the routing owns no NULL keys"));
        yield new Route.Unowned(
            "No shard owns NULL: the routing " + definition.name() + " refuses it",
            new Derivation(steps));
      }
    };
  }

  private static Route owned(Landing.On landing, List<Derivation.Step> steps) {
    landing
        .schema()
        .ifPresent(schema -> steps.add(new Derivation.Step("Schema", schema, "search_path")));
    return new Route.Owned(landing.shard(), landing.schema(), new Derivation(steps));
  }

  private Route unowned(
      List<? extends @Nullable KeyValue> key,
      Landing.Nowhere nowhere,
      List<Derivation.Step> steps) {
    return new Route.Unowned(
        "No shard owns "
            + texts(key)
            + " by routing "
            + definition.name()
            + ": "
            + nowhere.reason(),
        new Derivation(steps));
  }

  private static String texts(List<? extends @Nullable KeyValue> key) {
    return key.stream()
        .map(value -> value == null ? "NULL" : value.text())
        .collect(Collectors.joining(", "));
  }

  /// Whether a key always lands where it landed before. Where it does not, [#route] asks a table
  /// and may wait for a server.
  public boolean isFixed() {
    return rule.isFixed();
  }

  /// Every shard that can hold a row whose key columns lie in these sets; empty where such a row
  /// may lie on any shard of the topology. Never leaves out a shard that could hold one.
  ///
  /// @param box one set per key column; one that is empty means that there is no such row
  Optional<Set<ShardId>> shardsHolding(List<ColumnKeys> box) {
    if (box.stream().anyMatch(ColumnKeys::isNone)) {
      return Optional.of(Set.of());
    }
    if (!rule.isFixed()) {
      return Optional.empty();
    }
    Optional<List<List<@Nullable KeyValue>>> keys = KeyProduct.of(box);
    return keys.isPresent() ? shardsOfKeys(keys.get()) : shardsOfSets(box);
  }

  private Optional<Set<ShardId>> shardsOfKeys(List<List<@Nullable KeyValue>> keys) {
    Set<ShardId> shards = new LinkedHashSet<>();
    for (List<@Nullable KeyValue> key : keys) {
      if (!(route(key) instanceof Route.Owned owned)) {
        return Optional.empty();
      }
      shards.add(owned.shard());
    }
    return Optional.of(shards);
  }

  private Optional<Set<ShardId>> shardsOfSets(List<ColumnKeys> box) {
    Set<ShardId> shards = new LinkedHashSet<>();
    definition
        .overrides()
        .forEach((key, shard) -> {
          if (holds(box, key)) {
            shards.add(shard);
          }
        });
    List<ColumnKeys> ruled = box;
    if (!(definition.nulls() instanceof NullPolicy.AsRule)) {
      if (box.stream().anyMatch(ColumnKeys::admitsNull)) {
        if (definition.nulls() instanceof NullPolicy.Anywhere) {
          return Optional.empty();
        }
        shards.addAll(shardsOfNull());
      }
      ruled = box.stream().map(ColumnKeys::withoutNull).toList();
    }
    if (ruled.stream().noneMatch(ColumnKeys::isNone)) {
      prepared
          .prepare(ruled)
          .ifPresentOrElse(
              ready -> shards.addAll(rule.shardsIn(ready)),
              () -> shards.addAll(definition.shards()));
    }
    return Optional.of(shards);
  }

  private Set<ShardId> shardsOfNull() {
    return switch (definition.nulls()) {
      case NullPolicy.To(ShardId shard) -> Set.of(shard);
      case NullPolicy.Anywhere _, NullPolicy.Refuse _, NullPolicy.AsRule _ -> Set.of();
    };
  }

  private static boolean holds(List<ColumnKeys> box, List<KeyValue> key) {
    for (int i = 0; i < box.size(); i++) {
      if (box.get(i).and(ColumnKeys.only(key.get(i))).isNone()) {
        return false;
      }
    }
    return true;
  }
}
