package io.shardlens.execute;

import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.routing.Derivation;
import io.shardlens.routing.Route;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Routes the keys that a shard holds, and tells which do not belong there.
record MisplacedKeys(Topology topology, TableDefinition.Sharded table, FreshDirectory directory) {

  /// @param misplaced those that are not the shard's, in the order of the keys
  /// @param unanswered how many keys a directory gave no answer for
  /// @param reason the first reason for that, or empty
  record Found(List<Misplaced> misplaced, int unanswered, String reason) {}

  /// @param schema in which the keys were found, where tenants have schemas
  /// @throws ShardFailure when a text is no key of the routing
  Found find(ShardId shard, Optional<String> schema, List<@Nullable String[]> rows)
      throws ShardFailure {
    List<List<@Nullable KeyValue>> keys = new ArrayList<>();
    for (@Nullable String[] row : rows) {
      keys.add(key(row));
    }
    List<Route> routes = directory.routes(topology.routing(table.routing()), keys);
    List<Misplaced> misplaced = new ArrayList<>();
    int unanswered = 0;
    String reason = "";
    for (int i = 0; i < routes.size(); i++) {
      List<@Nullable String> key = Arrays.asList(rows.get(i));
      switch (routes.get(i)) {
        case Route.Anywhere _ -> {}
        case Route.Owned owned when owned.shard().equals(shard) && isIn(schema, owned) -> {}
        case Route.Owned owned ->
            misplaced.add(
                misplaced(shard, schema, key, Optional.of(owned.shard()), place(owned), owned));
        case Route.Unowned none ->
            misplaced.add(misplaced(shard, schema, key, Optional.empty(), "no shard", none));
        case Route.Unknown unknown -> {
          unanswered++;
          reason = reason.isEmpty() ? unknown.reason() : reason;
        }
      }
    }
    return new Found(misplaced, unanswered, reason);
  }

  private static boolean isIn(Optional<String> schema, Route.Owned owned) {
    return schema.isEmpty() || schema.equals(owned.schema());
  }

  private String place(Route.Owned owned) {
    return label(owned.shard())
        + owned.schema().map(schema -> " (schema " + schema + ")").orElse("");
  }

  private Misplaced misplaced(
      ShardId shard,
      Optional<String> schema,
      List<@Nullable String> key,
      Optional<ShardId> owner,
      String belongs,
      Route route) {
    String texts =
        key.stream().map(text -> text == null ? "NULL" : text).collect(Collectors.joining(", "));
    String sentence =
        table.name().shortName()
            + " "
            + texts
            + " lies on "
            + label(shard)
            + schema.map(name -> " (schema " + name + ")").orElse("")
            + " and belongs to "
            + belongs;
    return new Misplaced(key, owner, sentence, withValues(key, route.derivation()));
  }

  /// The derivation of a stored key begins with what is stored.
  private Derivation withValues(List<@Nullable String> key, Derivation derivation) {
    List<Derivation.Step> steps = new ArrayList<>();
    List<KeyType> types = topology.routing(table.routing()).keyTypes();
    for (int i = 0; i < key.size(); i++) {
      String text = key.get(i);
      steps.add(
          new Derivation.Step(
              "Value",
              text == null ? "NULL" : text,
              types.get(i).word()
                  + ", as stored in "
                  + table.name().shortName()
                  + "."
                  + table.key().get(i)));
    }
    steps.addAll(derivation.steps());
    return new Derivation(steps);
  }

  private List<@Nullable KeyValue> key(@Nullable String[] row) throws ShardFailure {
    List<KeyType> types = topology.routing(table.routing()).keyTypes();
    List<@Nullable KeyValue> key = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      String cell = row[i];
      try {
        key.add(cell == null ? null : KeyValue.parse(types.get(i), cell));
      } catch (KeyFormatException e) {
        throw new ShardFailure(ShardFailure.Kind.STATEMENT, String.valueOf(e.getMessage()));
      }
    }
    return key;
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
