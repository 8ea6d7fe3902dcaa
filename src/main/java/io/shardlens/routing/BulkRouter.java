package io.shardlens.routing;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Routes millions of keys to the positions of their shards, without derivations.
///
/// Integers, and texts in ASCII, are routed without allocating anything, by every rule that makes
/// its decision from 64 bits or from the bytes of a text: ranges, lists, remainders, bits, and the
/// hashes. Everything else (several columns, prepared keys, uuids, times as text, rings, tenants)
/// takes the ordinary way, key by key, with the same result.
///
/// Not thread-safe.
public final class BulkRouter {

  /// No shard owns the key.
  public static final int NOWHERE = KeyIndex.NOWHERE;

  /// The text is no value of the key's type.
  public static final int NO_KEY = -2;

  private final RoutingStrategy strategy;
  private final List<ShardId> shards;
  private final Map<ShardId, Integer> positions = new HashMap<>();
  private final KeyType type;
  private final KeyIndex.@Nullable OfNumbers numbers;
  private final KeyIndex.@Nullable OfTexts texts;

  public BulkRouter(RoutingStrategy strategy) {
    this.strategy = strategy;
    RoutingDefinition definition = strategy.definition();
    this.shards = definition.shards();
    shards.forEach(shard -> positions.put(shard, positions.size()));
    this.type = definition.keyTypes().getFirst();
    Optional<KeyIndex> index = index(definition);
    this.numbers = index.orElse(null) instanceof KeyIndex.OfNumbers found ? found : null;
    this.texts = index.orElse(null) instanceof KeyIndex.OfTexts found ? found : null;
  }

  /// What the positions mean.
  public List<ShardId> shards() {
    return shards;
  }

  private int position(ShardId shard) {
    return positions.getOrDefault(shard, NOWHERE);
  }

  private Optional<KeyIndex> index(RoutingDefinition definition) {
    if (definition.keyTypes().size() != 1 || !definition.preparation().isEmpty()) {
      return Optional.empty();
    }
    Optional<KeyIndex> rule =
        switch (definition.rule()) {
          case RoutingRule.Ranged ranged -> ranges(ranged.ranges());
          case RoutingRule.ListOfValues list -> list(list);
          case RoutingRule.Buckets buckets -> BucketIndex.of(buckets, type, this::position);
          case RoutingRule.Single _,
              RoutingRule.Tenants _,
              RoutingRule.Ring _,
              RoutingRule.Rendezvous _,
              RoutingRule.Directory _,
              RoutingRule.Grouped _ ->
              Optional.empty();
          case RoutingRule.Computed computed -> computed(computed);
        };
    return rule.map(this::withOverrides);
  }

  /// Spares the steps; an expression allocates its values in any case.
  private Optional<KeyIndex> computed(RoutingRule.Computed rule) {
    if (!type.isInteger()) {
      return Optional.empty();
    }
    ComputedStrategy strategy = new ComputedStrategy(rule, List.of(type));
    KeyIndex.OfNumbers index =
        number -> strategy.owner(new KeyValue.Int(number)).map(this::position).orElse(NOWHERE);
    return Optional.of(index);
  }

  private Optional<KeyIndex> ranges(List<KeyRange> ranges) {
    if (type.isCountable()) {
      return Optional.of(RangeIndex.ofNumbers(ranges, range -> position(range.shard())));
    }
    return type.isText()
        ? Optional.of(RangeIndex.ofTexts(ranges, range -> position(range.shard())))
        : Optional.empty();
  }

  private Optional<KeyIndex> list(RoutingRule.ListOfValues list) {
    Map<KeyValue, Integer> owners = new LinkedHashMap<>();
    list.values().forEach((value, shard) -> owners.put(value, position(shard)));
    int otherwise = list.otherwise().map(this::position).orElse(NOWHERE);
    if (type.isCountable()) {
      return Optional.of(ListIndex.ofNumbers(owners, otherwise));
    }
    return type.isText() ? Optional.of(ListIndex.ofTexts(owners, otherwise)) : Optional.empty();
  }

  private KeyIndex withOverrides(KeyIndex rule) {
    Map<KeyValue, Integer> overrides = new LinkedHashMap<>();
    strategy
        .definition()
        .overrides()
        .forEach((key, shard) -> overrides.put(key.getFirst(), position(shard)));
    if (overrides.isEmpty()) {
      return rule;
    }
    return switch (rule) {
      case KeyIndex.OfNumbers inner -> {
        KeyIndex.OfNumbers listed = ListIndex.ofNumbers(overrides, NOWHERE);
        KeyIndex.OfNumbers both =
            number -> {
              int override = listed.owner(number);
              return override == NOWHERE ? inner.owner(number) : override;
            };
        yield both;
      }
      case KeyIndex.OfTexts inner -> {
        KeyIndex.OfTexts listed = ListIndex.ofTexts(overrides, NOWHERE);
        KeyIndex.OfTexts both =
            (text, offset, length) -> {
              int override = listed.owner(text, offset, length);
              return override == NOWHERE ? inner.owner(text, offset, length) : override;
            };
        yield both;
      }
    };
  }

  /// The position of the shard of a key that has a number.
  ///
  /// @param number of an integer type its value, else that of [KeyValue.Countable#ordinal()]
  /// @return a position in [#shards()], or [#NOWHERE]
  /// @throws IllegalStateException when the routing's only key column is not of such a type
  public int owner(long number) {
    return numbers != null ? numbers.owner(number) : ordinary(List.of(type.ofOrdinal(number)));
  }

  /// The position of the shard of a key of one column, given by the UTF-8 bytes of its text.
  ///
  /// @return a position in [#shards()], [#NOWHERE], or [#NO_KEY]
  public int owner(byte[] text, int offset, int length) {
    if (numbers != null && type.isInteger() && DecimalBytes.isShort(text, offset, length)) {
      long number = DecimalBytes.read(text, offset, length);
      return number < type.minimum() || number > type.maximum() ? NO_KEY : numbers.owner(number);
    }
    if (texts != null && isPlain(text, offset, length)) {
      return texts.owner(text, offset, withoutBlanks(text, offset, length));
    }
    try {
      return owner(
          List.of(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(text, offset, length))
                  .toString()));
    } catch (CharacterCodingException e) {
      return NO_KEY;
    }
  }

  /// The position of the shard of a key.
  ///
  /// @param texts one per key column
  /// @return a position in [#shards()], [#NOWHERE], or [#NO_KEY]
  public int owner(List<String> texts) {
    List<KeyType> types = strategy.definition().keyTypes();
    if (texts.size() != types.size()) {
      return NO_KEY;
    }
    KeyValue[] key = new KeyValue[types.size()];
    try {
      for (int i = 0; i < key.length; i++) {
        key[i] = KeyValue.parse(types.get(i), texts.get(i));
      }
    } catch (KeyFormatException e) {
      return NO_KEY;
    }
    return ordinary(List.of(key));
  }

  private int ordinary(List<KeyValue> key) {
    return strategy.route(key) instanceof Route.Owned owned ? position(owned.shard()) : NOWHERE;
  }

  /// Characters of one byte each, and no NUL, which is no text.
  private static boolean isPlain(byte[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] <= 0) {
        return false;
      }
    }
    return true;
  }

  /// Trailing blanks mean nothing in a `char`.
  private int withoutBlanks(byte[] text, int offset, int length) {
    int left = length;
    while (type == KeyType.CHAR && left > 0 && text[offset + left - 1] == ' ') {
      left--;
    }
    return left;
  }
}
