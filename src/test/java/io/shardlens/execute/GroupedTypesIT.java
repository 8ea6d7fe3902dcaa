package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Groups and aggregates that are hard to take apart, over a table of awkward names and types.
final class GroupedTypesIT {

  private static final TableDefinition.Sharded THINGS =
      new TableDefinition.Sharded(ShardedServers.named("things"), List.of("id"), "by_user");

  private static final String DROP =
      "DROP TABLE IF EXISTS things; DROP TYPE IF EXISTS mood, pair; DROP DOMAIN IF EXISTS"
          + " small_text, cents; DROP COLLATION IF EXISTS nocase;";

  private static final String ORACLE = "oracle";

  private static Oracle oracle;

  /// @param kind `same`, `same!` where the order of the rows is total, or `error`
  record Case(String kind, String sql) {}

  @BeforeAll
  static void start() throws IOException, KeyFormatException, ShardlensException {
    ShardedServers servers = ShardedServers.get();
    List<TableDefinition> tables = new ArrayList<>(ShardedServers.tables());
    tables.add(THINGS);
    Topology topology = servers.topology(ShardedServers.READER, tables);
    String[] script = text("grouped-types-rows.sql").split("\n\n", 2);
    Map<String, StringBuilder> scripts = new java.util.HashMap<>();
    for (String database : databases()) {
      scripts.put(database, new StringBuilder(DROP).append(script[0]));
    }
    Router router = new Router(topology);
    for (String insert : script[1].split("\n", -1)) {
      if (!insert.isBlank()) {
        String key = insert.substring(insert.indexOf('(') + 1, insert.indexOf(','));
        Route.Owned route = (Route.Owned) router.route(THINGS, List.of(key));
        for (String database : List.of(ORACLE, route.shard().value())) {
          Objects.requireNonNull(scripts.get(database)).append(insert).append('\n');
        }
      }
    }
    for (var entry : scripts.entrySet()) {
      servers.execute(entry.getKey(), entry.getValue().toString());
    }
    oracle = new Oracle(servers.gateway(servers.oracle()), servers.gateway(topology), topology);
  }

  @AfterAll
  static void stop() throws ShardlensException {
    oracle.close();
    for (String database : databases()) {
      ShardedServers.get().execute(database, DROP);
    }
  }

  private static List<String> databases() {
    return Stream.concat(ShardedServers.SHARDS.stream(), Stream.of(ORACLE)).toList();
  }

  private static String text(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(GroupedTypesIT.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    String kind = "";
    for (String block : text("grouped-types.sql").strip().split("\n\n+", -1)) {
      if (block.startsWith("== ")) {
        kind = block.substring(3);
      } else if (!kind.isEmpty()) {
        cases.add(new Case(kind, block));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsOnePostgresWithAllRowsDoes(Case test) {
    QueryResult result = oracle.merged(test.sql());
    Oracle.Answer expected = oracle.ask(test.sql());
    if (test.kind().equals("error")) {
      assertThat(expected.error()).as(test.sql()).isNotEmpty();
      assertThat(result.error()).as(test.sql()).isPresent();
      assertThat(result.rows()).isEmpty();
      return;
    }
    assertThat(result.verdict())
        .as("%s%n%s", test.sql(), result.reasons())
        .isEqualTo(Verdict.EXACT);
    Oracle.Answer actual = Oracle.answer(result);
    boolean ordered = test.kind().endsWith("!");
    assertThat(ordered ? actual : actual.unordered())
        .as(test.sql())
        .isEqualTo(ordered ? expected : expected.unordered());
  }
}
