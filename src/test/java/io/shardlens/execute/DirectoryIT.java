package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.routing.DirectoryLookup.Answer;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A directory on a real server: what it says, what is kept and for how long, and what happens when
/// it says nothing of use.
class DirectoryIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final ShardId S2 = new ShardId("s2");
  private static final TableDefinition.Sharded ORDERS =
      new TableDefinition.Sharded(
          new TableName("public", "orders"), List.of("user_id"), "by_directory");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2024-01-31T12:00:00Z"));
  private final List<JdbcGateway> gateways = new ArrayList<>();

  @BeforeAll
  static void makeTheDirectory() throws Exception {
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA directories; CREATE TABLE directories.users(id bigint, shard text);"
            + " CREATE TABLE directories.places(region text, id int, shard text);"
            + " INSERT INTO directories.users VALUES (1, 'eu'), (2, 'us'), (3, 'mars'), (4, NULL),"
            + " (5, 'eu'), (5, 'us'), (6, 'eu'), (6, 'eu');"
            + " INSERT INTO directories.places VALUES ('EU', 7, 'eu'), ('US', 7, 'us');"
            + " GRANT USAGE ON SCHEMA directories TO reader;"
            + " GRANT SELECT ON ALL TABLES IN SCHEMA directories TO reader");
  }

  @AfterAll
  static void dropTheDirectory() throws Exception {
    SERVERS.execute("s1", "DROP SCHEMA directories CASCADE");
  }

  @AfterEach
  void closeConnections() {
    gateways.forEach(JdbcGateway::close);
  }

  private static RoutingRule.Directory users(int cacheSeconds, Optional<ShardId> unknown) {
    Map<String, ShardId> names = new LinkedHashMap<>();
    names.put("eu", S2);
    names.put("us", new ShardId("s3"));
    return new RoutingRule.Directory(
        new ShardId("s1"),
        new TableName("directories", "users"),
        List.of("id"),
        "shard",
        names,
        Duration.ofSeconds(cacheSeconds),
        unknown);
  }

  private Router router(RoutingRule.Directory rule) {
    return router(rule, SERVERS.topology().shards());
  }

  private Router router(RoutingRule.Directory rule, List<Shard> shards) {
    Topology topology =
        new Topology(
            "directory",
            SERVERS.topology().environment(),
            shards,
            List.of(new RoutingDefinition("by_directory", List.of(KeyType.BIGINT), rule)),
            List.of(ORDERS));
    JdbcGateway gateway = SERVERS.gateway(topology);
    gateways.add(gateway);
    return new Router(topology, new CatalogDirectory(gateway, now::get));
  }

  private static Route route(Router router, String key) throws Exception {
    return router.route(ORDERS, List.of(key));
  }

  private static String how(Route route, String step) {
    return route.derivation().steps().stream()
        .filter(found -> found.name().equals(step))
        .findFirst()
        .orElseThrow()
        .how();
  }

  @Test
  void findsTheShardThatTheTableNames() throws Exception {
    Route route = route(router(users(60, Optional.empty())), "1");

    assertThat(route)
        .isInstanceOfSatisfying(
            Route.Owned.class, owned -> assertThat(owned.shard()).isEqualTo(S2));
    assertThat(how(route, "Directory")).isEqualTo("directories.users.shard on shard s1, asked now");
  }

  @Test
  void sendsKeysThatTheTableDoesNotHaveToTheDeclaredShardOrNowhere() throws Exception {
    assertThat(route(router(users(60, Optional.of(S2))), "99"))
        .isInstanceOfSatisfying(
            Route.Owned.class, owned -> assertThat(owned.shard()).isEqualTo(S2));
    assertThat(route(router(users(60, Optional.empty())), "99"))
        .isInstanceOfSatisfying(
            Route.Unowned.class,
            none -> assertThat(none.reason()).contains("the directory does not have it"));
  }

  @Test
  void saysHowOldAKeptAnswerIsAndAsksAgainWhenItsTimeIsOver() throws Exception {
    Router router = router(users(60, Optional.empty()));
    route(router, "2");
    SERVERS.execute("s1", "UPDATE directories.users SET shard = 'eu' WHERE id = 2");
    try {
      now.updateAndGet(time -> time.plusSeconds(59));
      Route kept = route(router, "2");
      assertThat(((Route.Owned) kept).shard()).isEqualTo(new ShardId("s3"));
      assertThat(how(kept, "Directory")).endsWith("from the cache, 59 s old");

      now.updateAndGet(time -> time.plusSeconds(1));
      Route fresh = route(router, "2");
      assertThat(((Route.Owned) fresh).shard()).isEqualTo(S2);
      assertThat(how(fresh, "Directory")).endsWith("asked now");
    } finally {
      SERVERS.execute("s1", "UPDATE directories.users SET shard = 'us' WHERE id = 2");
    }
  }

  @Test
  void keepsThatAKeyIsMissingToo() throws Exception {
    Router router = router(users(60, Optional.of(S2)));
    route(router, "77");
    SERVERS.execute("s1", "INSERT INTO directories.users VALUES (77, 'us')");
    try {
      now.updateAndGet(time -> time.plusSeconds(10));
      assertThat(how(route(router, "77"), "Directory")).endsWith("from the cache, 10 s old");
      now.updateAndGet(time -> time.plusSeconds(60));
      assertThat(((Route.Owned) route(router, "77")).shard()).isEqualTo(new ShardId("s3"));
    } finally {
      SERVERS.execute("s1", "DELETE FROM directories.users WHERE id = 77");
    }
  }

  @Test
  void asksAnewEachTimeWhereNothingMayBeKept() throws Exception {
    Router router = router(users(0, Optional.empty()));
    route(router, "1");

    assertThat(how(route(router, "1"), "Directory")).endsWith("asked now");
  }

  @Test
  void guessesNoShardWhereTheTableContradictsItselfOrNamesNone() throws Exception {
    Router router = router(users(60, Optional.of(S2)));

    assertThat(unknown(router, "5").reason())
        .isEqualTo(
            "Which shard owns 5 is not known: the directory directories.users has 2 rows for it,"
                + " and only one can be right");
    assertThat(unknown(router, "6").reason()).contains("has 2 rows for it");
    assertThat(unknown(router, "4").reason()).contains("has NULL for it in shard");
    assertThat(unknown(router, "4").connection()).isFalse();
    assertThat(route(router, "3"))
        .isInstanceOfSatisfying(
            Route.Unowned.class,
            none -> assertThat(none.reason()).contains("\"mars\", which is no shard"));
  }

  private static Route.Unknown unknown(Router router, String key) throws Exception {
    return (Route.Unknown) route(router, key);
  }

  @Test
  void saysWhyACatalogThatIsDownCouldNotBeAskedAndKeepsNothing() throws Exception {
    List<Shard> shards = new ArrayList<>(SERVERS.topology().shards());
    Shard first = shards.getFirst();
    shards.set(
        0,
        new Shard(
            first.id(),
            first.label(),
            first.host(),
            1,
            first.database(),
            first.user(),
            first.sslMode()));
    Router router = router(users(60, Optional.of(S2)), shards);

    Route.Unknown unknown = unknown(router, "1");

    assertThat(unknown.asked()).isEqualTo(new ShardId("s1"));
    assertThat(unknown.connection()).isTrue();
    assertThat(unknown.reason())
        .contains("could not be asked")
        .contains("127.0.0.1:1")
        .contains("check that the server runs");
    assertThat(unknown(router, "1").reason()).contains("could not be asked");
  }

  @Test
  void saysThatTheTableIsNotThere() throws Exception {
    SERVERS.execute("s1", "ALTER TABLE directories.users RENAME TO gone");
    try {
      Route.Unknown unknown = unknown(router(users(60, Optional.of(S2))), "1");
      assertThat(unknown.reason()).contains("relation \"directories.users\" does not exist");
      assertThat(unknown.connection()).isFalse();
    } finally {
      SERVERS.execute("s1", "ALTER TABLE directories.gone RENAME TO users");
    }
  }

  @Test
  void asksForManyKeysOfSeveralColumnsWithOneStatement() {
    RoutingRule.Directory places =
        new RoutingRule.Directory(
            new ShardId("s1"),
            new TableName("directories", "places"),
            List.of("region", "id"),
            "shard",
            Map.of("eu", S2),
            Duration.ZERO,
            Optional.empty());
    JdbcGateway gateway = SERVERS.gateway(SERVERS.topology());
    gateways.add(gateway);
    List<KeyValue> europe = List.of(new KeyValue.Text("EU"), new KeyValue.Int(7));
    List<KeyValue> america = List.of(new KeyValue.Text("US"), new KeyValue.Int(7));
    List<KeyValue> nobody = List.of(new KeyValue.Text("US"), new KeyValue.Int(8_000_000_000L));

    Map<List<KeyValue>, Answer> answers =
        new CatalogDirectory(gateway, now::get)
            .askNow(places, List.of(europe, nobody, america, europe));

    assertThat(answers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                europe,
                new Answer.Found("eu", Optional.empty()),
                america,
                new Answer.Found("us", Optional.empty()),
                nobody,
                new Answer.Missing(Optional.empty())));
  }
}
