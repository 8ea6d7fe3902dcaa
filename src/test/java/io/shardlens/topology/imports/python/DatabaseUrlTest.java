package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.ImportPreview;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// URLs as SQLAlchemy, libpq and asyncpg read them.
final class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://u:c4n4ry@db1:6543/shop                                | db1:6543         | shop    | u       | verify-full
          postgres://u:c4n4ry@db1/shop                                       | db1:5432         | shop    | u       | verify-full
          postgresql+psycopg2://u:c4n4ry@db1/shop                            | db1:5432         | shop    | u       | verify-full
          postgresql+asyncpg://u:c4n4ry@db1/shop?ssl=require                 | db1:5432         | shop    | u       | require
          postgresql+asyncpg://u@db1/shop?ssl=true                           | db1:5432         | shop    | u       | require
          postgresql://u:c4n4ry@db1/shop?sslmode=verify-ca                   | db1:5432         | shop    | u       | verify-ca
          postgresql://u:c4n4ry@db1/shop?sslmode=prefer                      | db1:5432         | shop    | u       | verify-full
          postgresql://u:c4n4ry@localhost/shop?sslmode=prefer                | localhost:5432   | shop    | u       | disable
          postgresql://u:c4n4ry@[::1]:5433/shop                              | [::1]:5433       | shop    | u       | disable
          postgresql://u:c4n4ry@[2001:db8::7]/shop                           | [2001:db8::7]:5432 | shop  | u       | verify-full
          postgresql://u%40corp:c4n4ry%2F%40@db1/shop                        | db1:5432         | shop    | u@corp  | verify-full
          postgresql://u:c4n4ry@with@at@db1/shop                             | db1:5432         | shop    | u       | verify-full
          postgresql://u:c4n4ry/with/slash@db1:5433/shop                     | db1:5433         | shop    | u       | verify-full
          postgresql://u:c4n4ry@db1:5001,db2:5002/shop                       | db1:5001         | shop    | u       | verify-full
          postgresql://u:c4n4ry@/shop?host=db1:5001&host=db2:5002            | db1:5001         | shop    | u       | verify-full
          postgresql://u:c4n4ry@/shop?host=/var/run/postgresql               | 127.0.0.1:5432   | shop    | u       | disable
          postgresql:///shop?user=u&password=c4n4ry                          | 127.0.0.1:5432   | shop    | u       | disable
          postgresql://u:c4n4ry@db1/shop?passfile=c4n4ry&options=-c%20c4n4ry | db1:5432         | shop    | u       | verify-full
          """)
  void readsAUrl(String url, String address, String database, String user, String sslMode) {
    ImportPreview preview = imported("engines = {'a': create_engine('" + url + "')}");

    Shard shard = Sources.reread(preview).shards().getFirst();
    assertThat(shard.address()).isEqualTo(address);
    assertThat(shard.database()).isEqualTo(database);
    assertThat(shard.user()).isEqualTo(user);
    assertThat(shard.sslMode().word()).isEqualTo(sslMode);
    assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          engine_a = create_engine("postgresql://u:c4n4ry@db1/shop")                                       | engine_a
          SHARDS = ["postgresql://u:c4n4ry@db1/shop"]                                                      | shard_0
          shards = {0: create_engine("postgresql://u:c4n4ry@db1/shop")}                                    | shard_0
          SQLALCHEMY_BINDS = {"a": "postgresql://u:c4n4ry@db1/shop"}                                       | a
          app.config["SQLALCHEMY_BINDS"] = {"a": "postgresql://u:c4n4ry@db1/shop"}                         | a
          app.config["SQLALCHEMY_BINDS"] = {"a": {"url": "postgresql://u:c4n4ry@db1/shop"}}                | a
          app.config.update(SQLALCHEMY_BINDS={"a": "postgresql://u:c4n4ry@db1/shop"})                      | a
          Session = sessionmaker(class_=ShardedSession, shards={"a": create_engine("postgresql://u:c4n4ry@db1/shop")}) | a
          Session.configure(shards={"a": create_engine("postgresql://u:c4n4ry@db1/shop")})                 | a
          sessions = {"a": Session(create_engine("postgresql://u:c4n4ry@db1/shop"))}                       | a
          sessions = {"a": async_sessionmaker(create_async_engine("postgresql+asyncpg://u:c4n4ry@db1/shop"))} | a
          engines = {"a": create_engine(URL.create("postgresql", "u", "c4n4ry", "db1", 5432, "shop"))}     | a
          engines = {"a": create_engine(URL.create(drivername="postgresql+asyncpg", username="u", password="c4n4ry", host="db1", database="shop"))} | a
          engines = {"a": create_engine(make_url("postgresql://u:c4n4ry@db1/shop"))}                       | a
          SHARDS = {"a": {"host": "db1", "port": 5432, "dbname": "shop", "user": "u", "password": "c4n4ry"}} | a
          engines = {n: create_engine(f"postgresql://u:c4n4ry@db1/{n}op") for n in ["sh"]}                 | sh
          class Config: SQLALCHEMY_BINDS = {"a": "postgresql://u:c4n4ry@db1/shop"}                         | a
          """)
  void findsADatabaseHoweverItIsHeld(String line, String id) {
    ImportPreview preview = imported(line);

    Shard shard = Sources.reread(preview).shards().getFirst();
    assertThat(shard.id().value()).isEqualTo(id);
    assertThat(shard.address()).isEqualTo("db1:5432");
    assertThat(shard.database()).isEqualTo("shop");
    assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
  }

  @Test
  void findsTheBindsThatAFactoryConfigures() {
    ImportPreview preview =
        imported(
            """
            def create_app():
                app = Flask(__name__)
                app.config["SQLALCHEMY_BINDS"] = {"a": "postgresql://u:c4n4ry@db1/shop"}
                db.init_app(app)
                return app
            """);

    assertThat(Sources.reread(preview).shards()).hasSize(1);
  }

  @Test
  void takesTheDefaultOfASettingAndSaysSo() {
    ImportPreview preview =
        imported(
            """
            HOST = os.getenv("DB_HOST", "db7")
            PASSWORD = os.environ["DB_PASSWORD"]
            engines = {"a": create_engine(f"postgresql://u:{PASSWORD}@{HOST}:{os.environ.get('DB_PORT', 6000)}/shop")}
            """);

    assertThat(Sources.reread(preview).shards().getFirst().address()).isEqualTo("db7:6000");
    assertThat(Sources.words(preview)).contains("default of \"DB_HOST\"", "answer a.host");
  }

  @Test
  void asksForWhatOnlyTheEnvironmentKnows() {
    String source =
        """
        engines = {"a": create_engine(os.environ["SHARD_A_URL"])}
        """;

    ImportPreview preview =
        new SqlAlchemyImporter().read(Sources.app(source), Map.of("routing", "none"));

    assertThat(preview.questions())
        .extracting(question -> question.id())
        .containsExactly("a.host", "a.database", "a.user");
    ImportPreview answered =
        new SqlAlchemyImporter()
            .read(
                Sources.app(source),
                Map.of("routing", "none", "a.host", "db1", "a.database", "shop", "a.user", "u"));
    assertThat(Sources.reread(answered).shards().getFirst().address()).isEqualTo("db1:5432");
  }

  @Test
  void neverTellsADefaultThatIsNoHost() {
    ImportPreview preview =
        imported(
            """
            engines = {"a": create_engine(f"postgresql://u@{os.getenv('H', 'x:c4n4ry@db1')}/shop"),
                       "b": create_engine(f"postgresql://{os.getenv('U', 'u:c4n4ry')}@db2/shop")}
            """);

    assertThat(preview.questions())
        .extracting(question -> question.id())
        .containsExactly("a.host", "b.user");
    assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
  }

  @Test
  void leavesOtherSystemsOut() {
    ImportPreview preview =
        imported(
            """
            engines = {"m": create_engine("mysql://u:c4n4ry@db1/shop"),
                       "l": create_engine("sqlite:///c4n4ry.db"),
                       "a": create_engine("postgresql://u@db1/shop")}
            """);

    assertThat(Sources.reread(preview).shards()).hasSize(1);
    assertThat(Sources.words(preview)).contains("no PostgreSQL but \"mysql\"");
  }

  private static ImportPreview imported(String source) {
    return new SqlAlchemyImporter()
        .read(
            Sources.app("import os\nfrom sqlalchemy import create_engine\n" + source),
            Map.of("routing", "none"));
  }
}
