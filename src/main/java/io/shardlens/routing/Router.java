package io.shardlens.routing;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the shard of a key for every sharded table of one topology. Immutable and thread-safe.
public final class Router {

  private final Topology topology;
  private final Map<String, RoutingStrategy> strategies;

  /// A router that makes no connection; a directory gives no answers to it.
  public Router(Topology topology) {
    this(topology, DirectoryLookup.none());
  }

  /// @param lookup asks the tables of directories
  public Router(Topology topology, DirectoryLookup lookup) {
    this.topology = topology;
    this.strategies =
        topology.routings().stream()
            .collect(
                Collectors.toMap(
                    RoutingDefinition::name, routing -> RoutingStrategy.of(routing, lookup)));
  }

  public Topology topology() {
    return topology;
  }

  public RoutingStrategy strategy(TableDefinition.Sharded table) {
    RoutingStrategy strategy = strategies.get(table.routing());
    if (strategy == null) {
      throw new IllegalArgumentException("The topology declares no routing " + table.routing());
    }
    return strategy;
  }

  /// Where a key lands, from what a person typed.
  ///
  /// @param texts one text per key column
  /// @throws KeyFormatException when a text is no value of its column's type, or when there are
  ///   more or fewer texts than key columns; no route is guessed
  public Route route(TableDefinition.Sharded table, List<String> texts) throws KeyFormatException {
    RoutingStrategy strategy = strategy(table);
    List<Derivation.Step> steps = new ArrayList<>();
    List<KeyValue> key = new ArrayList<>();
    List<KeyType> types = strategy.definition().keyTypes();
    if (texts.size() != types.size()) {
      throw new KeyFormatException(
          "The shard key of "
              + table.name().shortName()
              + " is ("
              + String.join(", ", table.key())
              + "): "
              + types.size()
              + " values are expected, not "
              + texts.size());
    }
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      KeyValue value = KeyValue.parse(types.get(i), text);
      key.add(value);
      steps.add(new Derivation.Step("Typed text", text, characters(text)));
      steps.add(
          new Derivation.Step(
              "Value",
              value.text(),
              types.get(i).word()
                  + ", type of "
                  + table.name().shortName()
                  + "."
                  + table.key().get(i)));
    }
    Route route = strategy.route(key);
    steps.addAll(route.derivation().steps());
    return switch (route) {
      case Route.Owned owned -> {
        steps.add(
            new Derivation.Step(
                "Shard",
                topology.shard(owned.shard()).label(),
                topology.shard(owned.shard()).database()
                    + " on "
                    + topology.shard(owned.shard()).address()));
        yield new Route.Owned(owned.shard(), owned.schema(), new Derivation(steps));
      }
      case Route.Anywhere _ -> new Route.Anywhere(new Derivation(steps));
      case Route.Unowned unowned -> new Route.Unowned(unowned.reason(), new Derivation(steps));
      case Route.Unknown unknown ->
          new Route.Unknown(
              unknown.asked(), unknown.reason(), unknown.connection(), new Derivation(steps));
    };
  }

  /// Where a typed key lands, without the first steps of the derivation; for keys read from a
  /// database.
  ///
  /// @param key one value per key column; `null` is NULL
  public Route routeTyped(TableDefinition.Sharded table, List<? extends @Nullable KeyValue> key) {
    return strategy(table).route(key);
  }

  /// Every shard of the topology that can hold a row of the table for which a predicate is true.
  ///
  /// Leaving out a shard that holds one would be a wrong answer, keeping one too many is only slow:
  /// what cannot be told keeps all shards, and so does a key that no shard owns, because such a row
  /// may lie anywhere. Empty where no row can match.
  public Set<ShardId> prune(TableDefinition.Sharded table, KeyPredicate predicate) {
    RoutingStrategy strategy = strategy(table);
    List<KeyType> types = strategy.definition().keyTypes();
    Set<ShardId> shards = new LinkedHashSet<>();
    for (List<ColumnKeys> box : predicate.boxes(types)) {
      Optional<Set<ShardId>> ofBox = strategy.shardsHolding(box);
      if (ofBox.isEmpty()) {
        return everyShard();
      }
      shards.addAll(ofBox.get());
    }
    return Collections.unmodifiableSet(shards);
  }

  private Set<ShardId> everyShard() {
    Set<ShardId> every = new LinkedHashSet<>();
    topology.shards().forEach(shard -> every.add(shard.id()));
    return Collections.unmodifiableSet(every);
  }

  private static String characters(String text) {
    int count = text.codePointCount(0, text.length());
    return count == 1 ? "1 character" : count + " characters";
  }
}
