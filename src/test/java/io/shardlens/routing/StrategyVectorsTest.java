package io.shardlens.routing;

import static io.shardlens.fixtures.EveryRouting.shards;
import static io.shardlens.routing.VectorRouting.hash;
import static io.shardlens.routing.VectorRouting.modulo;
import static io.shardlens.routing.VectorRouting.position;
import static io.shardlens.routing.VectorRouting.routing;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.BucketRule.Remainder;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.BitLayout;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published and computed vectors of whole routings, from the typed key to the shard. Those of the
/// hash functions alone are in `routing.hash`.
final class StrategyVectorsTest {

  private static final NumberSource IDENTITY = new NumberSource.Identity();

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 1", "39, 1", "40, 2", "79, 2", "80, 3", "99, 3", "100, 4"})
  void volumeRangesCountFromTheLowerBound(String key, int position) throws Exception {
    RoutingRule rule = new RoutingRule.Volume(0, 100, 40, shards(5));
    assertThat(RoutingRule.Volume.rangeCount(0, 100, 40)).isEqualTo(5);
    assertThat(position(routing(KeyType.BIGINT, rule), key)).isEqualTo(position);
  }

  @Test
  void volumeRangesReachOverTheWholeOfABigint() throws Exception {
    long volume = Long.MAX_VALUE;
    assertThat(RoutingRule.Volume.rangeCount(Long.MIN_VALUE, Long.MAX_VALUE, volume)).isEqualTo(5);
    RoutingDefinition routing =
        routing(
            KeyType.BIGINT,
            new RoutingRule.Volume(Long.MIN_VALUE, Long.MAX_VALUE, volume, shards(5)));
    assertThat(position(routing, "-9223372036854775808")).isEqualTo(1);
    assertThat(position(routing, "0")).isEqualTo(2);
    assertThat(position(routing, "9223372036854775806")).isEqualTo(3);
    assertThat(position(routing, "9223372036854775807")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "4, 1", "5, 2", "9, 2", "10, 3", "11, 3"})
  void boundariesBelongToTheRangeAbove(String key, int position) throws Exception {
    List<KeyValue> boundaries =
        List.of(new KeyValue.Int(1), new KeyValue.Int(5), new KeyValue.Int(10));
    RoutingRule rule = new RoutingRule.Boundaries(boundaries, shards(4));
    assertThat(position(routing(KeyType.BIGINT, rule), key)).isEqualTo(position);
  }

  @Test
  void lowerBoundsRefuseWhatLiesBelowTheFirst() throws Exception {
    List<RoutingRule.LowerBound> bounds =
        List.of(
            new RoutingRule.LowerBound(new KeyValue.Int(0), new ShardId("s0")),
            new RoutingRule.LowerBound(new KeyValue.Int(50000), new ShardId("s1")));
    RoutingDefinition refusing =
        routing(KeyType.BIGINT, new RoutingRule.LowerBounds(bounds, Optional.empty()));
    RoutingDefinition below =
        routing(
            KeyType.BIGINT, new RoutingRule.LowerBounds(bounds, Optional.of(new ShardId("s2"))));
    assertThat(position(refusing, "-1")).isEqualTo(-1);
    assertThat(position(refusing, "49999")).isZero();
    assertThat(position(refusing, "50000")).isEqualTo(1);
    assertThat(position(below, "-1")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"FLOOR, 1", "TRUNCATED, -1", "ABSOLUTE, 3"})
  void remainderOfANegativeKeyIsAsDeclared(Remainder remainder, int position) throws Exception {
    RoutingRule rule = new RoutingRule.Buckets(IDENTITY, modulo(4, remainder));
    assertThat(position(routing(KeyType.BIGINT, rule), "-7")).isEqualTo(position);
    assertThat(position(routing(KeyType.BIGINT, rule), "7")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"user:42, FLOOR, false, 1", "user:42, ABSOLUTE, true, 3", "user:42, FLOOR, true, 1"})
  void signOfMurmurDecidesTheShard(String key, Remainder remainder, boolean signed, int position)
      throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            hash(HashFunction.MURMUR3_32, KeyBytes.Form.TEXT, signed), modulo(4, remainder));
    assertThat(position(routing(KeyType.TEXT, rule), key)).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "INT64_LITTLE_ENDIAN, 1392991556",
    "INT64_BIG_ENDIAN, 1759100286",
    "INT32_LITTLE_ENDIAN, -68075478",
    "TEXT, -1810453357"
  })
  void bytesOfTheNumberOneDecideItsHash(KeyBytes.Form form, String number) {
    RoutingRule rule =
        new RoutingRule.Buckets(
            hash(HashFunction.MURMUR3_32, form, true), modulo(4, Remainder.FLOOR));
    assertThat(
            RoutingStrategy.of(routing(KeyType.BIGINT, rule))
                .route(List.of(new KeyValue.Int(1)))
                .derivation()
                .steps())
        .anySatisfy(step -> {
          assertThat(step.name()).isEqualTo("Number");
          assertThat(step.result()).isEqualTo(number);
        });
  }

  @Test
  void hashModTakesTheAbsoluteValueAsALong() throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            NumberSource.Hash.ofTypedValue(HashFunction.JAVA), modulo(3, Remainder.ABSOLUTE));
    assertThat(position(routing(KeyType.TEXT, rule), "polygenelubricants")).isEqualTo(2);
    assertThat(position(routing(KeyType.BIGINT, rule), "-1")).isZero();
    assertThat(position(routing(KeyType.INTEGER, rule), "-1")).isEqualTo(1);
  }

  @Test
  void sha1TailAgreesWithPgDog() throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            hash(HashFunction.SHA1, KeyBytes.Form.TEXT, false), modulo(12, Remainder.FLOOR));
    RoutingDefinition routing = routing(KeyType.BIGINT, rule);
    int[] expected = {4, 7, 8, 3, 6, 0, 0, 10, 3, 11, 1, 7, 4, 4, 11, 2, 5, 0, 8, 3};
    for (int key = 0; key < expected.length; key++) {
      assertThat(position(routing, Integer.toString(key)))
          .as("key %d", key)
          .isEqualTo(expected[key]);
    }
  }

  @ParameterizedTest
  @CsvSource({"hello, 4, 2", "hello, 16, 2", "42, 4, 2", "42, 16, 6"})
  void md5IsTakenAsOneLargeNumber(String key, int modulus, int position) throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            hash(HashFunction.MD5, KeyBytes.Form.TEXT, false), modulo(modulus, Remainder.FLOOR));
    assertThat(position(routing(KeyType.TEXT, rule), key)).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "foo, 12182",
    "bar, 5061",
    "hello, 866",
    "somekey, 11058",
    "user1000, 3443",
    "{user1000}.following, 3443",
    "{user1000}.followers, 3443",
    "foo{}{bar}, 8363",
    "foo{{bar}}zap, 4015",
    "foo{bar}{zap}, 5061",
    "1, 9842",
    "42, 8000",
    "50000, 13619",
    "'', 0",
    "123456789, 12739",
    "foo{bar, 15278",
    "}foo{bar}, 5061"
  })
  void redisSlotsAgree(String key, int slot) {
    RoutingRule rule =
        new RoutingRule.Buckets(
            hash(HashFunction.CRC16, KeyBytes.Form.TEXT, false),
            new BucketRule.Modulo(
                new BucketMap(
                    16384, List.of(new BucketMap.BucketRange(0, 16384, new ShardId("s0")))),
                Remainder.FLOOR));
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.TEXT),
            List.of(KeyPreparation.OfText.HASH_TAG),
            rule,
            new NullPolicy.AsRule(),
            Map.of());
    assertThat(
            RoutingStrategy.of(routing).route(List.of(new KeyValue.Text(key))).derivation().steps())
        .anySatisfy(step -> assertThat(step.result()).endsWith("mod 16384 = " + slot));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 0",
    "1, 32, 1",
    "1, 3, 0",
    "2, 4, 3",
    "2, 32, 24",
    "2, 3, 2",
    "3, 4, 1",
    "3, 32, 15",
    "3, 3, 1",
    "4, 4, 1",
    "4, 32, 8",
    "4, 3, 0",
    "42, 4, 3",
    "42, 32, 27",
    "42, 3, 2",
    "123, 4, 1",
    "123, 32, 14",
    "123, 3, 1",
    "49999, 4, 3",
    "49999, 32, 29",
    "49999, 3, 2",
    "50000, 4, 2",
    "50000, 32, 19",
    "50000, 3, 1"
  })
  void citusCutsTheHashSpaceEvenly(String key, int shards, int position) throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            NumberSource.Hash.ofTypedValue(HashFunction.CITUS),
            new BucketRule.Uniform(shards(shards)));
    assertThat(position(routing(KeyType.BIGINT, rule), key)).isEqualTo(position);
    assertThat(position(routing(KeyType.INTEGER, rule), key)).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483648, 3, 0",
    "-715827884, 3, 0",
    "-715827883, 3, 1",
    "715827881, 3, 1",
    "715827882, 3, 2",
    "2147483647, 3, 2",
    "2147483647, 1, 0",
    "-2147483648, 65535, 0",
    "2147483647, 65535, 65534"
  })
  void theLastPartOfTheHashSpaceTakesWhatIsLeftOver(long hash, int shards, int position) {
    BucketChoice parts =
        BucketChoice.of(
            new RoutingRule.Buckets(
                NumberSource.Hash.ofTypedValue(HashFunction.CITUS),
                new BucketRule.Uniform(shards(shards))));
    assertThat(parts.land(BigInteger.valueOf(hash), new ArrayList<>()))
        .isEqualTo(new Landing.On(new ShardId("s" + position)));
  }

  @ParameterizedTest
  @CsvSource({"50000, 2, 1", "50000, 3, 1", "256, 1024, 520", "10863919174838991, 11, 6"})
  void jumpTakesTheKeyItselfAsItsNumber(String key, int shards, int position) throws Exception {
    RoutingRule rule = new RoutingRule.Buckets(IDENTITY, new BucketRule.Jump(shards(shards)));
    assertThat(position(routing(KeyType.BIGINT, rule), key)).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "11637205501278089, INSTAGRAM, 1341",
    "1671372309237077023, INSTAGRAM, 5",
    "241294492511762325, PINTEREST, 3429",
    "1541815603606036480, SNOWFLAKE, 378"
  })
  void layoutsCarryTheirShard(String key, BitLayout layout, int bits) throws Exception {
    RoutingRule rule =
        new RoutingRule.Buckets(
            new NumberSource.BitField(layout.shift(), layout.width(), Optional.of(layout)),
            modulo(1 << layout.width(), Remainder.FLOOR));
    assertThat(position(routing(KeyType.BIGINT, rule), key)).isEqualTo(bits);
  }

  @ParameterizedTest
  @CsvSource({"1, a, 1", "2, b, 2", "42, foo, 2"})
  void postgresCombinesColumns(String number, String text, int remainder) throws Exception {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r", List.of(KeyType.INTEGER, KeyType.TEXT), RoutingRule.Buckets.postgresql(shards(4)));
    assertThat(position(routing, number, text)).isEqualTo(remainder);
  }
}
