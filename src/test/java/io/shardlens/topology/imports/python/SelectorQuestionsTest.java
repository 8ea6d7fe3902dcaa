package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportQuestion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a selector leaves open is asked, and never guessed.
final class SelectorQuestionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def pick(user_id):\n    return SHARDS[user_id % 3] if user_id < 10 else 'a'",
        "def pick(user_id):\n"
            + "    return SHARDS[user_id % 3] if user_id < 10 else SHARDS[user_id % 2]",
        "def pick(user_id, tenant_id):\n    return 'a' if user_id < tenant_id else 'b'",
        "def pick(user_id, tenant_id):\n    return 'a' if user_id < 5 and tenant_id < 7 else 'b'",
        "def pick(user_id):\n    return random.choice(SHARDS) if user_id < 5 else 'a'",
        "def pick(user_id):\n    return 'a' if user_id < LIMIT else 'b'\nwhile x:\n    LIMIT = 5",
        "def pick(user_id):\n    return 'a' if user_id < LIMIT else 'z'\nLIMIT = 5",
        "def pick(user_id):\n    return SHARDS[abs(user_id) % 3]",
        "def pick(user_id):\n    return SHARDS[int(user_id / 3)]",
        "def pick(user_id):\n    return 'a' if user_id == 5.5 else 'b'",
        "def pick(user_id):\n    return pick(user_id - 1) if user_id > 0 else 'a'",
        "def pick(user_id):\n    return 'a' if str(user_id)[-1] == '5' else 'b'",
        "def pick(name):\n    return 'a' if name < 'm' else 'b'",
        "def pick(user_id):\n    return 'a' if user_id.startswith('x') else 'b'"
      })
  void asksForTheRoutingThatItCannotRead(String selector) {
    ImportPreview preview = imported("SHARDS = ['a', 'b', 'c']\n" + selector, Map.of());

    assertThat(preview.topology()).isEmpty();
    assertThat(preview.questions()).extracting(ImportQuestion::id).containsExactly("routing");
  }

  @Test
  void saysThatTheHashOfATextIsRandom() {
    ImportPreview preview =
        imported("def pick(user_id: str):\n    return ['a', 'b'][hash(user_id) % 2]", Map.of());

    assertThat(preview.topology()).isEmpty();
    assertThat(Sources.words(preview)).contains("PYTHONHASHSEED");
  }

  @Test
  void asksForTheTypeThatAHashDependsOn() {
    ImportPreview preview =
        imported("def pick(user_id):\n    return ['a', 'b'][hash(user_id) % 2]", Map.of());

    assertThat(preview.questions()).extracting(ImportQuestion::id).containsExactly("keyType");
  }

  @Test
  void asksForTheTableThatTheKeyDoesNotName() {
    String source = "def pick(country):\n    return {'DE': 'a', 'JP': 'b'}[country]";

    ImportPreview preview = imported(source, Map.of());

    assertThat(preview.questions()).extracting(ImportQuestion::id).containsExactly("table");
    Topology topology =
        Sources.reread(imported(source, Map.of("table", "crm.customers", "key", "land")));
    assertThat(Sources.shard(topology, "crm.customers", "JP")).isEqualTo("b");
    assertThat(topology.shardedTables().getFirst().key()).containsExactly("land");
    assertThat(imported(source, Map.of("table", "crm.customers; DROP")).problems()).isNotEmpty();
  }

  @Test
  void lastAssignmentOfANameCounts() {
    Topology topology =
        Sources.reread(
            imported(
                """
                LIMIT = 5
                def pick(user_id):
                    return "a" if user_id < LIMIT else "b"
                LIMIT = 9
                """,
                Map.of()));

    assertThat(Sources.shard(topology, "users", "8")).isEqualTo("a");
    assertThat(Sources.shard(topology, "users", "9")).isEqualTo("b");
  }

  @Test
  void twoKeysAreTwoRoutings() {
    Topology topology =
        Sources.reread(
            imported(
                """
                def of_user(user_id):
                    return "a" if user_id < 5 else "b"
                def of_tenant(tenant_id):
                    return "b" if tenant_id < 7 else "c"
                """,
                Map.of()));

    assertThat(Sources.shard(topology, "users", "4")).isEqualTo("a");
    assertThat(Sources.shard(topology, "tenants", "4")).isEqualTo("b");
  }

  @Test
  void givesSessionsAndEnginesTheirDatabase() {
    Topology topology =
        Sources.reread(
            imported(
                """
                SessionA = sessionmaker(bind=engines["a"])
                async def session_of(user_id: int):
                    if user_id < 50000:
                        session = SessionA()
                        try:
                            yield session
                        finally:
                            await session.close()
                    else:
                        async with AsyncSession(engines["b"]) as session:
                            yield session
                """,
                Map.of()));

    assertThat(Sources.shard(topology, "users", "49999")).isEqualTo("a");
    assertThat(Sources.shard(topology, "users", "50000")).isEqualTo("b");
  }

  private static ImportPreview imported(String selector, Map<String, String> answers) {
    String databases =
        """
        from sqlalchemy import create_engine
        engines = {
            "a": create_engine("postgresql://u:c4n4ry@db1/x"),
            "b": create_engine("postgresql://u:c4n4ry@db2/x"),
            "c": create_engine("postgresql://u:c4n4ry@db3/x"),
        }
        """;
    return new SqlAlchemyImporter().read(Sources.app(databases + selector + "\n"), answers);
  }
}
