package io.shardlens.routing;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the number of a key that picks its bucket.
interface KeyNumber {

  /// What became of a key.
  sealed interface Made {}

  record Of(BigInteger value) implements Made {}

  /// @param reason a sentence without its subject
  record None(String reason) implements Made {}

  /// @param steps takes the steps of the way
  Made of(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps);

  static KeyNumber of(NumberSource source, List<KeyType> types) {
    return switch (source) {
      case NumberSource.Identity _ -> (key, _) -> identity(key);
      case NumberSource.BitField field -> (key, steps) -> bits(field, key, steps);
      case NumberSource.Hash hash when hash.function() == HashFunction.POSTGRESQL ->
          new PostgresRowHash(types);
      case NumberSource.Hash hash -> new HashedKey(hash, types);
    };
  }

  /// What a rule says of NULL that knows no number for it.
  static None ofNull() {
    return new None("NULL has no number");
  }

  private static Made identity(List<? extends @Nullable KeyValue> key) {
    return key.getFirst() instanceof KeyValue.Countable countable
        ? new Of(BigInteger.valueOf(countable.ordinal()))
        : ofNull();
  }

  private static Made bits(
      NumberSource.BitField field,
      List<? extends @Nullable KeyValue> key,
      List<Derivation.Step> steps) {
    if (!(key.getFirst() instanceof KeyValue.Countable countable)) {
      return ofNull();
    }
    long mask = (1L << field.width()) - 1;
    long bits = (countable.ordinal() >> field.shift()) & mask;
    String layout = field.layout().map(named -> ", the layout of " + named.word()).orElse("");
    steps.add(
        new Derivation.Step(
            "Bits " + field.shift() + " to " + (field.shift() + field.width() - 1),
            Long.toString(bits),
            "(key >> " + field.shift() + ") & " + mask + layout));
    return new Of(BigInteger.valueOf(bits));
  }
}
