package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComputedStrategyTest {
  private static final List<ShardId> SHARDS =
      List.of(new ShardId("s0"), new ShardId("s1"), new ShardId("s2"), new ShardId("s3"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END | 49999 | s1
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END | 50000 | s2
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END | -1    | s1
          floor_mod(key, 4)                             | -7    | s1
          abs(key % 4)                                  | -7    | s3
          `'s' || to_text(key % 4)`                     | 6     | s2
          hex_mod(md5(to_text(key)), 4)                 | 42    | s2
          crc32(to_text(key)) % 4                       | 42    | s0
          crc16(to_text(key)) % 16384 / 4096            | 42    | s1
          unsigned_mod(postgres_hash(key), 4)           | 42    | s2
          unsigned_mod(postgres_hash(key), 4)           | 49999 | s3
          unsigned_mod(postgres_hash(key), 4)           | -1    | s1
          murmur3_32(int64_le(key)) % 4                 | 1     | s0
          (1392991556 - murmur3_32(int64_le(key))) / 2  | 1     | s0
          CASE signed32(murmur3_32(to_text(key))) WHEN -1810453357 THEN 3 ELSE 0 END  | 1 | s3
          CASE signed32(murmur3_32(int32_le(key))) WHEN -68075478 THEN 3 ELSE 0 END   | 1 | s3
          CASE murmur3_32(int64_be(key)) WHEN 1759100286 THEN 3 ELSE 0 END            | 1 | s3
          CASE java_hash('hello') WHEN 99162322 THEN 2 ELSE 0 END                     | 1 | s2
          CASE crc32('123456789') WHEN 3421780262 THEN 2 ELSE 0 END                   | 1 | s2
          CASE crc16('123456789') WHEN 12739 THEN 2 ELSE 0 END                        | 1 | s2
          CASE fnv1a_32('foobar') WHEN 3214735720 THEN 2 ELSE 0 END                   | 1 | s2
          CASE fnv1a_64('hello') WHEN -6615550055289275125 THEN 2 ELSE 0 END | 1 | s2
          CASE xxhash64('') WHEN -1205034819632174695 THEN 2 ELSE 0 END | 1 | s2
          CASE sha1('abc') WHEN 'a9993e364706816aba3e25717850c26c9cd0d89d' THEN 2 ELSE 0 END | 1 | s2
          CASE left(sha256('abc'), 8) WHEN 'ba7816bf' THEN 2 ELSE 0 END | 1 | s2
          """)
  void routesKeys(String expression, long key, String shard) {
    assertThat(landing(expression, KeyType.BIGINT, new KeyValue.Int(key)))
        .isEqualTo(new Landing.On(new ShardId(shard)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          length(key)                          | 😀é    | s2
          length(trim(key))                    | `  a ` | s1
          length(substring(key, 0, 3))         | abcdef | s2
          length(left(key, -4))                | abcdef | s2
          length(right(key, 9))                | abc    | s3
          CASE WHEN lower(key) = 'straße' THEN 1 ELSE 2 END | STRAßE | s1
          CASE upper(key) WHEN 'STRASSE' THEN 1 ELSE 2 END  | straße | s1
          CASE WHEN key < 'n' THEN 0 ELSE 1 END | Zoe    | s0
          CASE WHEN key < 'n' THEN 0 ELSE 1 END | zoe    | s1
          CASE WHEN key < 'ￗ' THEN 0 ELSE 1 END | 😀     | s1
          to_integer(substring(key, 2)) % 4     | u7     | s3
          """)
  void routesTexts(String expression, String key, String shard) {
    assertThat(landing(expression, KeyType.TEXT, new KeyValue.Text(key)))
        .isEqualTo(new Landing.On(new ShardId(shard)));
  }

  @Test
  void routesUuidsAndDays() throws KeyFormatException {
    KeyValue uuid = KeyValue.parse(KeyType.UUID, "F47AC10B-58CC-4372-A567-0E02B2C3D479");
    assertThat(landing("hex_mod(left(to_text(key), 2), 4)", KeyType.UUID, uuid))
        .isEqualTo(new Landing.On(new ShardId("s0")));
    assertThat(landing("unsigned_mod(postgres_hash(key), 4)", KeyType.UUID, uuid))
        .isEqualTo(new Landing.On(new ShardId("s2")));
    assertThat(landing("hex_mod(md5(uuid_bytes(key)), 4)", KeyType.UUID, uuid))
        .isInstanceOf(Landing.On.class);
    KeyValue day = KeyValue.parse(KeyType.DATE, "2026-03-01");
    assertThat(landing("to_integer(left(to_text(key), 4)) % 4", KeyType.DATE, day))
        .isEqualTo(new Landing.On(new ShardId("s2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          10 / (key - 5)        | 5 | division by zero: 10 / 0, in 10 / (key - 5)
          1 + 10 % (key - 5)    | 5 | division by zero: 10 % 0, in 10 % (key - 5)
          floor_mod(7, key - 5) | 5 | division by zero: 7 divided by 0, in floor_mod(7, key - 5)
          key + 1               | 9223372036854775807  | 9223372036854775807 + 1 is out of the range of 64-bit integers, in key + 1
          -key                  | -9223372036854775808 | 0 - -9223372036854775808 is out of the range of 64-bit integers, in -key
          abs(key)              | -9223372036854775808 | abs(-9223372036854775808) is out of the range of 64-bit integers, in abs(key)
          key / -1              | -9223372036854775808 | -9223372036854775808 / -1 is out of the range of 64-bit integers, in key / -1
          key                   | 4  | the expression gives 4, and the list of shards has the positions 0 to 3
          key                   | -1 | the expression gives -1, and the list of shards has the positions 0 to 3
          `'t' || to_text(key)` | 1  | the expression gives 't1', which is none of the routing's 4 shards
          CASE key WHEN 1 THEN 1 END    | 2 | no branch of CASE holds, and it has no ELSE
          `to_integer(to_text(key) || 'x')` | 3 | `'3x' is no integer: decimal digits are expected, in to_integer(to_text(key) || 'x')`
          `to_integer('1' || to_text(key))` | 9223372036854775807 | `'19223372036854775807' is out of the range of 64-bit integers, in to_integer('1' || to_text(key))`
          hex_to_integer(md5(to_text(key))) | 1 | 'c4ca4238a0b923820dcc509a6f75849b' is out of the range of 64-bit integers: take fewer digits, or hex_mod, in hex_to_integer(md5(to_text(key)))
          length(substring('abc', 1, key)) | -1 | the length of substring is -1, which is negative, in substring('abc', 1, key)
          length(left('abc', key)) | 2147483648 | a position or length of left has 32 bits, and 2147483648 does not fit, in left('abc', key)
          crc32(int32_be(key)) | 2147483648 | int32_be has 32 bits, and 2147483648 does not fit, in int32_be(key)
          """)
  void saysWithTheValuesWhyKeyHasNoShard(String expression, long key, String reason) {
    List<Derivation.Step> steps = new ArrayList<>();
    assertThat(strategy(expression, KeyType.BIGINT).land(List.of(new KeyValue.Int(key)), steps))
        .isEqualTo(new Landing.Nowhere(reason));
    assertThat(steps.getLast()).isEqualTo(new Derivation.Step("Expression", "none", reason));
  }

  @Test
  void evaluatesNothingBehindWhatDecides() {
    String expression =
        "CASE WHEN key = 0 OR 10 / key > 2 THEN 1 WHEN key = 9 AND 1 / (key - 9) = 1 THEN 2"
            + " WHEN key BETWEEN 100 AND 1 / (key - 8) THEN 3 ELSE 0 END";
    assertThat(landing(expression, KeyType.BIGINT, new KeyValue.Int(0)))
        .isEqualTo(new Landing.On(new ShardId("s1")));
    assertThat(landing(expression, KeyType.BIGINT, new KeyValue.Int(8)))
        .isEqualTo(new Landing.On(new ShardId("s0")));
    assertThat(landing(expression, KeyType.BIGINT, new KeyValue.Int(9)))
        .isInstanceOf(Landing.Nowhere.class);
  }

  @Test
  void showsEachStepOfTheWay() {
    assertThat(
            steps(
                "CASE WHEN key BETWEEN 0 AND 9 THEN 3 WHEN key IN (70, 80) THEN 2"
                    + " ELSE (key + 1) % 2 END",
                KeyType.BIGINT, new KeyValue.Int(42)))
        .containsExactly(
            "key BETWEEN 0 AND 9 | false | 42 is not within the bounds",
            "key IN (70, 80) | false | 42 is not listed",
            "CASE | ELSE | none of its branches applies: (key + 1) % 2",
            "key + 1 | 43 | 42 + 1",
            "(key + 1) % 2 | 1 | 43 % 2",
            "Position 1 | s1 | in the list of 4 shards");
    assertThat(
            steps(
                "CASE lower(left(key, 2))\n  WHEN 'de' THEN 's0'\n  WHEN 'fr' THEN 's1' END",
                KeyType.TEXT,
                new KeyValue.Text("FRANCE")))
        .containsExactly(
            "left(key, 2) | 'FR' | left('FRANCE', 2)",
            "lower(left(key, 2)) | 'fr' | lower('FR')",
            "CASE | branch 2 of 2 | WHEN 'fr' THEN 's1'",
            "Named shard | s1 | the expression gives its name");
  }

  @Test
  void hasNoShardForNull() {
    List<@Nullable KeyValue> key = new ArrayList<>(Arrays.asList((KeyValue) null));
    assertThat(strategy("0", KeyType.BIGINT).land(key, new ArrayList<>()))
        .isEqualTo(new Landing.Nowhere("the expression has no value for NULL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END      |         | 100     | s1
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END      | 50000   |         | s2
          CASE WHEN key < 50000 THEN 's1' ELSE 's2' END      | 49999   | 90000   | s1 s2
          CASE WHEN NOT (key >= 50000) THEN 1 ELSE 2 END     | 1       | 49999   | s1
          CASE WHEN 50000 > key THEN 1 ELSE 2 END            | 60000   | 90000   | s2
          CASE WHEN key < 10000 THEN 0 WHEN key < 20000 THEN 1 WHEN key < 30000 THEN 2 ELSE 3 END | 12000 | 25000 | s1 s2
          CASE WHEN key BETWEEN 10000 AND 19999 THEN 0 ELSE 1 END | 20000 |       | s1
          CASE WHEN key >= 10000 AND key < 20000 THEN 0 ELSE 1 END | 10000 | 19999 | s0
          CASE WHEN key IN (5, 70000) THEN 0 ELSE 1 END      | 6       | 60000   | s1
          CASE key WHEN 5 THEN 0 WHEN 70000 THEN 2 ELSE 1 END | 0      | 60000   | s0 s1
          CASE WHEN key < 0 THEN 3 ELSE key / 100000 END     | 0       | 199999  | s0 s1
          floor_mod(key, 4)                                  | 8       | 10      | s0 s1 s2
          floor_mod(key, 4)                                  | 8       | 999999  | s0 s1 s2 s3
          `'s' || to_text(key / 100000 % 4)`                 | 200000  | 399999  | s2 s3
          key                                                | 4       | 999999  | ``
          crc32(to_text(key)) % 4                            | 42      | 42      | s0
          """)
  void prunesIntervals(
      String expression, @Nullable Long lowest, @Nullable Long highest, String shards) {
    Set<ShardId> kept =
        strategy(expression, KeyType.BIGINT)
            .shardsIn(
                List.of(
                    new ColumnKeys.Between(
                        lowest == null ? null : new KeyValue.Int(lowest),
                        highest == null ? null : new KeyValue.Int(highest))));
    assertThat(kept.stream().map(ShardId::value).collect(Collectors.joining(" ")))
        .isEqualTo(shards);
  }

  @Test
  void refusesTextThatNoReaderCouldHaveAccepted() {
    assertThatThrownBy(() -> strategy("key %", KeyType.BIGINT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("character 6: Expected here");
  }

  private static RuleStrategy strategy(String expression, KeyType type) {
    RoutingDefinition routing =
        new RoutingDefinition("r", List.of(type), new RoutingRule.Computed(expression, SHARDS));
    return new ComputedStrategy((RoutingRule.Computed) routing.rule(), routing.ruleTypes());
  }

  private static Landing landing(String expression, KeyType type, KeyValue key) {
    return strategy(expression, type).land(List.of(key), new ArrayList<>());
  }

  private static List<String> steps(String expression, KeyType type, KeyValue key) {
    List<Derivation.Step> steps = new ArrayList<>();
    strategy(expression, type).land(List.of(key), steps);
    return steps.stream()
        .map(step -> step.name() + " | " + step.result() + " | " + step.how())
        .toList();
  }
}
