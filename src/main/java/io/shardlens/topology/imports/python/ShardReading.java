package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which database the result of a selector is: its name, its number, an engine or a session of it,
/// or a call that is given one of those.
final class ShardReading implements ShardAnswer.Reading {
  private static final Pattern CONNECTS =
      Pattern.compile(
          "(?i).*(session|engine|bind|using|connect|connection|pool|db_manager|acquire).*");
  private static final int DEEPEST = 4;

  private final Databases databases;
  private final Optional<ShardId> nothing;

  /// @param nothing the database that `None` stands for, as it does in Django
  ShardReading(Databases databases, Optional<ShardId> nothing) {
    this.databases = databases;
    this.nothing = nothing;
  }

  @Override
  public ShardAnswer of(Value value) {
    if (value instanceof Value.Nothing) {
      return nothing.<ShardAnswer>map(ShardAnswer.Of::new).orElseGet(ShardAnswer.Nowhere::new);
    }
    Optional<ShardId> shard = shard(value, 0);
    if (shard.isPresent()) {
      return new ShardAnswer.Of(shard.get());
    }
    return switch (value) {
      case Value.Text(var place, String text) ->
          new ShardAnswer.Other(
              place, "it answers %s, which is no database here".formatted(Names.shown(text)), true);
      case Value.Unknown(var place, String why) ->
          new ShardAnswer.Other(place, "it meets " + why, true);
      default ->
          new ShardAnswer.Other(value.place(), "its answer is no database that is known", false);
    };
  }

  private Optional<ShardId> shard(Value value, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    Optional<ShardId> connected =
        Engines.of(value).map(Engines.Target::identity).flatMap(databases::ofIdentity);
    if (connected.isPresent()) {
      return connected;
    }
    return switch (value) {
      case Value.Text(_, String text) -> databases.ofAlias(text);
      case Value.Whole(_, long number) -> databases.ofAlias(number);
      case Value.Symbol symbol -> databases.ofAlias(symbol.path());
      case Value.Item(_, _, String key, _) -> databases.ofAlias(key);
      case Value.Sequence(_, _, List<Value> elements) when elements.size() <= 4 ->
          only(elements.stream(), depth);
      case Value.Call call -> ofCall(call, depth);
      default -> Optional.empty();
    };
  }

  private Optional<ShardId> ofCall(Value.Call call, int depth) {
    Optional<ShardId> target =
        call.target() instanceof Value.Call || call.target() instanceof Value.Item
            ? shard(call.target(), depth + 1)
            : Optional.empty();
    return target.isEmpty() && CONNECTS.matcher(call.callee()).matches()
        ? only(Stream.concat(call.arguments().stream(), call.keywords().values().stream()), depth)
        : target;
  }

  /// The one shard among some values.
  private Optional<ShardId> only(Stream<Value> values, int depth) {
    List<ShardId> shards =
        values.limit(8).flatMap(value -> shard(value, depth + 1).stream()).distinct().toList();
    return shards.size() == 1 ? Optional.of(shards.getFirst()) : Optional.empty();
  }
}
