package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoryCacheTest {

  private static final RoutingRule.Directory DIRECTORY = directory("tenants");

  private Instant now = Instant.parse("2024-01-31T12:00:00Z");
  private final DirectoryCache cache = new DirectoryCache(3, () -> now);

  private static RoutingRule.Directory directory(String table) {
    return new RoutingRule.Directory(
        new ShardId("s1"),
        new TableName("public", table),
        List.of("id"),
        "shard",
        Map.of(),
        Duration.ofSeconds(60),
        Optional.empty());
  }

  private static List<KeyValue> key(long value) {
    return List.of(new KeyValue.Int(value));
  }

  private void keep(long key) {
    cache.keep(DIRECTORY, key(key), Optional.of("eu"), now);
  }

  @Test
  void makesRoomByDroppingTheAnswerThatWasNeededLongestAgo() {
    keep(1);
    keep(2);
    keep(3);
    cache.find(DIRECTORY, key(1));
    keep(4);

    assertThat(cache.find(DIRECTORY, key(2))).isEmpty();
    assertThat(cache.find(DIRECTORY, key(1))).isPresent();
    assertThat(cache.find(DIRECTORY, key(4))).isPresent();
  }

  @Test
  void keepsTheAnswersOfTwoDirectoriesApart() {
    keep(1);

    assertThat(cache.find(directory("users"), key(1))).isEmpty();
  }

  @Test
  void trustsNoAnswerFromTheFuture() {
    keep(1);
    now = now.minusSeconds(1);

    assertThat(cache.find(DIRECTORY, key(1))).isEmpty();
  }
}
