package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.BucketRule.Remainder;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.Hash;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Member;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the members of each strategy mean, and what stands for those that are left out.
final class StrategyReaderTest {
  private static final ShardId A = new ShardId("a");
  private static final ShardId B = new ShardId("b");

  @Test
  void takesPrefixesAsBoundsOfSeveralColumns() {
    assertThat(
            rule(
                "'range', 'keyTypes': ['text', 'bigint'], 'ranges': [{ 'from': ['DE', 5], 'shard':"
                    + " 'b' }, { 'to': ['DE'], 'shard': 'a' }, { 'from': ['DE'], 'to': ['DE', 5],"
                    + " 'shard': 'b' }]"))
        .isInstanceOfSatisfying(
            RoutingRule.Range.class,
            range ->
                assertThat(range.ranges())
                    .extracting(KeyRange::interval)
                    .containsExactly("(-∞, (DE))", "[(DE), (DE, 5))", "[(DE, 5), +∞)"));
  }

  /// No text lies between `(DE)` and `(DE, smallest)`.
  @Test
  void seesNoGapBelowTheSmallestValueOfTheNextColumn() {
    assertThat(
            rule(
                "'range', 'keyTypes': ['text', 'smallint'], 'ranges': [{ 'to': ['DE'], 'shard':"
                    + " 'a' }, { 'from': ['DE', -32768], 'shard': 'b' }]"))
        .isInstanceOf(RoutingRule.Range.class);
  }

  @Test
  void readsMomentsInTheZoneOfTheRouting() {
    RoutingRule rule =
        rule(
            "'range', 'keyTypes': ['timestamptz'], 'zone': 'Europe/Berlin', 'ranges': [{ 'to':"
                + " '2024-07-01', 'shard': 'a' }, { 'from': '2024-06-30 22:00:00+00', 'shard': 'b'"
                + " }]");

    assertThat(rule)
        .isInstanceOfSatisfying(
            RoutingRule.Range.class,
            range -> {
              assertThat(range.zone()).contains(ZoneId.of("Europe/Berlin"));
              assertThat(range.ranges().getFirst().interval())
                  .isEqualTo("(-∞, 2024-06-30 22:00:00+00)");
            });
  }

  @Test
  void readsIntervalsByTheCalendar() {
    assertThat(
            rule(
                "'interval', 'keyTypes': ['timestamptz'], 'zone': 'Europe/Berlin', 'from':"
                    + " '2024-03-01', 'to': '2024-05-01', 'every': '1 month', 'shards': ['a', 'b'],"
                    + " 'after': 'b'"))
        .isInstanceOfSatisfying(
            RoutingRule.Intervals.class,
            intervals ->
                assertThat(intervals.ranges())
                    .extracting(KeyRange::interval)
                    .containsExactly(
                        "[2024-02-29 23:00:00+00, 2024-03-31 22:00:00+00)",
                        "[2024-03-31 22:00:00+00, 2024-04-30 22:00:00+00)",
                        "[2024-04-30 22:00:00+00, +∞)"));
  }

  /// A step that leaves what a date can hold ends the ranges.
  @Test
  void endsLongStepsAtTheLastDay() {
    assertThat(
            rule(
                "'interval', 'keyTypes': ['date'], 'from': '2024-01-01', 'to': '5874897-12-31',"
                    + " 'every': '9999 years', 'shards': ['a']"))
        .isInstanceOfSatisfying(
            RoutingRule.Intervals.class, intervals -> assertThat(intervals.ranges()).hasSize(588));
  }

  @Test
  void keepsThePostgresqlRuleAsItWas() {
    assertThat(
            rule(
                "'hash', 'function': 'postgresql', 'keyTypes': ['bigint', 'text'], 'modulus': 2,"
                    + " 'shards': ['b', 'a']"))
        .isEqualTo(RoutingRule.Buckets.postgresql(List.of(B, A)));
  }

  @Test
  void readsHashesAsTheirFunctionsAreUsuallyTaken() {
    assertThat(
            rule(
                "'hash', 'keyTypes': ['text'], 'function': 'sha1', 'modulus': 2, 'shards': ['a',"
                    + " 'b']"))
        .isEqualTo(
            new RoutingRule.Buckets(
                new Hash(HashFunction.SHA1, 0, KeyBytes.TEXT, new HashPart(16, 4, true), false),
                new BucketRule.Modulo(BucketMap.of(List.of(A, B)), Remainder.FLOOR)));
    assertThat(rule("'hash', 'keyTypes': ['bigint'], 'function': 'citus', 'uniform': ['a', 'b']"))
        .isEqualTo(
            new RoutingRule.Buckets(
                Hash.ofTypedValue(HashFunction.CITUS), new BucketRule.Uniform(List.of(A, B))));
  }

  @Test
  void readsSeedsAndHashesInHexadecimal() {
    assertThat(
            rule(
                "'hash', 'keyTypes': ['text'], 'function': 'xxhash64', 'seed':"
                    + " '0xffffffffffffffff', 'number': 'unsigned', 'hashRanges': [{ 'from':"
                    + " '0x8000000000000000', 'shard': 'b' }, { 'to': '9223372036854775808',"
                    + " 'shard': 'a' }]"))
        .isEqualTo(
            new RoutingRule.Buckets(
                new Hash(
                    HashFunction.XXHASH64,
                    -1,
                    KeyBytes.TEXT,
                    HashPart.whole(HashFunction.XXHASH64),
                    false),
                new BucketRule.HashRanges(
                    List.of(
                        new BucketRule.HashRange(BigInteger.ZERO, BigInteger.ONE.shiftLeft(63), A),
                        new BucketRule.HashRange(
                            BigInteger.ONE.shiftLeft(63), BigInteger.ONE.shiftLeft(64), B)))));
  }

  @Test
  void readsLayoutsOfBits() {
    assertThat(
            rule(
                "'bits', 'keyTypes': ['bigint'], 'layout': 'instagram', 'buckets': [{ 'from': 0,"
                    + " 'to': 8192, 'shard': 'a' }]"))
        .isEqualTo(
            new RoutingRule.Buckets(
                new NumberSource.BitField(10, 13, Optional.of(NumberSource.BitLayout.INSTAGRAM)),
                new BucketRule.Modulo(
                    new BucketMap(8192, List.of(new BucketMap.BucketRange(0, 8192, A))),
                    Remainder.FLOOR)));
  }

  @Test
  void readsKetamaAsShorthand() {
    RoutingRule shorthand =
        rule(
            "'ring', 'keyTypes': ['text'], 'layout': 'ketama', 'members': [{ 'name':"
                + " '10.0.1.1:11211', 'shard': 'a' }]");
    RoutingRule longhand =
        rule(
            "'ring', 'keyTypes': ['text'], 'function': 'md5', 'take': { 'from': 0, 'bytes': 4,"
                + " 'order': 'little' }, 'label': '{shard}-{point}', 'labels': 40,"
                + " 'pointsPerLabel': 4, 'members': [{ 'name': '10.0.1.1:11211', 'shard': 'a' }]");

    assertThat(shorthand).isEqualTo(longhand);
    assertThat(shorthand)
        .isInstanceOfSatisfying(
            RoutingRule.Ring.class,
            ring -> assertThat(ring.members()).containsExactly(new Member("10.0.1.1:11211", A)));
  }

  @Test
  void takesShardIdsForTheNamesOfDirectory() {
    assertThat(
            rule(
                "'directory', 'keyTypes': ['bigint'], 'shard': 'a', 'table': 't', 'key': ['k'],"
                    + " 'column': 'c'"))
        .isInstanceOfSatisfying(
            RoutingRule.Directory.class,
            directory -> {
              assertThat(directory.names()).isEqualTo(Map.of("a", A, "b", B));
              assertThat(directory.cacheTime()).isEqualTo(Duration.ofSeconds(60));
            });
  }

  @Test
  void routesGroupsByTheOtherColumns() {
    assertThat(
            rule(
                "'grouped', 'keyTypes': ['text', 'timestamptz'], 'zone': 'UTC', 'groups': [{ 'in':"
                    + " ['x'], 'routing': { 'strategy': 'list', 'values': [{ 'shard': 'a', 'in':"
                    + " ['2024-01-01'] }] } }]"))
        .isInstanceOfSatisfying(
            RoutingRule.Grouped.class,
            grouped ->
                assertThat(grouped.groups().getFirst().rule())
                    .isInstanceOfSatisfying(
                        RoutingRule.ListOfValues.class,
                        list ->
                            assertThat(list.values().keySet())
                                .extracting(KeyValue::text)
                                .containsExactly("2024-01-01 00:00:00+00")));
  }

  @Test
  void readsWhatStandsBesideTheRule() {
    RoutingDefinition routing =
        routing(
            "'modulo', 'keyTypes': ['text'], 'prepare': [{ 'substring': { 'start': -2, 'length': 2"
                + " } }, 'integer'], 'modulus': 2, 'remainder': 'floor', 'shards': ['a', 'b'],"
                + " 'nulls': { 'shard': 'b' }, 'overrides': [{ 'shard': 'b', 'in': ['x', 'y'] }]");

    assertThat(routing.preparation())
        .containsExactly(new KeyPreparation.Substring(-2, 2), new KeyPreparation.ToInteger());
    assertThat(routing.ruleTypes()).containsExactly(KeyType.BIGINT);
    assertThat(routing.nulls()).isEqualTo(new NullPolicy.To(B));
    assertThat(routing.overrides())
        .isEqualTo(Map.of(List.of(new KeyValue.Text("x")), B, List.of(new KeyValue.Text("y")), B));
  }

  @Test
  void warnsOfShardsThatOwnNothing() {
    List<TopologyProblem> warnings =
        read("{ 'strategy': 'single', 'keyTypes': ['bigint'], 'shard': 'a' }").warnings();

    assertThat(warnings)
        .singleElement()
        .hasToString(
            "line 4, column 13 (/shards/1/id): warning: The shard \"b\" owns nothing: no routing"
                + " and no unsharded table names it");
  }

  @Test
  void warnsOfRoutingsThatLookCoLocated() {
    String twice =
        "{ 'strategy': 'jump', 'keyTypes': ['bigint'], 'shards': ['a', 'b'] }, 's': { 'strategy':"
            + " 'jump', 'keyTypes': ['integer'], 'shards': ['a', 'b'] }";

    assertThat(read(twice).warnings())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.severity()).isEqualTo(TopologyProblem.Severity.WARNING);
          assertThat(warning.pointer()).isEqualTo("/routings/s");
          assertThat(warning.message()).contains("that of routing \"r\"", "(integer) and (bigint)");
        });
  }

  @Test
  void warnsOfShardsThatGetNoRange() {
    assertThat(
            read("{ 'strategy': 'interval', 'keyTypes': ['date'], 'from': '2024-01-01', 'to':"
                    + " '2024-01-02', 'every': '1 day', 'shards': ['a', 'a'], 'after': 'b' }")
                .warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("the last 1 get none"));
  }

  @Test
  void tellsWarningsBesideErrors() {
    String text =
        StrategyRefusalTest.DOCUMENT
            .formatted(
                "{ 'strategy': 'interval', 'keyTypes': ['date'], 'from': '2024-01-01', 'to':"
                    + " '2024-01-02', 'every': '1 day', 'shards': ['a', 'a'], 'x': 1 }")
            .replace('\'', '"');

    assertThat(new TopologyReader().read(text))
        .isInstanceOfSatisfying(
            ReadResult.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(TopologyProblem::severity)
                    .contains(TopologyProblem.Severity.ERROR));
  }

  private static RoutingRule rule(String members) {
    return routing(members).rule();
  }

  private static RoutingDefinition routing(String members) {
    Topology topology = read("{ 'strategy': " + members + " }").topology();
    return topology.routing("r");
  }

  private static ReadResult.Read read(String routing) {
    ReadResult result =
        new TopologyReader()
            .read(StrategyRefusalTest.DOCUMENT.formatted(routing.replace('\'', '"')));
    assertThat(result).as(routing).isInstanceOf(ReadResult.Read.class);
    return (ReadResult.Read) result;
  }
}
