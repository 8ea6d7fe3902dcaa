package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// PostgreSQL itself says what each key hashes to. `-Dshardlens.seed=` repeats the random keys.
final class PostgresHashIT {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int KEYS = RandomSeed.cases(10_000, 200_000);
  private static final int[] MODULI = {2, 3, 4, 16};

  private static EmbeddedPostgres postgres;
  private static Connection connection;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    connection = postgres.getPostgresDatabase().getConnection();
    execute("SET TIME ZONE 'Asia/Kathmandu'");
  }

  @AfterAll
  static void stopPostgres() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  /// The types of key columns. A char column would pad and cut to its length; bpchar keeps what is
  /// given.
  enum ColumnType {
    INT2,
    INT4,
    INT8,
    TEXT,
    VARCHAR,
    BPCHAR,
    UUID,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ;

    String sql() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<Key> randomKeys(Random random) {
      return Stream.generate(() -> randomKey(random)).limit(KEYS).toList();
    }

    private Key randomKey(Random random) {
      return switch (this) {
        case INT2 -> ofNumber(KeyType.SMALLINT, random.nextInt(Short.MIN_VALUE, 1 << 15));
        case INT4 -> ofNumber(KeyType.INTEGER, random.nextInt() >> random.nextInt(32));
        case INT8 -> ofNumber(KeyType.BIGINT, random.nextLong() >> random.nextInt(64));
        case TEXT -> ofText(KeyType.TEXT, text(random));
        case VARCHAR -> ofText(KeyType.VARCHAR, text(random));
        case BPCHAR -> ofText(KeyType.CHAR, text(random));
        case UUID -> ofUuid(new UUID(random.nextLong(), random.nextLong()));
        case DATE -> ofNumber(KeyType.DATE, random.nextInt(-730_000, 1_000_000));
        case TIMESTAMP -> ofNumber(KeyType.TIMESTAMP, micros(random));
        case TIMESTAMPTZ -> ofNumber(KeyType.TIMESTAMPTZ, micros(random));
      };
    }
  }

  /// @param text as the server reads it
  /// @param extended the hash with the seed of partitions
  record Key(String text, long extended, int hash) {}

  /// @param number also of a time, as [KeyValue.Countable] numbers them
  private static Key ofNumber(KeyType type, long number) {
    KeyValue value =
        switch (type) {
          case DATE -> new KeyValue.Day((int) number);
          case TIMESTAMP -> new KeyValue.Timestamp(number);
          case TIMESTAMPTZ -> new KeyValue.Moment(number);
          default -> new KeyValue.Int(number);
        };
    Key key = ofColumn(type, value);
    if (number == (int) number) {
      assertThat(PostgresHash.ofInteger((int) number, PostgresHash.PARTITION_SEED))
          .isEqualTo(key.extended());
      assertThat(CitusHash.ofInteger((int) number)).isEqualTo(key.hash());
    }
    return key;
  }

  /// Of the years 100 to about 4800.
  private static long micros(Random random) {
    return random.nextLong(-60_000_000_000_000_000L, 90_000_000_000_000_000L);
  }

  private static Key ofText(KeyType type, String text) {
    Key key = ofColumn(type, new KeyValue.Text(text));
    byte[] bytes = (type == KeyType.CHAR ? text.replaceFirst(" +$", "") : text).getBytes(UTF_8);
    assertThat(ofBytes(text, bytes)).isEqualTo(key);
    return key;
  }

  private static Key ofUuid(UUID uuid) {
    Key key = ofColumn(KeyType.UUID, new KeyValue.Uuid(uuid));
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    assertThat(ofBytes(uuid.toString(), bytes)).isEqualTo(key);
    return key;
  }

  private static Key ofColumn(KeyType type, KeyValue value) {
    return new Key(
        value.text(),
        PostgresHash.ofColumn(type, value, PostgresHash.PARTITION_SEED),
        CitusHash.ofColumn(type, value));
  }

  private static Key ofBytes(String text, byte[] bytes) {
    return new Key(
        text,
        PostgresHash.ofBytes(bytes, 0, bytes.length, PostgresHash.PARTITION_SEED),
        CitusHash.ofBytes(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void agreesWithTheServerOnRandomKeysOfEveryType(ColumnType type) throws SQLException {
    List<Key> keys = type.randomKeys(new Random(SEED));
    String parent = "one_" + type.sql();
    execute("CREATE TABLE %s (a %s) PARTITION BY HASH (a)".formatted(parent, type.sql()));
    String sql =
        """
        SELECT %s(a), %s(a, %d), %s
        FROM (
          SELECT n, a::%s, h FROM unnest(?::text[], ?::numeric[]) WITH ORDINALITY AS k(a, h, n)
        ) AS k ORDER BY n\
        """
            .formatted(
                hashFunction(type.sql(), 1),
                hashFunction(type.sql(), 2),
                PostgresHash.PARTITION_SEED,
                satisfied(parent, "a"),
                type.sql());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(keys));
      statement.setArray(2, numbers(keys.stream().map(PostgresHashIT::rowHash)));
      try (ResultSet rows = statement.executeQuery()) {
        for (Key key : keys) {
          assertThat(rows.next()).isTrue();
          assertThat(List.of(rows.getInt(1), rows.getLong(2), rows.getBoolean(3)))
              .as("seed %d: %s %s", SEED, type, key.text())
              .isEqualTo(List.of(key.hash(), key.extended(), true));
        }
      }
    }
  }

  /// PostgreSQL 18 gives dates and moments functions of their own names, which compute the same.
  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DATE", "TIMESTAMPTZ"})
  void namesTheFunctionsThatTheServerCalls(KeyType type) throws SQLException {
    String column = type == KeyType.CHAR ? "bpchar" : type.word();

    assertThat(PostgresHash.functionName(type)).isEqualTo(hashFunction(column, 2));
    assertThat(CitusHash.functionName(type)).isEqualTo(hashFunction(column, 1));
  }

  static List<List<ColumnType>> pairs() {
    return List.of(
        List.of(ColumnType.INT8, ColumnType.TEXT),
        List.of(ColumnType.UUID, ColumnType.DATE),
        List.of(ColumnType.TIMESTAMPTZ, ColumnType.INT2));
  }

  /// One key of ten is NULL.
  @ParameterizedTest
  @MethodSource("pairs")
  void agreesWithTheServerOnRowsOfTwoColumns(List<ColumnType> types) throws SQLException {
    Random random = new Random(SEED);
    String first = types.get(0).sql();
    String second = types.get(1).sql();
    List<@Nullable Key> firsts = withNulls(types.get(0).randomKeys(random), random);
    List<@Nullable Key> seconds = withNulls(types.get(1).randomKeys(random), random);
    String parent = "two_" + first + "_" + second;
    execute(
        "CREATE TABLE %s (a %s, b %s) PARTITION BY HASH (a, b)".formatted(parent, first, second));
    String sql =
        """
        SELECT %s
        FROM (
          SELECT n, a::%s, b::%s, h
          FROM unnest(?::text[], ?::text[], ?::numeric[]) WITH ORDINALITY AS k(a, b, h, n)
        ) AS k ORDER BY n\
        """
            .formatted(satisfied(parent, "a, b"), first, second);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(firsts));
      statement.setArray(2, texts(seconds));
      statement.setArray(
          3,
          numbers(IntStream.range(0, KEYS).mapToObj(i -> rowHash(firsts.get(i), seconds.get(i)))));
      try (ResultSet rows = statement.executeQuery()) {
        for (int i = 0; i < KEYS; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getBoolean(1))
              .as("seed %d: %s (%s, %s)", SEED, types, firsts.get(i), seconds.get(i))
              .isTrue();
        }
      }
    }
  }

  private static List<@Nullable Key> withNulls(List<Key> keys, Random random) {
    return keys.stream().<@Nullable Key>map(key -> random.nextInt(10) == 0 ? null : key).toList();
  }

  private static String rowHash(@Nullable Key... row) {
    long hash = 0;
    for (Key key : row) {
      hash = key == null ? hash : PostgresHash.combine(hash, key.extended());
    }
    return Long.toUnsignedString(hash);
  }

  /// Whether the row would go where the remainders of `h`, our row hash, say. The server says yes
  /// to one remainder of each modulus only.
  private static String satisfied(String parent, String columns) {
    return Arrays.stream(MODULI)
        .mapToObj(modulus ->
            "satisfies_hash_partition('%s'::regclass, %d, (h %% %d)::int, %s)"
                .formatted(parent, modulus, modulus, columns))
        .collect(Collectors.joining(" AND "));
  }

  /// What the server's default operator class of the type calls, 1 for the short hash, 2 for the
  /// extended one; a varchar is hashed as a text.
  private static String hashFunction(String type, int number) throws SQLException {
    String sql =
        """
        SELECT p.amproc::regproc FROM pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod
        JOIN pg_amproc p ON p.amprocfamily = c.opcfamily AND p.amproclefttype = c.opcintype
        WHERE m.amname = 'hash' AND c.opcdefault AND c.opcintype = ?::regtype AND p.amprocnum = ?\
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, type.equals("varchar") ? "text" : type);
      statement.setInt(2, number);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }

  private static java.sql.Array texts(List<? extends @Nullable Key> keys) throws SQLException {
    return connection.createArrayOf(
        "text", keys.stream().map(key -> key == null ? null : key.text()).toArray());
  }

  private static java.sql.Array numbers(Stream<String> numbers) throws SQLException {
    return connection.createArrayOf("numeric", numbers.toArray());
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20, 0x7f);
            case 1 -> random.nextInt(0xa0, 0x250);
            case 2 -> random.nextInt(0x4e00, 0x9fff);
            default -> random.nextInt(0x1f300, 0x1f600);
          });
    }
    return text.append(" ".repeat(random.nextInt(3))).toString();
  }
}
