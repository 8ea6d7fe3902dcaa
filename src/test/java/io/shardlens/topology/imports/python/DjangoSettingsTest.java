package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings and routers of Django.
final class DjangoSettingsTest {
  private static final String TWO =
      """
      DATABASES = {
          "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "main", "USER": "u", "HOST": "db0"},
          "a": {"ENGINE": "django.db.backends.postgresql", "NAME": "x1", "USER": "u", "HOST": "db1"},
          "b": {"ENGINE": "django.db.backends.postgresql", "NAME": "x2", "USER": "u", "HOST": "db2"},
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "HOST": "db1", "PORT": "6000"                                        | db1:6000       | verify-full
          "HOST": "db1", "PORT": 6000                                          | db1:6000       | verify-full
          "HOST": "db1", "PORT": ""                                            | db1:5432       | verify-full
          "HOST": ""                                                           | 127.0.0.1:5432 | disable
          "PORT": None                                                         | 127.0.0.1:5432 | disable
          "HOST": "/var/run/postgresql"                                        | 127.0.0.1:5432 | disable
          "HOST": "db1", "OPTIONS": {"sslmode": "require", "passfile": "c4n4ry"} | db1:5432     | require
          "HOST": os.environ.get("H", "db9"), "PORT": int(os.environ.get("P", 7)) | db9:7       | verify-full
          "HOST": config("H", default="db9"), "PORT": config("P", default=7, cast=int) | db9:7  | verify-full
          "HOST": env("H", default="db9"), "PORT": env.int("P", 7)             | db9:7          | verify-full
          """)
  void readsADatabase(String settings, String address, String sslMode) {
    ImportPreview preview =
        imported(
            """
            import os
            from decouple import config
            import environ
            env = environ.Env()
            DATABASES = {"a": {"ENGINE": "django.db.backends.postgresql", "NAME": "x", "USER": "u",
                               "PASSWORD": os.environ.get("PW", "c4n4ry"), %s}}
            """
                .formatted(settings),
            Map.of("routing", "none"));

    Shard shard = Sources.reread(preview).shards().getFirst();
    assertThat(shard.address()).isEqualTo(address);
    assertThat(shard.sslMode().word()).isEqualTo(sslMode);
    assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "django.db.backends.postgresql",
        "django.db.backends.postgresql_psycopg2",
        "django.contrib.gis.db.backends.postgis",
        "psqlextra.backend",
        "django_db_geventpool.backends.postgresql_psycopg2"
      })
  void knowsTheEnginesOfPostgresql(String engine) {
    ImportPreview preview =
        imported(
            "DATABASES = {'a': {'ENGINE': '%s', 'NAME': 'x', 'USER': 'u', 'HOST': 'db1'}}"
                .formatted(engine),
            Map.of("routing", "none"));

    assertThat(Sources.reread(preview).shards()).hasSize(1);
  }

  @Test
  void buildsDatabasesAsTheSettingsDo() {
    ImportPreview preview =
        imported(
            """
            def shard(number, port=5432):
                return {"ENGINE": "django.db.backends.postgresql", "NAME": f"x{number}", "USER": "u",
                        "HOST": f"db{number}", "PORT": port}
            BASE = {"ENGINE": "django.db.backends.postgresql", "USER": "u", "HOST": "db9"}
            DATABASES = {"a": shard(1), **{"b": shard(2, port=6000)}}
            DATABASES["c"] = {**BASE, "NAME": "x3"}
            DATABASES.update({"d": dict(BASE, NAME="x4")})
            for i in range(5, 7):
                DATABASES[f"s{i}"] = shard(i)
            DATABASES["d"]["HOST"] = "db4"
            """,
            Map.of("routing", "none"));

    assertThat(Sources.reread(preview).shards())
        .extracting(Shard::address)
        .containsExactly("db1:5432", "db2:6000", "db9:5432", "db4:5432", "db5:5432", "db6:5432");
  }

  @Test
  void readsDatabaseUrls() {
    ImportPreview preview =
        imported(
            """
            import dj_database_url
            import environ
            env = environ.Env()
            DATABASES = {
                "a": dj_database_url.parse("postgres://u:c4n4ry@db1/x1"),
                "b": dj_database_url.config(default="postgres://u:c4n4ry@db2:6000/x2", conn_max_age=600),
                "c": env.db("SHARD_C", default="postgres://u:c4n4ry@db3/x3"),
            }
            """,
            Map.of("routing", "none"));

    assertThat(Sources.reread(preview).shards())
        .extracting(Shard::address)
        .containsExactly("db1:5432", "db2:6000", "db3:5432");
    assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
  }

  @Test
  void leavesReplicasAndOtherSystemsOut() {
    ImportPreview preview =
        imported(
            TWO
                + """
                DATABASES["lite"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": "c4n4ry.db"}
                DATABASES["replica"] = {"ENGINE": "django.db.backends.postgresql", "TEST": {"MIRROR": "a"}}
                """,
            Map.of("routing", "none"));

    assertThat(Sources.reread(preview).shards()).hasSize(3);
    assertThat(Sources.words(preview)).contains("no PostgreSQL but \"sqlite3\"", "the replica of");
  }

  @Test
  void readsARouterThatAsksForTheModel() {
    ImportPreview preview =
        imported(
            TWO
                + """
                DATABASE_ROUTERS = ["app.Router"]
                class User(models.Model):
                    class Meta:
                        db_table = "people"
                class Order(models.Model):
                    user = models.ForeignKey("User", on_delete=models.CASCADE)
                    class Meta:
                        db_table = "orders"
                class Country(models.Model):
                    class Meta:
                        db_table = "countries"
                class Router:
                    def shard(self, user_id):
                        return "a" if user_id < 50000 else "b"
                    def db_for_read(self, model, **hints):
                        if model._meta.model_name == "user":
                            instance = hints.get("instance")
                            if instance is not None:
                                return self.shard(instance.id)
                            return None
                        elif model == Country:
                            return "a"
                        return "default"
                    def db_for_write(self, model, **hints):
                        return self.db_for_read(model, **hints)
                """,
            Map.of());

    Topology topology = Sources.reread(preview);
    assertThat(Sources.shard(topology, "people", "49999")).isEqualTo("a");
    assertThat(Sources.shard(topology, "orders", "50000")).isEqualTo("b");
    assertThat(topology.tableNamed("countries").orElseThrow())
        .isInstanceOf(TableDefinition.Unsharded.class);
  }

  @Test
  void asksWhichOfTwoRulesHolds() {
    String source =
        TWO
            + """
            class Router:
                def db_for_read(self, model, **hints):
                    return "a" if hints["user_id"] < 100 else "b"
                def db_for_write(self, model, **hints):
                    return "a" if hints["user_id"] < 200 else "b"
            """;

    ImportPreview preview = imported(source, Map.of());

    assertThat(preview.topology()).isEmpty();
    assertThat(preview.questions().getFirst().id()).isEqualTo("routing");
    assertThat(preview.questions().getFirst().choices())
        .containsExactly("db_for_write", "db_for_read");
    Topology topology = Sources.reread(imported(source, Map.of("routing", "db_for_write")));
    assertThat(Sources.shard(topology, "users", "150")).isEqualTo("a");
  }

  @Test
  void asksWhetherAConditionHolds() {
    String source =
        """
        import os
        if os.environ.get("STAGE") == "prod":
            HOSTS = ["db1", "db2"]
        else:
            HOSTS = ["localhost", "127.0.0.1"]
        DATABASES = {n: {"ENGINE": "django.db.backends.postgresql", "NAME": n, "USER": "u", "HOST": h}
                     for n, h in zip(["a", "b"], HOSTS)}
        if os.environ.get("STAGE") == "prod":
            DATABASES = {n: {"ENGINE": "django.db.backends.postgresql", "NAME": n, "USER": "u", "HOST": "db1"} for n in "ab".split()}
        else:
            DATABASES = {"a": {"ENGINE": "django.db.backends.postgresql", "NAME": "x", "USER": "u", "HOST": "dev"}}
        """;

    ImportPreview preview = imported(source, Map.of("routing", "none"));

    assertThat(preview.questions().getFirst().id()).isEqualTo("if.settings.py.8");
    assertThat(preview.questions().getFirst().choices()).containsExactly("yes", "no");
    ImportPreview answered = imported(source, Map.of("routing", "none", "if.settings.py.8", "no"));
    assertThat(Sources.reread(answered).shards().getFirst().host()).isEqualTo("dev");
  }

  @Test
  void takesAnExpressionForARouterThatCannotBeRead() {
    String source =
        TWO
            + """
            class Router:
                def db_for_read(self, model, **hints):
                    while hints:
                        return "a"
                    return ask_the_directory(hints)
            """;

    ImportPreview preview = imported(source, Map.of());

    assertThat(preview.questions())
        .extracting(question -> question.id())
        .containsExactly("routing");
    for (String answer :
        List.of(
            "a if user_id < 7 else b", "'a' if user_id <= 6 else 'b'", "['a','b'][user_id >= 7]")) {
      ImportPreview answered = imported(source, Map.of("routing", answer));
      if (answered.topology().isPresent()) {
        Topology topology = Sources.reread(answered);
        assertThat(Sources.shard(topology, "users", "6")).as(answer).isEqualTo("a");
        assertThat(Sources.shard(topology, "users", "7")).as(answer).isEqualTo("b");
      } else {
        assertThat(answered.problems()).as(answer).isNotEmpty();
      }
    }
    assertThat(imported(source, Map.of("routing", "none")).topology()).isPresent();
    assertThat(imported(source, Map.of("routing", "import os")).problems()).isNotEmpty();
  }

  @Test
  void followsImportsBetweenFiles() {
    ImportPreview preview =
        new DjangoImporter()
            .read(
                List.of(
                    new ImportSource(
                        "shop/routers.py",
                        """
                        from django.conf import settings
                        from .limits import FIRST
                        class Router:
                            def db_for_write(self, model, **hints):
                                user_id = hints["user_id"]
                                return "a" if user_id < FIRST * settings.FACTOR else "b"
                        """),
                    new ImportSource(
                        "shop/settings.py", TWO + "FACTOR = 10\nfrom .base import *\n"),
                    new ImportSource("shop/limits.py", "FIRST = 5000\n"),
                    new ImportSource(
                        "shop/users/models.py",
                        """
                        from django.db import models
                        class User(models.Model):
                            name = models.CharField()
                        """)),
                Map.of());

    Topology topology = Sources.reread(preview);
    assertThat(Sources.shard(topology, "users_user", "49999")).isEqualTo("a");
    assertThat(Sources.shard(topology, "users_user", "50000")).isEqualTo("b");
    assertThat(Sources.words(preview)).contains("an import of every name");
  }

  @Test
  void doesNotTrustANameThatMayHaveChanged() {
    ImportPreview preview =
        imported(
            TWO
                + """
                LIMIT = 100
                def raise_limit():
                    global LIMIT
                    LIMIT = 200
                class Router:
                    def db_for_write(self, model, **hints):
                        return "a" if hints["user_id"] < LIMIT else "b"
                """,
            Map.of());

    assertThat(preview.topology()).isEmpty();
    assertThat(preview.questions().getFirst().id()).isEqualTo("routing");
  }

  private static ImportPreview imported(String source, Map<String, String> answers) {
    return new DjangoImporter().read(List.of(new ImportSource("settings.py", source)), answers);
  }
}
