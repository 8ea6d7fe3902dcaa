package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardlensException;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.MaintenanceConnection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Names and literals as we write them are what the server reads.
final class IdentifierIT {

  private static final long SEED = RandomSeed.ofThisRun();

  @Test
  void everyKeyWordOfTheServerMayNameAColumn() throws ShardlensException {
    try (MaintenanceConnection connection = ShardedServers.get().connect("oracle")) {
      for (List<String> row : connection.queryRows("SELECT word FROM pg_get_keywords()")) {
        String name = Identifier.display(row.getFirst());
        connection.execute(
            "CREATE TEMPORARY TABLE words ("
                + name
                + " integer); INSERT INTO words VALUES (1); UPDATE words SET "
                + name
                + " = 2 WHERE "
                + name
                + " = 1");
        assertThat(connection.queryText("SELECT " + name + " FROM words WHERE " + name + " = 2"))
            .as(name)
            .isEqualTo("2");
        connection.execute("DROP TABLE words");
      }
    }
  }

  @Test
  void randomNamesAndTextsComeBackAsTheyWere() throws ShardlensException {
    // The alias is longer than any of the random names: a name that equals it would stand for the
    // column instead of the row.
    Random random = new Random(SEED);
    try (MaintenanceConnection connection = ShardedServers.get().connect("oracle")) {
      for (int i = 0; i < 500; i++) {
        StringBuilder text = new StringBuilder();
        for (int j = 1 + random.nextInt(8); j > 0; j--) {
          text.appendCodePoint(
              switch (random.nextInt(4)) {
                case 0 -> "'\"\\$;-/*\n".charAt(random.nextInt(9));
                case 1 -> random.nextInt(0x20, 0x7f);
                case 2 -> random.nextInt(0xa0, 0x2000);
                default -> random.nextInt(0x1f300, 0x1f600);
              });
        }
        String value = text.toString();
        List<String> row =
            connection
                .queryRows(
                    "SELECT (json_each_text(row_to_json(a_row_alias))).* FROM (SELECT "
                        + Identifier.literal(value)
                        + " AS "
                        + Identifier.quote(value)
                        + ") a_row_alias")
                .getFirst();
        assertThat(row).as("seed %d, %d", SEED, i).containsExactly(value, value);
      }
    }
  }
}
