package io.shardlens.routing;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Routes millions of keys to the positions of their shards, without derivations.
///
/// Nothing is allocated for a key whose texts are in ASCII and of a common form: integers of up to
/// 18 digits, uuids of 32 digits, times of the years 1 to 9999. Expressions allocate their values.
/// Other keys take the ordinary way, with the same result; so does every key of a directory, which
/// is asked for it, and of a few rules over hashes of more than 64 bits.
///
/// Not thread-safe.
public final class BulkRouter {

  /// No shard owns the key.
  public static final int NOWHERE = KeyIndex.NOWHERE;

  /// The text is no value of the key's type.
  public static final int NO_KEY = -2;

  /// The directory that knows the shard gave no answer of use.
  public static final int UNKNOWN = -3;

  /// There was no connection to the directory that knows the shard.
  public static final int UNREACHED = -4;

  /// Any shard may own the key: NULL, where the routing says so.
  public static final int ANYWHERE = -5;

  /// The length of a column that is NULL.
  public static final int NULL = -1;

  private final RoutingStrategy strategy;
  private final List<ShardId> shards;
  private final Map<ShardId, Integer> positions = new HashMap<>();
  private final KeyColumn[] columns;
  private final KeyIndex index;
  private final int[] starts = new int[1];
  private final int[] lengths = new int[1];

  public BulkRouter(RoutingStrategy strategy) {
    this.strategy = strategy;
    RoutingDefinition definition = strategy.definition();
    this.shards = definition.shards();
    shards.forEach(shard -> positions.put(shard, positions.size()));
    List<KeyColumn> typed = definition.keyTypes().stream().map(KeyColumn::new).toList();
    this.columns = typed.toArray(KeyColumn[]::new);
    this.index = new RuleIndex(positions).of(definition, typed);
  }

  /// What the positions mean.
  public List<ShardId> shards() {
    return shards;
  }

  /// The position of the shard of a key of one column that has a number.
  ///
  /// @param number of an integer type its value, else that of [KeyValue.Countable#ordinal()]
  /// @return a position in [#shards()], or what stands for none
  /// @throws IllegalStateException when the routing's only key column is not of such a type
  public int owner(long number) {
    KeyColumn column = columns[0];
    if (columns.length != 1 || !column.type().isCountable()) {
      throw new IllegalStateException("The key is not one number");
    }
    column.set(number);
    int owner = index.owner();
    return owner == KeyIndex.ORDINARY ? ordinary(List.of(column.value())) : owner;
  }

  /// The position of the shard of a key of one column, given by the UTF-8 bytes of its text.
  ///
  /// @param length [#NULL] for NULL
  /// @return a position in [#shards()], or what stands for none
  public int owner(byte[] text, int offset, int length) {
    starts[0] = offset;
    lengths[0] = length;
    return owner(text, starts, lengths);
  }

  /// The position of the shard of a key, given by the UTF-8 bytes of the texts of its columns.
  ///
  /// @param starts where each text begins
  /// @param lengths how many bytes each has; [#NULL] for NULL
  /// @return a position in [#shards()], or what stands for none
  public int owner(byte[] texts, int[] starts, int[] lengths) {
    if (starts.length != columns.length || lengths.length != columns.length) {
      return NO_KEY;
    }
    for (int i = 0; i < columns.length; i++) {
      KeyColumn.Reading reading =
          lengths[i] == NULL
              ? KeyColumn.Reading.RARE
              : columns[i].read(texts, starts[i], lengths[i]);
      switch (reading) {
        case VALUE -> {}
        case NO_KEY -> {
          return NO_KEY;
        }
        case RARE -> {
          return ordinary(texts, starts, lengths);
        }
      }
    }
    int owner = index.owner();
    return owner == KeyIndex.ORDINARY ? ordinary(values()) : owner;
  }

  private List<KeyValue> values() {
    List<KeyValue> values = new ArrayList<>(columns.length);
    for (KeyColumn column : columns) {
      values.add(column.value());
    }
    return values;
  }

  private int ordinary(byte[] texts, int[] starts, int[] lengths) {
    List<@Nullable KeyValue> key = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      try {
        key.add(
            lengths[i] == NULL
                ? null
                : KeyValue.parse(columns[i].type(), decoded(texts, starts[i], lengths[i])));
      } catch (KeyFormatException | CharacterCodingException e) {
        return NO_KEY;
      }
    }
    return ordinary(key);
  }

  private static String decoded(byte[] text, int offset, int length)
      throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(text, offset, length))
        .toString();
  }

  private int ordinary(List<? extends @Nullable KeyValue> key) {
    return switch (strategy.route(key)) {
      case Route.Owned owned -> positions.getOrDefault(owned.shard(), NOWHERE);
      case Route.Unowned _ -> NOWHERE;
      case Route.Anywhere _ -> ANYWHERE;
      case Route.Unknown unknown -> unknown.connection() ? UNREACHED : UNKNOWN;
    };
  }
}
