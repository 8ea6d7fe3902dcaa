package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What is written reads back to the same, and is written the same again. `-Dshardlens.seed=`
/// repeats one round.
final class TopologyRoundTripPropertyTest {
  private static final long FIRST_SEED = RandomSeed.ofThisRun();

  @RepeatedTest(200)
  void readsBackWhatItWrites(RepetitionInfo repetition) {
    long seed = FIRST_SEED + repetition.getCurrentRepetition() - 1;
    Topology topology = new Generator(new Random(seed)).topology();

    String text = new TopologyWriter().text(topology);

    ReadResult result = new TopologyReader().read(text);
    assertThat(result).as("seed %d:%n%s", seed, text).isEqualTo(new ReadResult.Read(topology));
    assertThat(new TopologyWriter().text(((ReadResult.Read) result).topology()))
        .as("seed %d", seed)
        .isEqualTo(text);
    assertThat(new TopologyFormatter().format(text.getBytes(StandardCharsets.UTF_8)))
        .as("seed %d:%n%s", seed, text)
        .isEqualTo(new TopologyFormatter.Formatted.AlreadyCanonical());
  }

  private record Generator(Random random) {

    Topology topology() {
      List<ShardId> ids =
          IntStream.rangeClosed(0, random.nextInt(6)).mapToObj(i -> new ShardId(name(i))).toList();
      List<RoutingDefinition> routings =
          IntStream.range(0, random.nextInt(5)).mapToObj(i -> routing(name(i), ids)).toList();
      return new Topology(
          name(0),
          one(List.of(Environment.values())),
          ids.stream().map(this::shard).toList(),
          routings,
          IntStream.range(0, random.nextInt(6)).mapToObj(i -> table(i, ids, routings)).toList());
    }

    private String name(int number) {
      return one(List.of("shard", "é日本", "a \"b\" \\", "😀", "x/y~z", "‘q’ <html>")) + number;
    }

    private <T> T one(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private Shard shard(ShardId id) {
      return new Shard(
          id,
          random.nextBoolean() ? id.value() : name(9),
          one(List.of("127.0.0.1", "::1", "db.example.com")),
          random.nextInt(1, 65536),
          name(1),
          name(2),
          one(List.of(SslMode.values())));
    }

    private TableDefinition table(int number, List<ShardId> ids, List<RoutingDefinition> routings) {
      TableName name = new TableName(one(List.of("public", "Shop", "é 1")), "table_" + number);
      if (routings.isEmpty() || random.nextInt(3) == 0) {
        return random.nextBoolean()
            ? new TableDefinition.Reference(name)
            : new TableDefinition.Unsharded(name, one(ids));
      }
      RoutingDefinition routing = one(routings);
      List<String> key =
          IntStream.range(0, routing.keyTypes().size()).mapToObj(i -> "Key " + i).toList();
      return new TableDefinition.Sharded(name, key, routing.name());
    }

    private RoutingDefinition routing(String name, List<ShardId> ids) {
      KeyType type = one(List.of(KeyType.values()));
      return switch (random.nextInt(3)) {
        case 0 ->
            new RoutingDefinition(name, List.of(type), new RoutingRule.Range(ranges(type, ids)));
        case 1 ->
            new RoutingDefinition(
                name,
                IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> one(List.of(KeyType.values())))
                    .toList(),
                RoutingRule.Buckets.postgresql(
                    IntStream.rangeClosed(0, random.nextInt(40)).mapToObj(i -> one(ids)).toList()));
        default -> {
          Map<KeyValue, ShardId> values = new LinkedHashMap<>();
          for (int i = random.nextInt(60); i >= 0; i--) {
            values.put(key(type), one(ids));
          }
          yield new RoutingDefinition(
              name,
              List.of(type),
              new RoutingRule.ListOfValues(
                  values, random.nextBoolean() ? Optional.of(one(ids)) : Optional.empty()));
        }
      };
    }

    private List<KeyRange> ranges(KeyType type, List<ShardId> ids) {
      TreeSet<KeyValue> bounds = new TreeSet<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        bounds.add(key(type));
      }
      List<KeyRange> ranges = new ArrayList<>();
      KeyValue from = null;
      for (KeyValue bound : bounds) {
        ranges.add(new KeyRange(from, bound, one(ids)));
        from = bound;
      }
      ranges.add(new KeyRange(from, null, one(ids)));
      return ranges;
    }

    private KeyValue key(KeyType type) {
      if (type.isInteger()) {
        return new KeyValue.Int(
            random.nextBoolean()
                ? random.nextLong(type.minimum(), type.maximum())
                : random.nextInt(100));
      }
      if (type.isTime()) {
        long most = type == KeyType.DATE ? 1_000_000 : 30_000_000_000_000_000L;
        return type.ofOrdinal(random.nextLong(-most, most));
      }
      return type == KeyType.UUID
          ? new KeyValue.Uuid(new UUID(random.nextLong(), random.nextLong()))
          : new KeyValue.Text(
              one(List.of("a", "\"", "\\", "\n\t\u001b[31m", "\u202eb", "\u0085", "é😀"))
                  + random.nextInt(100));
    }
  }
}
