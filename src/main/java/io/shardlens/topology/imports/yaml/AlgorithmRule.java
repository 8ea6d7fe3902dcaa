package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rule that an algorithm is, over a column and the names among which it chooses.
///
/// @param type of the column, assumed where the algorithm takes any number, asked where the type
///   decides
record AlgorithmRule(KeyType type, List<KeyPreparation> preparation, RoutingRule rule) {

  /// More than any number's text has.
  private static final int WHOLE_TEXT = 1_000;

  /// The types between which the hash of Java, or the form of a value, differs.
  private static final List<KeyType> TYPES =
      List.of(KeyType.BIGINT, KeyType.INTEGER, KeyType.TEXT, KeyType.VARCHAR, KeyType.UUID);

  private AlgorithmRule(KeyType type, RoutingRule rule) {
    this(type, List.of(), rule);
  }

  /// Why there is no rule: for good, or while a question is open.
  static final class NoRule extends Exception {
    private static final long serialVersionUID = 1L;

    NoRule(String reason) {
      super(reason, null, false, false);
    }
  }

  /// Where the algorithm is used.
  ///
  /// @param strategy the place of the strategy that names it
  record Use(ImportPlace strategy, String column, Targets targets) {}

  /// @return empty while a question is open
  static Optional<AlgorithmRule> of(Algorithm algorithm, Use use, Findings findings) throws NoRule {
    return switch (algorithm) {
      case Algorithm.Mod mod -> Optional.of(mod(mod, use, findings));
      case Algorithm.HashMod(int count) -> {
        List<ShardId> owners = numbered(use, count, 0);
        yield type(use, findings)
            .map(type -> new AlgorithmRule(type, javaHash(owners, BucketRule.Remainder.ABSOLUTE)));
      }
      case Algorithm.VolumeRange(long lower, long upper, long volume) -> {
        List<ShardId> owners = numbered(use, algorithm.amount(), 0);
        yield Optional.of(
            new AlgorithmRule(
                number(use, findings), new RoutingRule.Volume(lower, upper, volume, owners)));
      }
      case Algorithm.BoundaryRange(List<Long> boundaries) -> {
        RoutingRule rule = boundaries(boundaries, numbered(use, algorithm.amount(), 0));
        yield Optional.of(new AlgorithmRule(number(use, findings), rule));
      }
      case Algorithm.Inline(String expression) -> inline(expression, use, findings);
      case Algorithm.NotUnderstood(String reason) -> throw new NoRule(reason);
    };
  }

  private static List<ShardId> numbered(Use use, long count, int digits) throws NoRule {
    int most = use.targets.shards().size();
    List<Optional<ShardId>> found =
        IntStream.range(0, (int) Math.min(count, most + 1L))
            .mapToObj(number -> use.targets.numbered(number, digits))
            .toList();
    int missing = found.indexOf(Optional.<ShardId>empty());
    if (missing >= 0) {
      throw new NoRule(
          "it gives number "
              + missing
              + " of "
              + count
              + ", and there is no such data source or table");
    }
    return found.stream().map(Optional::orElseThrow).toList();
  }

  private static AlgorithmRule mod(Algorithm.Mod mod, Use use, Findings findings) throws NoRule {
    int digits = mod.padded() ? Integer.toString(mod.count() - 1).length() : 0;
    RoutingRule rule =
        new RoutingRule.Buckets(
            new NumberSource.Identity(),
            new BucketRule.Modulo(
                BucketMap.of(numbered(use, mod.count(), digits)), BucketRule.Remainder.FLOOR));
    if (mod.stop() > 0) {
      throw new NoRule("its stop-offset cannot be expressed");
    }
    KeyType type = number(use, findings);
    return mod.start() == 0
        ? new AlgorithmRule(type, rule)
        : new AlgorithmRule(
            type,
            List.of(
                new KeyPreparation.ToText(),
                new KeyPreparation.Substring(mod.start() + 1, WHOLE_TEXT),
                new KeyPreparation.ToInteger()),
            rule);
  }

  private static RoutingRule javaHash(List<ShardId> owners, BucketRule.Remainder remainder) {
    return new RoutingRule.Buckets(
        NumberSource.Hash.ofTypedValue(HashFunction.JAVA),
        new BucketRule.Modulo(BucketMap.of(owners), remainder));
  }

  /// A range between two equal boundaries holds nothing, but counts.
  private static RoutingRule boundaries(List<Long> boundaries, List<ShardId> numbered) {
    List<KeyValue> kept = new ArrayList<>();
    List<ShardId> owners = new ArrayList<>(List.of(numbered.getFirst()));
    for (int i = 0; i < boundaries.size(); i++) {
      KeyValue boundary = new KeyValue.Int(boundaries.get(i));
      if (!kept.isEmpty() && kept.getLast().equals(boundary)) {
        owners.removeLast();
      } else {
        kept.add(boundary);
      }
      owners.add(numbered.get(i + 1));
    }
    return new RoutingRule.Boundaries(kept, owners);
  }

  private static Optional<AlgorithmRule> inline(String expression, Use use, Findings findings)
      throws NoRule {
    try {
      return switch (InlineReduction.reduce(
          InlineTemplate.parse(expression), use.column, use.targets)) {
        case InlineRouting.Modulo modulo -> modulo(modulo, use, findings);
        case InlineRouting.Values(Map<String, ShardId> shards) ->
            type(use, findings).flatMap(type -> values(type, shards));
      };
    } catch (InlineException e) {
      throw new NoRule(e.getMessage());
    }
  }

  private static Optional<AlgorithmRule> modulo(
      InlineRouting.Modulo modulo, Use use, Findings findings) throws NoRule {
    int missing = modulo.shards().indexOf(Optional.<ShardId>empty());
    if (missing >= 0) {
      throw new NoRule(
          "for keys of remainder " + missing + " it gives a name that no data source has");
    }
    List<ShardId> owners = modulo.shards().stream().map(Optional::orElseThrow).toList();
    BucketRule.Remainder remainder =
        switch (modulo.sign()) {
          case HAS_NO_SHARD -> BucketRule.Remainder.TRUNCATED;
          case FLOOR -> BucketRule.Remainder.FLOOR;
          case ABSOLUTE -> BucketRule.Remainder.ABSOLUTE;
        };
    return switch (modulo.dividend()) {
      case KEY ->
          Optional.of(
              new AlgorithmRule(
                  number(use, findings),
                  new RoutingRule.Buckets(
                      new NumberSource.Identity(),
                      new BucketRule.Modulo(BucketMap.of(owners), remainder))));
      case HASH_CODE ->
          type(use, findings).map(type -> new AlgorithmRule(type, javaHash(owners, remainder)));
    };
  }

  /// A name whose part is no value of the type has no key.
  private static Optional<AlgorithmRule> values(KeyType type, Map<String, ShardId> shards) {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    shards.forEach((text, shard) -> value(type, text).ifPresent(key -> values.put(key, shard)));
    return Optional.of(
        new AlgorithmRule(type, new RoutingRule.ListOfValues(values, Optional.empty())));
  }

  private static Optional<KeyValue> value(KeyType type, String text) {
    try {
      KeyValue value = KeyValue.parse(type, text);
      return value.text().equals(text) ? Optional.of(value) : Optional.empty();
    } catch (KeyFormatException e) {
      return Optional.empty();
    }
  }

  /// The widest integer: routes are the same for all of them.
  private static KeyType number(Use use, Findings findings) {
    findings.assumed(
        use.strategy,
        "The column "
            + Shown.quoted(use.column)
            + " is taken for a bigint, as its algorithm"
            + " takes numbers");
    return KeyType.BIGINT;
  }

  private static Optional<KeyType> type(Use use, Findings findings) {
    return findings
        .ask(
            use.column + ".type",
            use.strategy,
            "Which type has the column " + Shown.quoted(use.column) + "? Its shard depends on it",
            TYPES.stream().map(KeyType::word).toList())
        .flatMap(KeyType::ofWord);
  }
}
