package io.shardlens.execute.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.execute.statistics.KeyHistogram.Frequent;
import io.shardlens.execute.statistics.KeyHistogram.Source;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.routing.Router;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.Environment;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What shards say of their tables, against what counting says.
class TableStatisticsIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final ShardId S1 = new ShardId("s1");
  private static final ShardId S2 = new ShardId("s2");
  private static final int ROWS = 100_000;

  /// Small keys are many times as frequent as large ones, one has a tenth of all rows, and some are
  /// NULL. The server would otherwise analyse a table when it likes.
  private static final String SKEWED =
      "SELECT setseed(0.42); INSERT INTO stats.%1$s"
          + " SELECT CASE WHEN i %% 10 = 0 THEN 777 WHEN i %% 50 = 1 THEN NULL"
          + " ELSE (10000000 * power(random(), 3))::bigint END, i"
          + " FROM generate_series(1, "
          + ROWS
          + ") i;";

  @BeforeAll
  static void makeTables() throws Exception {
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA stats; "
            + plain("analysed", "bigint")
            + plain("unknown", "bigint")
            + plain("refused", "bigint")
            + plain("policed", "bigint")
            + plain("nothing", "bigint")
            + "CREATE TABLE stats.parts (k bigint, i int) PARTITION BY RANGE (i);"
            + part("parts_a", "MINVALUE", "40000")
            + part("parts_b", "40000", "90000")
            + part("parts_c", "90000", "200000")
            + part("parts_empty", "200000", "MAXVALUE")
            + Stream.of("analysed", "unknown", "refused", "policed", "parts")
                .map(SKEWED::formatted)
                .reduce("", String::concat)
            + "ANALYZE stats.analysed; ANALYZE stats.refused; ANALYZE stats.policed;"
            + "ALTER TABLE stats.policed ENABLE ROW LEVEL SECURITY;"
            + "CREATE POLICY few ON stats.policed USING (i <= 1000);"
            + "CREATE VIEW stats.looked AS SELECT * FROM stats.analysed;"
            + "CREATE TABLE stats.hashed (k bigint) PARTITION BY HASH (k);"
            + types()
            + "GRANT USAGE ON SCHEMA stats TO reader;"
            + "GRANT SELECT ON ALL TABLES IN SCHEMA stats TO reader;"
            + "REVOKE SELECT ON stats.refused FROM reader");
    SERVERS.execute(
        "s2",
        "CREATE SCHEMA stats; "
            + plain("analysed", "bigint")
            + "INSERT INTO stats.analysed SELECT i, i FROM generate_series(1, 50) i;"
            + "GRANT USAGE ON SCHEMA stats TO reader;"
            + "GRANT SELECT ON ALL TABLES IN SCHEMA stats TO reader");
  }

  @AfterAll
  static void dropTables() throws Exception {
    SERVERS.execute("s1", "DROP SCHEMA stats CASCADE");
    SERVERS.execute("s2", "DROP SCHEMA stats CASCADE");
  }

  private static String plain(String name, String type) {
    return "CREATE TABLE stats."
        + name
        + " (k "
        + type
        + ", i int) WITH (autovacuum_enabled = false);";
  }

  private static String part(String name, String from, String to) {
    return "CREATE TABLE stats.%s PARTITION OF stats.parts FOR VALUES FROM (%s) TO (%s) WITH (autovacuum_enabled = false);"
        .formatted(name, from, to);
  }

  /// Keys of other types, and texts that an array has to quote.
  private static String types() {
    return Stream.of("analysed", "drawn")
            .map(how ->
                plain("times_" + how, "timestamptz")
                    + plain("days_" + how, "date")
                    + plain("uuids_" + how, "uuid")
                    + plain("texts_" + how, "text")
                    + "INSERT INTO stats.times_"
                    + how
                    + " SELECT timestamptz '2024-01-01 00:00:00+00' + i * interval '1 hour 1.5 s',"
                    + " i FROM generate_series(0, 4999) i;INSERT INTO stats.days_"
                    + how
                    + " SELECT date '0044-03-15 BC' + i, i FROM generate_series(0, 4999) i;"
                    + "INSERT INTO stats.uuids_"
                    + how
                    + " SELECT md5(i::text)::uuid, i FROM generate_series(0, 4999) i;"
                    + "INSERT INTO stats.texts_"
                    + how
                    + " SELECT (ARRAY['a,b', 'it''s', '{x}', 'b\\c', 'say \"hi\"', 'NULL', '', ' ',"
                    + " NULL, 'tab\there'])[i % 10 + 1], i FROM generate_series(0, 4999) i;"
                    + "INSERT INTO stats.texts_"
                    + how
                    + " SELECT 'z\\{\",''' || lpad(i::text, 5, '0'), i"
                    + " FROM generate_series(0, 4999) i;")
            .reduce("", String::concat)
        + "ANALYZE stats.times_analysed; ANALYZE stats.days_analysed; ANALYZE stats.uuids_analysed;"
        + "ANALYZE stats.texts_analysed;";
  }

  private static <T> T ask(
      String table, KeyType type, List<Shard> shards, Function<TableStatistics, T> question) {
    Topology topology =
        new Topology(
            "stats",
            Environment.DEV,
            shards,
            List.of(
                new RoutingDefinition(
                    "r",
                    List.of(type),
                    RoutingRule.Buckets.postgresql(shards.stream().map(Shard::id).toList()))),
            List.of(
                new TableDefinition.Sharded(name(table), List.of("k"), "r"),
                new TableDefinition.Reference(name("reference"))));
    try (JdbcGateway gateway = SERVERS.gateway(topology)) {
      return question.apply(new TableStatistics(new Router(topology), gateway));
    }
  }

  private static TableName name(String table) {
    return new TableName("stats", table);
  }

  private static TableEstimate estimate(String table) {
    return only(
        ask(
            table,
            KeyType.BIGINT,
            List.of(SERVERS.shard("s1", "reader")),
            statistics -> statistics.estimates(name(table))));
  }

  private static KeyHistogram histogram(String table, KeyType type) {
    return only(
        ask(
            table,
            type,
            List.of(SERVERS.shard("s1", "reader")),
            statistics -> statistics.histogram(name(table))));
  }

  private static <T> T only(ByShard<T> answers) {
    assertThat(answers.missing()).isEmpty();
    return answers.answer(S1).orElseThrow();
  }

  private static double counted(String table, String condition) throws Exception {
    try (var connection = SERVERS.connect("s1")) {
      return Double.parseDouble(
          Objects.requireNonNull(
              connection.queryText("SELECT count(*) FROM stats." + table + " WHERE " + condition)));
    }
  }

  @Test
  void anAnalysedTableHasItsRowsAndItsTime() throws Exception {
    TableEstimate estimate = estimate("analysed");
    assertThat(estimate.rows()).hasValue(ROWS);
    assertThat(estimate.bytes()).isGreaterThan(ROWS * 28L);
    assertThat(estimate.analysed().orElseThrow())
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60));
  }

  @Test
  void aTableThatWasNeverAnalysedHasAnUnknownNumberOfRows() {
    TableEstimate estimate = estimate("unknown");
    assertThat(estimate.rows()).isEmpty();
    assertThat(estimate.analysed()).isEmpty();
    assertThat(estimate.bytes()).isPositive();
  }

  @Test
  void aTableWithoutABlockHasNoRowsHoweverLittleTheServerKnows() {
    assertThat(estimate("nothing").rows()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void aViewHasAnUnknownNumberOfRowsAndNoHistogram() {
    assertThat(estimate("looked").rows()).isEmpty();
    ByShard<KeyHistogram> answers =
        ask(
            "looked",
            KeyType.BIGINT,
            List.of(SERVERS.shard("s1", "reader")),
            statistics -> statistics.histogram(name("looked")));
    assertThat(answers.answers()).isEmpty();
    assertThat(answers.missing().get(S1)).contains("is a view");
  }

  /// The parts are analysed one after the other; the last one never needs to be.
  @Test
  void thePartsOfATableAreSummedAndOneThatIsUnknownMakesTheSumUnknown() throws Exception {
    assertThat(estimate("parts").rows()).isEmpty();
    SERVERS.execute("s1", "ANALYZE stats.parts_a; ANALYZE stats.parts_b");
    assertThat(estimate("parts").rows()).isEmpty();
    assertThat(estimate("parts").analysed()).isPresent();
    // Parts have statistics, the whole has none.
    KeyHistogram drawn = histogram("parts", KeyType.BIGINT);
    assertThat(drawn.source()).isEqualTo(Source.SAMPLED);
    agrees(drawn, "parts", 0.06);
    SERVERS.execute("s1", "ANALYZE stats.parts");
    assertThat(estimate("parts").rows()).hasValue(ROWS);
    assertThat(estimate("parts").bytes()).isGreaterThan(ROWS * 28L);
    KeyHistogram known = histogram("parts", KeyType.BIGINT);
    assertThat(known.source()).isEqualTo(Source.CATALOG);
    agrees(known, "parts", 0.025);
  }

  @Test
  void theCatalogsHistogramAgreesWithCounting() throws Exception {
    KeyHistogram histogram = histogram("analysed", KeyType.BIGINT);
    assertThat(histogram.source()).isEqualTo(Source.CATALOG);
    assertThat(histogram.buckets()).isEqualTo(100);
    agrees(histogram, "analysed", 0.025);
  }

  @Test
  void aDrawnHistogramAgreesWithCounting() throws Exception {
    KeyHistogram histogram = histogram("unknown", KeyType.BIGINT);
    assertThat(histogram.source()).isEqualTo(Source.SAMPLED);
    assertThat(histogram.buckets()).isEqualTo(100);
    agrees(histogram, "unknown", 0.06);
  }

  /// Three standard deviations of a quantile of 30 000 rows are 0.9 %, half a bucket is 0.5 %; what
  /// is drawn has fewer rows, and estimates how many there are.
  private static void agrees(KeyHistogram histogram, String table, double tolerance)
      throws Exception {
    assertThat(histogram.rows()).isCloseTo(ROWS, within(tolerance * ROWS));
    assertThat(histogram.nulls()).isCloseTo(counted(table, "k IS NULL"), within(0.02 * ROWS));
    Frequent most = histogram.frequent().getFirst();
    assertThat(most.key()).isEqualTo(new KeyValue.Int(777));
    assertThat(most.rows()).isCloseTo(ROWS / 10.0, within(0.02 * ROWS));
    for (long key :
        List.of(1, 10, 777, 778, 20_000, 300_000, 1_000_000, 3_000_000, 6_000_000, 9_000_000)) {
      assertThat(histogram.rowsBelow(new KeyValue.Int(key)))
          .as("rows below %d", key)
          .isCloseTo(counted(table, "k < " + key), within(tolerance * ROWS));
    }
    assertThat(histogram.rowsBelow(new KeyValue.Int(-1))).isZero();
    assertThat(histogram.rowsBelow(new KeyValue.Int(10_000_001)))
        .isCloseTo(histogram.rows() - histogram.nulls(), within(1.0));
  }

  @Test
  void anEmptyTableHasAnEmptyHistogram() {
    KeyHistogram histogram = histogram("nothing", KeyType.BIGINT);
    assertThat(histogram.rows()).isZero();
    assertThat(histogram.bounds()).isEmpty();
    assertThat(histogram.frequent()).isEmpty();
    assertThat(histogram.rowsBelow(new KeyValue.Int(5))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"times_analysed", "times_drawn"})
  void timesAreKeys(String table) {
    evenly(
        histogram(table, KeyType.TIMESTAMPTZ), key("2024-01-01 00:00:00+00", KeyType.TIMESTAMPTZ));
  }

  @ParameterizedTest
  @ValueSource(strings = {"days_analysed", "days_drawn"})
  void daysBeforeChristAreKeys(String table) {
    evenly(histogram(table, KeyType.DATE), key("0044-03-15 BC", KeyType.DATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuids_analysed", "uuids_drawn"})
  void uuidsAreKeys(String table) throws Exception {
    KeyHistogram histogram = histogram(table, KeyType.UUID);
    assertThat(histogram.leftOut()).isZero();
    assertThat(histogram.bounds()).hasSize(101).isSorted();
    String middle = "80000000-0000-0000-0000-000000000000";
    assertThat(histogram.rowsBelow(key(middle, KeyType.UUID)))
        .isCloseTo(counted(table, "k < '" + middle + "'"), within(100.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"texts_analysed", "texts_drawn"})
  void textsThatAnArrayQuotesAreReadAsTheyAre(String table) {
    KeyHistogram histogram = histogram(table, KeyType.TEXT);
    assertThat(histogram.leftOut()).isZero();
    assertThat(histogram.frequent())
        .extracting(frequent -> frequent.key().text())
        .containsExactlyInAnyOrder(
            "a,b", "it's", "{x}", "b\\c", "say \"hi\"", "NULL", "", " ", "tab\there");
    assertThat(histogram.frequent())
        .allSatisfy(frequent -> assertThat(frequent.rows()).isCloseTo(500, within(1.0)));
    assertThat(histogram.nulls()).isCloseTo(500, within(1.0));
    assertThat(histogram.bounds())
        .hasSize(101)
        .allSatisfy(bound -> assertThat(bound.text()).startsWith("z\\{\",'"));
    // Of the nine frequent texts, only {x} is above a z.
    assertThat(histogram.rowsBelow(new KeyValue.Text("z\\{\",'02500")))
        .isCloseTo(8 * 500 + 2500, within(60.0));
  }

  private static KeyValue key(String text, KeyType type) {
    try {
      return KeyValue.parse(type, text);
    } catch (io.shardlens.topology.KeyFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static void evenly(KeyHistogram histogram, KeyValue first) {
    assertThat(histogram.leftOut()).isZero();
    assertThat(histogram.rows()).isEqualTo(5000);
    assertThat(histogram.bounds()).hasSize(101).isSorted();
    assertThat(histogram.bounds().getFirst()).isEqualTo(first);
    assertThat(histogram.rowsBelow(histogram.bounds().get(50))).isCloseTo(2500, within(1.0));
  }

  /// The routing expects numbers where the column has texts.
  @Test
  void valuesThatAreNoKeysAreLeftOutAndCounted() {
    for (String table : List.of("texts_analysed", "texts_drawn")) {
      KeyHistogram histogram = histogram(table, KeyType.BIGINT);
      assertThat(histogram.bounds()).isEmpty();
      assertThat(histogram.frequent()).isEmpty();
      assertThat(histogram.leftOut()).isGreaterThan(100);
    }
  }

  @Test
  void aLoginThatMayNotReadTheTableLearnsItsSizeAndNoKeys() {
    assertThat(estimate("refused").rows()).hasValue(ROWS);
    ByShard<KeyHistogram> answers =
        ask(
            "refused",
            KeyType.BIGINT,
            List.of(SERVERS.shard("s1", "reader")),
            statistics -> statistics.histogram(name("refused")));
    assertThat(answers.answers()).isEmpty();
    assertThat(answers.missing().get(S1)).contains("permission denied");
  }

  /// Of the rows of all others, neither a key nor their number is told.
  @Test
  void aLoginThatSeesAFewRowsLearnsOfThose() {
    KeyHistogram histogram = histogram("policed", KeyType.BIGINT);
    assertThat(histogram.source()).isEqualTo(Source.SAMPLED);
    assertThat(histogram.rows()).isEqualTo(1000);
  }

  @Test
  void aShardThatIsDownIsMissingWithItsReason() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    List<Shard> shards =
        List.of(
            SERVERS.shard("s1", "reader"),
            SERVERS.shard("s2", "reader"),
            new Shard(
                new ShardId("down"), "Down", "127.0.0.1", closed, "x", "reader", SslMode.DISABLE));
    ByShard<TableEstimate> estimates =
        ask("analysed", KeyType.BIGINT, shards, asked -> asked.estimates(name("analysed")));
    assertThat(estimates.answers()).containsOnlyKeys(S1, S2);
    assertThat(estimates.missing()).containsOnlyKeys(new ShardId("down"));
    assertThat(estimates.missing().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    ByShard<KeyHistogram> histograms =
        ask("analysed", KeyType.BIGINT, shards, asked -> asked.histogram(name("analysed")));
    assertThat(histograms.answers()).containsOnlyKeys(S1, S2);
    assertThat(histograms.answer(S2).orElseThrow().rows()).isEqualTo(50);
    assertThat(histograms.missing()).containsOnlyKeys(new ShardId("down"));
  }

  @Test
  void aTableThatTheShardDoesNotHaveIsMissingWithItsReason() {
    ByShard<TableEstimate> estimates =
        ask(
            "parts",
            KeyType.BIGINT,
            List.of(SERVERS.shard("s2", "reader")),
            asked -> asked.estimates(name("parts")));
    assertThat(estimates.missing().get(S2)).contains("does not exist");
  }

  @Test
  void onlyShardedTablesHaveAHistogram() {
    assertThatThrownBy(() ->
            ask(
                "parts",
                KeyType.BIGINT,
                List.of(SERVERS.shard("s1", "reader")),
                asked -> asked.histogram(name("reference"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// The table lies on s1 as if that owned all buckets; the server's own hash counts them.
  @ParameterizedTest
  @ValueSource(strings = {"analysed", "unknown"})
  void bucketsHaveTheRowsThatTheServersOwnHashCounts(String table) throws Exception {
    int count = 16;
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.BIGINT),
            RoutingRule.Buckets.postgresql(java.util.Collections.nCopies(count, S1)));
    BucketRows buckets = only(buckets(table, routing).orElseThrow());
    assertThat(buckets.sampled()).isBetween(10_000L, 30_000L);
    assertThat(buckets.outside()).isZero();
    double sum = 0;
    for (int bucket = 0; bucket < count; bucket++) {
      String condition =
          "satisfies_hash_partition('stats.hashed'::regclass, %d, %d, k)".formatted(count, bucket);
      assertThat(buckets.rows(bucket))
          .as("rows of bucket %d", bucket)
          .isCloseTo(counted(table, condition), within(0.015 * ROWS));
      sum += buckets.rows()[bucket];
    }
    assertThat(sum).isCloseTo(ROWS, within(0.06 * ROWS));
  }

  @Test
  void bucketsOfASmallTableAreCounted() throws Exception {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.TEXT),
            List.of(),
            new RoutingRule.Buckets(
                NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL),
                new BucketRule.Jump(List.of(S1, S1, S1, S1, S1))),
            new NullPolicy.To(S1),
            Map.of());
    BucketRows buckets = only(buckets("texts_drawn", routing).orElseThrow());
    assertThat(buckets.sampled()).isEqualTo(10_000);
    assertThat(buckets.outside()).isEqualTo(500);
    assertThat(DoubleStream.of(buckets.rows()).sum()).isEqualTo(9_500);
  }

  @Test
  void aRoutingOfRangesHasNoBuckets() {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.BIGINT),
            new RoutingRule.Range(List.of(new KeyRange(null, null, S1))));
    assertThat(buckets("analysed", routing)).isEmpty();
  }

  private static Optional<ByShard<BucketRows>> buckets(String table, RoutingDefinition routing) {
    Topology topology =
        new Topology(
            "stats",
            Environment.DEV,
            List.of(SERVERS.shard("s1", "reader")),
            List.of(routing),
            List.of(new TableDefinition.Sharded(name(table), List.of("k"), "r")));
    try (JdbcGateway gateway = SERVERS.gateway(topology)) {
      return new TableStatistics(new Router(topology), gateway).buckets(name(table));
    }
  }
}
