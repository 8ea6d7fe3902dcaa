package io.shardlens.topology.imports.python;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a routing of what a selector was found to do.
final class RoutingMaker {
  private final Findings findings;
  private final ImportPlace place;
  private final KeyType type;

  /// @param place of the selector
  /// @param type of the key column
  RoutingMaker(Findings findings, ImportPlace place, KeyType type) {
    this.findings = findings;
    this.place = place;
    this.type = type;
  }

  /// The routing; empty where the key's type has no such values, which is then a problem.
  Optional<RoutingDefinition> make(String name, SelectorShape shape) {
    try {
      Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
      if (shape instanceof SelectorShape.Modulo modulo) {
        for (Map.Entry<Long, ShardId> each : modulo.single().entrySet()) {
          overrides.put(List.of(number(each.getKey())), each.getValue());
        }
      }
      RoutingRule rule = rule(shape);
      return Optional.of(
          new RoutingDefinition(
              name,
              List.of(type),
              List.of(),
              rule,
              new io.shardlens.topology.NullPolicy.AsRule(),
              overrides));
    } catch (KeyFormatException e) {
      findings.problem(
          place,
          "The selector compares the key with what is no value of its column's type: "
              + e.getMessage());
      return Optional.empty();
    }
  }

  private RoutingRule rule(SelectorShape shape) throws KeyFormatException {
    return switch (shape) {
      case SelectorShape.Constant(ShardId shard) -> new RoutingRule.Single(shard);
      case SelectorShape.Ranges(List<SelectorShape.Piece> pieces) -> ranges(pieces);
      case SelectorShape.Modulo modulo ->
          new RoutingRule.Buckets(
              modulo
                  .digest()
                  .<NumberSource>map(RoutingMaker::hash)
                  .orElse(new NumberSource.Identity()),
              new BucketRule.Modulo(BucketMap.of(modulo.owners()), BucketRule.Remainder.FLOOR));
      case SelectorShape.Texts(Map<String, ShardId> values, Optional<ShardId> otherwise) -> {
        Map<KeyValue, ShardId> listed = new LinkedHashMap<>();
        for (Map.Entry<String, ShardId> each : values.entrySet()) {
          listed.put(KeyValue.parse(type, each.getKey()), each.getValue());
        }
        yield new RoutingRule.ListOfValues(listed, otherwise);
      }
      case SelectorShape.Numbers(Map<Long, ShardId> values, Optional<ShardId> otherwise) -> {
        Map<KeyValue, ShardId> listed = new LinkedHashMap<>();
        for (Map.Entry<Long, ShardId> each : values.entrySet()) {
          listed.put(number(each.getKey()), each.getValue());
        }
        yield new RoutingRule.ListOfValues(listed, otherwise);
      }
    };
  }

  private KeyValue number(long number) throws KeyFormatException {
    return KeyValue.parse(type, Long.toString(number));
  }

  private static NumberSource.Hash hash(Value.Digest digest) {
    return digest.function() == HashFunction.PYTHON
        ? NumberSource.Hash.ofTypedValue(HashFunction.PYTHON)
        : new NumberSource.Hash(
            digest.function(),
            digest.seed(),
            NumberSource.KeyBytes.TEXT,
            new NumberSource.HashPart(digest.from(), digest.bytes(), digest.bigEndian()),
            digest.signed());
  }

  /// A file of ranges has no gap above its first key: keys that the application refuses go to the
  /// range below them; no row has such a key.
  private RoutingRule ranges(List<SelectorShape.Piece> pieces) throws KeyFormatException {
    List<RoutingRule.LowerBound> bounds = new ArrayList<>();
    ShardId lowest = null;
    ShardId owner = null;
    for (SelectorShape.Piece piece : pieces) {
      ShardId shard = piece.shard().orElse(null);
      if (shard == null && owner != null && piece.first() <= type.maximum()) {
        findings.assumed(
            place,
            "The application refuses the keys %s; here they belong to the range below them"
                .formatted(interval(piece)));
      }
      if (shard == null || shard.equals(owner)) {
        continue;
      }
      if (piece.first() <= type.minimum()) {
        lowest = shard;
      } else if (piece.first() <= type.maximum()) {
        bounds.add(new RoutingRule.LowerBound(number(piece.first()), shard));
      }
      owner = shard;
    }
    return lowest == null && !bounds.isEmpty()
        ? new RoutingRule.LowerBounds(bounds, Optional.empty())
        : new RoutingRule.Range(ranges(lowest, bounds));
  }

  private static List<KeyRange> ranges(
      @Nullable ShardId lowest, List<RoutingRule.LowerBound> bounds) {
    List<KeyRange> ranges = new ArrayList<>();
    KeyValue from = null;
    ShardId owner = lowest;
    for (RoutingRule.LowerBound bound : bounds) {
      if (owner != null) {
        ranges.add(new KeyRange(from, bound.from(), owner));
      }
      from = bound.from();
      owner = bound.shard();
    }
    if (owner != null) {
      ranges.add(new KeyRange(from, null, owner));
    }
    return ranges;
  }

  private static String interval(SelectorShape.Piece piece) {
    return piece.first() == Long.MIN_VALUE
        ? "up to " + piece.last()
        : piece.last() == Long.MAX_VALUE
            ? "from " + piece.first() + " on"
            : piece.first() + " to " + piece.last();
  }

  /// What a person will read of the routing.
  static String described(RoutingDefinition routing) {
    return "%s is by %s over %s"
        .formatted(
            Shown.quoted(routing.name()),
            routing.strategy(),
            String.join(
                ", ",
                routing.shards().stream()
                    .limit(8)
                    .map(shard -> Shown.quoted(shard.value()))
                    .toList()));
  }
}
