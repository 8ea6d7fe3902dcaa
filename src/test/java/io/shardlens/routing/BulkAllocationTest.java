package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.shardlens.fixtures.EveryRouting;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The bulk way allocates nothing for a key in ASCII, whatever the strategy: a file of any length
/// is routed without work for the collector of garbage.
final class BulkAllocationTest {
  private static final int KEYS = 1_000;

  private static final class Texts {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] lengths;

    Texts(String text, int[] starts, int[] lengths) {
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      this.starts = starts;
      this.lengths = lengths;
    }
  }

  /// Rules over more than 64 bits, for which the ordinary way is taken, and the rules of a zone,
  /// which the JDK asks with an object.
  private static final Set<String> EXCEPTIONS =
      Set.of(
          "md5 signed",
          "sha1 signed",
          "murmur3-128 signed",
          "jump of a hash",
          "days in Europe/Berlin");

  @Test
  void nothingIsAllocatedForAKey() {
    Map<String, Long> allocated = new TreeMap<>();
    for (RoutingDefinition routing : EveryRouting.list()) {
      if (routing.rule() instanceof RoutingRule.Computed || EXCEPTIONS.contains(routing.name())) {
        continue;
      }
      BulkRouter bulk = new BulkRouter(RoutingStrategy.of(routing));
      Random random = new Random(RandomSeed.ofThisRun());
      List<Texts> keys = Stream.generate(() -> key(routing, random)).limit(KEYS).toList();
      // The first time, buffers find their size.
      allocated(bulk, keys);
      long bytes = allocated(bulk, keys);
      if (bytes >= KEYS) {
        allocated.put(routing.name(), bytes / KEYS);
      }
    }
    assertThat(allocated).as("bytes a key").isEmpty();
  }

  private static long allocated(BulkRouter bulk, List<Texts> keys) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < keys.size(); i++) {
      Texts key = keys.get(i);
      bulk.owner(key.bytes, key.starts, key.lengths);
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  private static Texts key(RoutingDefinition routing, Random random) {
    StringBuilder all = new StringBuilder();
    int[] starts = new int[routing.keyTypes().size()];
    int[] lengths = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = all.length();
      boolean digits = routing.preparation().contains(new KeyPreparation.ToInteger());
      all.append(
          digits ? Integer.toString(random.nextInt()) : text(routing.keyTypes().get(i), random));
      lengths[i] = all.length() - starts[i];
    }
    return new Texts(all.toString(), starts, lengths);
  }

  private static String text(KeyType type, Random random) {
    return switch (type) {
      case TEXT, VARCHAR, CHAR -> Integer.toString(random.nextInt(Integer.MAX_VALUE), 36);
      case SMALLINT -> Integer.toString((short) random.nextInt());
      case INTEGER, BIGINT -> Integer.toString(random.nextInt());
      case UUID -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
      case DATE -> new KeyValue.Day(random.nextInt(20_000)).text();
      case TIMESTAMP -> new KeyValue.Timestamp(random.nextLong(800_000_000_000_000L)).text();
      case TIMESTAMPTZ -> new KeyValue.Moment(random.nextLong(800_000_000_000_000L)).text();
    };
  }
}
