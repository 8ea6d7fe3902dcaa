package io.shardlens.routing.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// PostgreSQL itself says what each key hashes to. `-Dshardlens.seed=` repeats the random keys.
final class PostgresHashIT {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int KEYS = 5_000;

  private static EmbeddedPostgres postgres;
  private static Connection connection;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    connection = postgres.getPostgresDatabase().getConnection();
  }

  @AfterAll
  static void stopPostgres() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void agreesWithTheServerOnRandomKeysOfEveryType(KeyType type) throws SQLException {
    Random random = new Random(SEED);
    List<KeyValue> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(key(random, type));
    }
    // A char column pads and cuts to its length; bpchar keeps what is given.
    String column = type == KeyType.CHAR ? "bpchar" : type.word();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE hashed_"
              + type.word()
              + " (key "
              + column
              + ") "
              + "PARTITION BY HASH (key)");
    }
    String sql =
        "SELECT "
            + PostgresHash.functionName(type)
            + "(key::"
            + column
            + ", ?), "
            + "satisfies_hash_partition('hashed_"
            + type.word()
            + "'::regclass, 7, ?, key::"
            + column
            + ") FROM unnest(?::text[]) WITH ORDINALITY AS keys(key, n) ORDER BY n";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int remainder = 0; remainder < 7; remainder++) {
        statement.setLong(1, PostgresHash.PARTITION_SEED);
        statement.setInt(2, remainder);
        statement.setArray(
            3, connection.createArrayOf("text", keys.stream().map(KeyValue::text).toArray()));
        compare(type, keys, remainder, statement);
      }
    }
  }

  private static void compare(
      KeyType type, List<KeyValue> keys, int remainder, PreparedStatement statement)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      for (KeyValue key : keys) {
        assertThat(rows.next()).isTrue();
        long hash = PostgresHash.ofColumn(type, key, PostgresHash.PARTITION_SEED);
        boolean owned = Long.remainderUnsigned(PostgresHash.combine(0, hash), 7) == remainder;
        assertThat(List.of(hash, owned))
            .as("seed %d: %s %s, remainder %d", SEED, type.word(), key, remainder)
            .isEqualTo(List.of(rows.getLong(1), rows.getBoolean(2)));
      }
    }
  }

  private static KeyValue key(Random random, KeyType type) {
    if (type.isInteger()) {
      return new KeyValue.Int(
          random.nextBoolean()
              ? random.nextLong(type.minimum(), type.maximum())
              : random.nextInt(2_000) - 1_000);
    }
    return type == KeyType.UUID
        ? new KeyValue.Uuid(new UUID(random.nextLong(), random.nextLong()))
        : new KeyValue.Text(text(random) + " ".repeat(random.nextInt(3)));
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
    return text.toString();
  }
}
