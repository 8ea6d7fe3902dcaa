package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the number of a key that picks its bucket.
interface KeyNumber {

  /// @param steps takes the steps of the way
  /// @return empty where NULL has no number
  Optional<BigInteger> of(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps);

  static KeyNumber of(NumberSource source, List<KeyType> types) {
    return switch (source) {
      case NumberSource.Identity _ -> KeyNumber::identity;
      case NumberSource.BitField field -> (key, steps) -> bits(field, key, steps);
      case NumberSource.Hash _ -> new PostgresRowHash(types);
    };
  }

  private static Optional<BigInteger> identity(
      List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    return ordinal(key).map(BigInteger::valueOf);
  }

  private static Optional<Long> ordinal(List<? extends @Nullable KeyValue> key) {
    return key.getFirst() instanceof KeyValue.Countable countable
        ? Optional.of(countable.ordinal())
        : Optional.empty();
  }

  private static Optional<BigInteger> bits(
      NumberSource.BitField field,
      List<? extends @Nullable KeyValue> key,
      List<Derivation.Step> steps) {
    Optional<Long> value = ordinal(key);
    value.ifPresent(number -> {
      long bits = (number >> field.shift()) & ((1L << field.width()) - 1);
      String layout = field.layout().map(named -> ", the layout of " + named.word()).orElse("");
      steps.add(
          new Derivation.Step(
              "Bits " + field.shift() + " to " + (field.shift() + field.width() - 1),
              Long.toString(bits),
              "(key >> " + field.shift() + ") & " + ((1L << field.width()) - 1) + layout));
    });
    return value.map(
        number -> BigInteger.valueOf((number >> field.shift()) & ((1L << field.width()) - 1)));
  }
}
