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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The server itself compares random pairs of values; Java must say the same of their texts.
/// `-Dshardlens.seed=` repeats a run.
final class ValueOrderIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int PAIRS = 4_000;

  static Stream<Arguments> types() {
    return Stream.of(
        type("smallint", ValueOrder.INTEGER, random -> Integer.toString(random.nextInt(-40, 40))),
        type(
            "bigint",
            ValueOrder.INTEGER,
            random -> Long.toString(random.nextLong() >> random.nextInt(64))),
        type("numeric", ValueOrder.NUMERIC, ValueOrderIT::numeric),
        type(
            "numeric(20,5)",
            ValueOrder.NUMERIC,
            random -> random.nextInt(50) + "." + random.nextInt(9)),
        type("double precision", ValueOrder.FLOAT, random -> real(random, Double.MAX_VALUE)),
        type("real", ValueOrder.FLOAT, random -> real(random, 3e38)),
        type("boolean", ValueOrder.BOOLEAN, random -> random.nextBoolean() ? "t" : "f"),
        type("uuid", ValueOrder.UUID, ValueOrderIT::uuid),
        type("text COLLATE \"C\"", ValueOrder.BYTES, ValueOrderIT::text),
        type("varchar COLLATE \"POSIX\"", ValueOrder.BYTES, ValueOrderIT::text),
        type("text COLLATE pg_c_utf8", ValueOrder.BYTES, ValueOrderIT::text),
        type("date", ValueOrder.DATE_TIME, random -> date(random, 5_000_000)),
        type("timestamp", ValueOrder.DATE_TIME, ValueOrderIT::timestamp),
        type("timestamptz", ValueOrder.DATE_TIME, ValueOrderIT::timestamp),
        type("timestamptz(2)", ValueOrder.DATE_TIME, ValueOrderIT::timestamp));
  }

  private static Arguments type(
      String name, Comparator<String> order, Function<Random, String> values) {
    return Arguments.of(name, order, values);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void ordersTextsAsTheServerOrdersValues(
      String type, Comparator<String> order, Function<Random, String> values) throws ShardFailure {
    Random random = new Random(SEED);
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      left.add(values.apply(random));
      right.add(random.nextInt(10) == 0 ? left.getLast() : values.apply(random));
    }
    String plain = type.replaceFirst(" COLLATE.*", "");
    String collate = type.substring(plain.length());
    String sql =
        "SELECT a, b, CASE WHEN a"
            + collate
            + " < b THEN -1 WHEN a"
            + collate
            + " = b THEN 0 ELSE 1 END FROM (SELECT l::"
            + plain
            + " AS a, r::"
            + plain
            + " AS b FROM unnest($1::text[], $2::text[]) AS x(l, r)) y";
    ShardedServers servers = ShardedServers.get();
    try (JdbcGateway gateway = servers.gateway(servers.oracle());
        ShardSession session =
            gateway.openReadOnly(new ShardId("oracle"), Duration.ofSeconds(20))) {
      List<String[]> rows =
          SmallAnswers.rows(
              session, sql, List.of(new Parameter.TextArray(left), new Parameter.TextArray(right)));
      assertThat(rows).hasSize(PAIRS);
      for (String[] row : rows) {
        assertThat(Integer.signum(order.compare(row[0], row[1])))
            .as("seed %d: %s and %s", SEED, row[0], row[1])
            .isEqualTo(Integer.parseInt(row[2]));
      }
    }
  }

  private static String numeric(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> "NaN";
      case 1 -> "Infinity";
      case 2 -> "-Infinity";
      case 3 -> "1e" + random.nextInt(-200, 200);
      case 4, 5 ->
          new BigDecimal(new BigInteger(200, random), random.nextInt(-20, 60)).toPlainString();
      default -> random.nextInt(-5, 5) + "." + "0".repeat(random.nextInt(4));
    };
  }

  private static String real(Random random, double largest) {
    return switch (random.nextInt(10)) {
      case 0 -> "NaN";
      case 1 -> "Infinity";
      case 2 -> "-Infinity";
      case 3 -> "-0";
      case 4 -> "0";
      case 5 -> Double.toString(largest * random.nextDouble());
      case 6 -> Double.toString(random.nextDouble() / 1e30);
      default -> Integer.toString(random.nextInt(-5, 5));
    };
  }

  private static String uuid(Random random) {
    long high = random.nextBoolean() ? random.nextLong() : 0;
    return new UUID(high, random.nextLong() >> random.nextInt(64)).toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt('a', 'd');
            case 1 -> random.nextInt(0xa0, 0x200);
            case 2 -> random.nextInt(0xfff0, 0xfffe);
            default -> random.nextInt(0x1f600, 0x1f610);
          });
    }
    return text.toString();
  }

  private static String date(Random random, int years) {
    return switch (random.nextInt(10)) {
      case 0 -> "infinity";
      case 1 -> "-infinity";
      case 2, 3 ->
          "%04d-%02d-%02d BC"
              .formatted(random.nextInt(1, 4700), random.nextInt(1, 13), random.nextInt(1, 29));
      case 4 ->
          "%04d-%02d-%02d"
              .formatted(random.nextInt(1, years), random.nextInt(1, 13), random.nextInt(1, 29));
      default ->
          "%04d-%02d-%02d"
              .formatted(random.nextInt(2000, 2003), random.nextInt(1, 3), random.nextInt(1, 29));
    };
  }

  private static String timestamp(Random random) {
    String date = date(random, 200_000);
    if (date.contains("infinity")) {
      return date;
    }
    String time =
        " %02d:%02d:%02d".formatted(random.nextInt(3), random.nextInt(60), random.nextInt(3))
            + (random.nextBoolean() ? "" : "." + random.nextInt(1_000_000));
    return date.endsWith(" BC") ? date.replace(" BC", "") + time + " BC" : date + time;
  }
}
