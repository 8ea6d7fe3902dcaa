package io.shardlens.routing;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a key lies among the numbers of a rule that makes one: for a picture of them.
///
/// @param number the hash, or the number that is no hash
/// @param bucket the bucket of a rule that counts them: a remainder, or that of the jump; empty for
///   ranges of a hash, for rings, and for a remainder that is no bucket
public record KeyPlace(BigInteger number, OptionalInt bucket) {

  /// Empty for a rule that makes no number, for a key that the rule never sees, because the file
  /// names it or its preparation refuses it, and for one that has no number.
  ///
  /// @param key one value per key column, of the declared types
  public static Optional<KeyPlace> of(RoutingDefinition routing, List<KeyValue> key) {
    if (routing.overrides().containsKey(key)
        || !(new PreparedKeys(routing).prepare(key, new ArrayList<>())
            instanceof PreparedKeys.Result.Fit fit)) {
      return Optional.empty();
    }
    return switch (routing.rule()) {
      case RoutingRule.Buckets rule ->
          number(rule.number(), routing, fit)
              .map(number -> new KeyPlace(number, bucket(rule, number)));
      case RoutingRule.Ring ring ->
          number(ring.key(), routing, fit).map(number -> new KeyPlace(number, OptionalInt.empty()));
      default -> Optional.empty();
    };
  }

  private static Optional<BigInteger> number(
      NumberSource source, RoutingDefinition routing, PreparedKeys.Result.Fit fit) {
    return KeyNumber.of(source, routing.ruleTypes()).of(fit.key(), new ArrayList<>())
            instanceof KeyNumber.Of(BigInteger number)
        ? Optional.of(number)
        : Optional.empty();
  }

  private static OptionalInt bucket(RoutingRule.Buckets rule, BigInteger number) {
    return switch (rule.bucket()) {
      case BucketRule.Modulo _, BucketRule.Jump _ -> {
        int bucket = BucketChoice.of(rule).bucket(number);
        yield bucket == BucketChoice.NONE ? OptionalInt.empty() : OptionalInt.of(bucket);
      }
      case BucketRule.Uniform _, BucketRule.HashRanges _ -> OptionalInt.empty();
    };
  }
}
