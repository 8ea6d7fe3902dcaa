package io.shardlens.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.topology.ShardId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The server itself adds random numbers up and takes their average; Java must print the same.
final class NumericSumIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int GROUPS = 4_000;

  private static final String SQL =
      "SELECT sum(x::numeric), avg(x::numeric) FROM unnest($1::text[], $2::text[]) AS t(g, x)"
          + " GROUP BY g::int ORDER BY g::int";

  @Test
  void addsAndDividesAsTheServerDoes() throws ShardFailure {
    Random random = new Random(SEED);
    List<List<String>> groups = new ArrayList<>();
    List<String> group = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      List<String> numbers = new ArrayList<>();
      int magnitude = random.nextInt(12);
      for (int j = random.nextInt(1, 9); j > 0; j--) {
        numbers.add(number(random, magnitude));
        group.add(Integer.toString(i));
        values.add(numbers.getLast());
      }
      groups.add(numbers);
    }
    ShardedServers servers = ShardedServers.get();
    try (JdbcGateway gateway = servers.gateway(servers.oracle());
        ShardSession session =
            gateway.openReadOnly(new ShardId("oracle"), Duration.ofSeconds(20))) {
      List<String[]> rows =
          SmallAnswers.rows(
              session,
              SQL,
              List.of(new Parameter.TextArray(group), new Parameter.TextArray(values)));
      assertThat(rows).hasSize(GROUPS);
      for (int i = 0; i < GROUPS; i++) {
        NumericSum sum = new NumericSum();
        groups.get(i).forEach(sum::add);
        assertThat(List.of(sum.sum(), sum.dividedBy(groups.get(i).size())))
            .as("seed %d: %s", SEED, groups.get(i))
            .containsExactly(rows.get(i));
      }
    }
  }

  private static String number(Random random, int magnitude) {
    return switch (random.nextInt(25)) {
      case 0 -> random.nextInt(9) > 0 ? "0" : "NaN";
      case 1 -> random.nextInt(9) > 0 ? "0.000" : "Infinity";
      case 2 -> random.nextInt(9) > 0 ? "-1" : "-Infinity";
      case 3 -> "9".repeat(1 + random.nextInt(30));
      case 4 -> new BigDecimal(new BigInteger(120, random), random.nextInt(50)).toPlainString();
      default ->
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), magnitude).toPlainString();
    };
  }
}
