package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardlensException;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.MaintenanceConnection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// PostgreSQL's own parser says how many statements a text holds: it opens no cursor for several.
/// `-Dshardlens.seed=` repeats a run.
final class LexerSplitIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int TEXTS = RandomSeed.cases(5_000, 100_000);

  private static final List<String> PIECES =
      List.of(
          "'a'",
          "';'",
          "''''",
          "E'\\''",
          "E';\\\\'",
          "E'a'\n'\\';'",
          "'a'\n'b'",
          "'a' -- x\n ';'",
          "'\\'",
          "E'\\\\'",
          "$$;$$",
          "$a$;'$$$a$",
          "$a$ $b$ ; $b$ $a$",
          "$ä$;$ä$",
          "U&'\\0041;'",
          "B'1'",
          "x'f'",
          "n';'",
          "1",
          "1.5",
          "1e3",
          "0x1f",
          "1_000",
          ".5",
          "- 1",
          "@ -1",
          "NULL",
          "(1)",
          "ARRAY[1,2]",
          "(SELECT ';')",
          "1 /* ; */",
          "/* /* ; */ ; */ 2",
          "3 -- ;\n",
          "4 --; '\n",
          "1+--;\n2",
          "2*/*;*/2",
          "'a'||';'",
          "'x'::text",
          "\"current_schema\"()",
          "CASE WHEN true THEN ';' END",
          "'é😀;'",
          "2 - -1",
          "$$'$$",
          "'$$'",
          "'/*'",
          "'--'",
          "$$--$$",
          "$$/*$$",
          "/* ' */ 5",
          "/* $$ */ 6",
          "-- $$\n7");

  private static final List<String> JOINS =
      List.of(
          ", ",
          ",",
          ",\n",
          " , ",
          "; SELECT ",
          ";SELECT",
          " ;\nVALUES ",
          ";; SELECT ",
          ", ",
          ",",
          ", ");

  private static final List<String> ENDS =
      List.of("", "", ";", " ; ;", " -- ;", "\n/* ; */", ";--", "'", "/*", "$$", "; x");

  @Test
  void agreesWithTheServerOnWhereStatementsEnd() throws ShardlensException {
    Random random = new Random(SEED);
    int one = 0;
    int several = 0;
    try (MaintenanceConnection connection = ShardedServers.get().connect("oracle")) {
      connection.execute(
          """
          CREATE OR REPLACE FUNCTION pg_temp.statements(query text) RETURNS text LANGUAGE plpgsql AS $f$
          DECLARE opened refcursor;
          BEGIN
            OPEN opened FOR EXECUTE query;
            CLOSE opened;
            RETURN 'one';
          EXCEPTION
            WHEN invalid_cursor_definition THEN RETURN 'several';
            WHEN OTHERS THEN RETURN SQLSTATE;
          END $f$\
          """);
      for (int i = 0; i < TEXTS; i++) {
        String text = text(random);
        String server =
            String.valueOf(
                connection.queryText(
                    "SELECT pg_temp.statements(" + Identifier.literal(text) + ")"));
        String as = "seed " + SEED + ", text " + i + ": " + text;
        if (server.equals("one")) {
          one++;
          assertThat(isOne(text)).as(as).isTrue();
        } else if (server.equals("several")) {
          several++;
          assertThat(isOne(text)).as(as).isFalse();
        }
      }
    }
    assertThat(one).as("seed %d", SEED).isGreaterThan(TEXTS / 10);
    assertThat(several).as("seed %d", SEED).isGreaterThan(TEXTS / 10);
  }

  private static boolean isOne(String text) {
    try {
      Statement.of(text);
      return true;
    } catch (StatementException e) {
      return false;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("SELECT ");
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(i == 1 ? "" : JOINS.get(random.nextInt(JOINS.size())));
    }
    text.append(ENDS.get(random.nextInt(ENDS.size())));
    if (random.nextInt(5) == 0) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.deleteCharAt(at);
      } else {
        text.insert(at, ";'$\\-\n".charAt(random.nextInt(6)));
      }
    }
    return text.toString();
  }
}
