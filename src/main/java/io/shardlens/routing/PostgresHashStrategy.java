package io.shardlens.routing;

import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's rule of `PARTITION BY HASH`: the column hashes are combined to a row hash, whose
/// unsigned remainder by the modulus names the shard.
final class PostgresHashStrategy implements RoutingStrategy {

  /// Intervals of integers up to this many values are answered value by value.
  private static final int COUNTABLE_VALUES = 64;

  /// Of longer keys the derivation shows the first bytes only.
  private static final int SHOWN_BYTES = 64;

  private static final HexFormat SPACED_HEX = HexFormat.ofDelimiter(" ");

  private final RoutingDefinition.PostgresHash definition;

  PostgresHashStrategy(RoutingDefinition.PostgresHash definition) {
    this.definition = definition;
  }

  @Override
  public RoutingDefinition definition() {
    return definition;
  }

  @Override
  public Route route(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    List<Derivation.Step> steps = new ArrayList<>();
    long rowHash = 0;
    int hashedColumns = 0;
    for (int i = 0; i < key.size(); i++) {
      KeyValue value = key.get(i);
      String column = key.size() == 1 ? "" : ", column " + (i + 1) + " of " + key.size();
      if (value == null) {
        steps.add(new Derivation.Step("Hash" + column, "none", "NULL is left out of the row hash"));
        continue;
      }
      KeyType type = definition.keyTypes().get(i);
      long hash = PostgresHash.ofColumn(type, value, PostgresHash.PARTITION_SEED);
      rowHash = PostgresHash.combine(rowHash, hash);
      hashedColumns++;
      steps.add(bytesStep(column, type, value));
      steps.add(
          new Derivation.Step(
              "Hash" + column,
              Long.toString(hash),
              PostgresHash.functionName(type) + ", seed " + hex(PostgresHash.PARTITION_SEED)));
    }
    int remainder = remainder(rowHash);
    steps.add(rowHashStep(rowHash, hashedColumns));
    steps.add(
        new Derivation.Step(
            "Remainder",
            Long.toUnsignedString(rowHash) + " mod " + definition.modulus() + " = " + remainder,
            "unsigned, never negative"));
    return new Route.Owned(definition.remainders().get(remainder), new Derivation(steps));
  }

  @Override
  public Set<ShardId> shardsBetween(@Nullable KeyValue lowest, @Nullable KeyValue highest) {
    if (definition.keyTypes().size() > 1) {
      return everyShard();
    }
    KeyInterval interval = KeyInterval.of(definition, lowest, highest);
    if (interval.isEmpty()) {
      return Set.of();
    }
    if (!interval.onlyKey().isEmpty()) {
      return Set.of(shardOf(interval.onlyKey().getFirst()));
    }
    return interval.type().isInteger() ? shardsOfIntegers(lowest, highest) : everyShard();
  }

  /// The interval is not empty.
  private Set<ShardId> shardsOfIntegers(@Nullable KeyValue lowest, @Nullable KeyValue highest) {
    if (lowest == null && highest == null) {
      // No bound at all: NULL keys count, too, and they hash to 0.
      return everyShard();
    }
    KeyType type = definition.keyTypes().getFirst();
    long first = lowest instanceof KeyValue.Int(long value) ? value : type.minimum();
    long last = highest instanceof KeyValue.Int(long value) ? value : type.maximum();
    // The difference is taken as unsigned, because it may not fit in a signed long.
    if (first > last || Long.compareUnsigned(last - first, COUNTABLE_VALUES) >= 0) {
      return first > last ? Set.of() : everyShard();
    }
    Set<ShardId> shards = new LinkedHashSet<>();
    for (int offset = 0; offset <= last - first; offset++) {
      shards.add(shardOf(new KeyValue.Int(first + offset)));
    }
    return Collections.unmodifiableSet(shards);
  }

  private ShardId shardOf(KeyValue key) {
    long hash =
        PostgresHash.ofColumn(definition.keyTypes().getFirst(), key, PostgresHash.PARTITION_SEED);
    return definition.remainders().get(remainder(PostgresHash.combine(0, hash)));
  }

  private int remainder(long rowHash) {
    return (int) Long.remainderUnsigned(rowHash, definition.modulus());
  }

  private Set<ShardId> everyShard() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(definition.shards()));
  }

  private static Derivation.Step bytesStep(String column, KeyType type, KeyValue value) {
    String name = "Bytes" + column;
    return switch (value) {
      case KeyValue.Int(long number) ->
          new Derivation.Step(
              name,
              SPACED_HEX.formatHex(HexFormat.of().parseHex(HexFormat.of().toHexDigits(number))),
              "8 bytes, big-endian, folded to 0x"
                  + HexFormat.of().toHexDigits(PostgresHash.folded(number)));
      case KeyValue.Text text -> bytesStep(name, PostgresHash.bytes(type, text), "UTF-8");
      case KeyValue.Uuid uuid -> bytesStep(name, PostgresHash.bytes(uuid), "as written");
    };
  }

  private static Derivation.Step bytesStep(String name, byte[] bytes, String form) {
    String count = bytes.length == 1 ? "1 byte, " : bytes.length + " bytes, ";
    if (bytes.length <= SHOWN_BYTES) {
      return new Derivation.Step(
          name, bytes.length == 0 ? "none" : SPACED_HEX.formatHex(bytes), count + form);
    }
    return new Derivation.Step(
        name,
        SPACED_HEX.formatHex(bytes, 0, SHOWN_BYTES) + " …",
        count + form + ", the first " + SHOWN_BYTES + " shown");
  }

  private static Derivation.Step rowHashStep(long rowHash, int hashedColumns) {
    String constant = hex(PostgresHash.COMBINE_CONSTANT);
    String how =
        switch (hashedColumns) {
          case 0 -> "no column has a value";
          case 1 -> "hash + " + constant + ", modulo 2^64";
          default ->
              "from 0, for each hash: row ^= hash + "
                  + constant
                  + " + (row << 54) + (row >>> 7), modulo 2^64";
        };
    return new Derivation.Step("Row hash", Long.toUnsignedString(rowHash), how);
  }

  private static String hex(long value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }
}
