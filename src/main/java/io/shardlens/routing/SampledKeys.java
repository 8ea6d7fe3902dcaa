package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Made-up keys of a rule that spreads any keys evenly: the same each time, so that the same files
/// give the same words.
final class SampledKeys {
  private static final long SEED = 20_260_101;

  /// Thirty years of microseconds.
  private static final long YEARS = 30L * 365 * 86_400 * 1_000_000;

  private final List<KeyType> types;
  private final Random random = new Random(SEED);
  private int next;

  SampledKeys(List<KeyType> types) {
    this.types = List.copyOf(types);
  }

  /// One value per key column.
  List<KeyValue> next() {
    int number = next++;
    return types.stream().map(type -> value(type, number)).toList();
  }

  private KeyValue value(KeyType type, int number) {
    return switch (type) {
      case SMALLINT -> new KeyValue.Int((short) random.nextInt());
      case INTEGER -> new KeyValue.Int(random.nextInt());
      case BIGINT -> new KeyValue.Int(random.nextInt());
      case TEXT, VARCHAR, CHAR ->
          new KeyValue.Text(Integer.toString(random.nextInt(Integer.MAX_VALUE), 36));
      case UUID -> new KeyValue.Uuid(new UUID(random.nextLong(), random.nextLong()));
      case DATE -> new KeyValue.Day(number);
      case TIMESTAMP -> new KeyValue.Timestamp(random.nextLong(YEARS));
      case TIMESTAMPTZ -> new KeyValue.Moment(random.nextLong(YEARS));
    };
  }
}
