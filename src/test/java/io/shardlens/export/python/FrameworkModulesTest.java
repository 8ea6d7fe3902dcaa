package io.shardlens.export.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.export.python.PythonExport.Framework;
import io.shardlens.fixtures.EveryRouting;
import io.shardlens.fixtures.HostileTopology;
import io.shardlens.topology.Environment;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Modules for frameworks are Python that compiles, and what needs no framework runs.
final class FrameworkModulesTest {

  @TempDir private Path folder;

  private PythonProcess.Result run(Topology topology, Framework framework, String program)
      throws Exception {
    assumeTrue(PythonProcess.missing().isEmpty(), () -> PythonProcess.missing().orElse(""));
    Files.writeString(
        folder.resolve("sharding.py"),
        PythonExport.of(framework, topology, topology.shardedTables()));
    Files.writeString(folder.resolve("program.py"), program);
    return PythonProcess.run(folder, List.of("program.py"), "");
  }

  private static final String COMPILE =
      """
      import ast
      ast.parse(open("sharding.py", encoding="utf-8").read())
      print("fine")
      """;

  /// The lines up to the part for the framework.
  private static final String SELECTORS =
      """
      text = open("sharding.py", encoding="utf-8").read()
      exec(compile(text[: text.index("# What follows")], "sharding.py", "exec"))
      """;

  @ParameterizedTest
  @EnumSource(Framework.class)
  void everyRoutingCompilesInOneModule(Framework framework) throws Exception {
    PythonProcess.Result result = run(everyRouting(), framework, COMPILE);

    assertThat(result.out().strip()).isEqualTo("fine");
  }

  @ParameterizedTest
  @EnumSource(Framework.class)
  void functionsRunWithoutTheFramework(Framework framework) throws Exception {
    PythonProcess.Result result =
        run(
            SampleTopologies.usersByRange(),
            framework,
            SELECTORS + "print(shard_for_users(49999), shard_for_orders(user_id=50000))");

    assertThat(result.out().strip()).isEqualTo("shard_1 shard_2");
  }

  @ParameterizedTest
  @EnumSource(Framework.class)
  void hostileNamesStayTextsInEveryModule(Framework framework) throws Exception {
    List<String> expected = HostileTopology.shards().stream().map(ShardId::value).toList();
    PythonProcess.Result result =
        run(
            HostileTopology.topology(),
            framework,
            COMPILE
                + SELECTORS
                + """
                functions = [name for name in dir() if name.startswith("shard_for_")]
                print(len(functions))
                keys = %s
                for name in functions:
                    print([globals()[name](key) for key in keys] == %s)
                """
                    .formatted(literals(expected.stream().toList()), literals(expected)));

    List<String> lines = result.out().lines().toList();
    assertThat(lines.subList(0, 2)).containsExactly("fine", "22");
    assertThat(lines.subList(2, lines.size())).hasSize(22).containsOnly("True");
  }

  /// All characters escaped, so that this does not lean on the quoting that is tested.
  private static String literals(List<String> texts) {
    StringBuilder list = new StringBuilder("[");
    for (String text : texts) {
      list.append('"');
      text.codePoints().forEach(letter -> list.append("\\U%08x".formatted(letter)));
      list.append("\", ");
    }
    return list.append(']').toString();
  }

  @ParameterizedTest
  @EnumSource(Framework.class)
  void noLineChangesHowTheRestReads(Framework framework) throws Exception {
    Topology topology = HostileTopology.topology();

    assertThat(PythonExport.of(framework, topology, topology.shardedTables()))
        .doesNotContain("\u202e", "\u2066", "\u001b", "\u0085", "\u2028", "\f", "\r");
  }

  @Test
  void djangoFindsTheShardOfARowByItsKey() throws Exception {
    PythonProcess.Result result =
        run(SampleTopologies.usersByRange(), Framework.DJANGO, DJANGO_PROGRAM);

    assertThat(result.out().lines())
        .containsExactly(
            "['default', 'shard_1', 'shard_2', 'shard_3', 'shard_4']",
            "from the environment",
            "{'sslmode': 'disable'}",
            "shard_1 shard_2 shard_4",
            "shard_2",
            "shard_3 shard_1",
            "None None None",
            "None None",
            "True False True",
            "True False None");
  }

  /// Models as Django's router meets them.
  private static final String DJANGO_PROGRAM =
      """
      import os
      from types import SimpleNamespace as Plain

      os.environ["SHARD_1_PASSWORD"] = "from the environment"
      from sharding import DATABASES, ShardRouter

      def model(table, **columns):
          fields = [Plain(column=column, attname=name) for column, name in columns.items()]
          return type(table, (), {"_meta": Plain(db_table=table, concrete_fields=fields)})

      def row(of, database=None, **values):
          made = of()
          made.__dict__.update(values, _state=Plain(db=database))
          return made

      User, Order = model("users", id="pk"), model("orders", user_id="user_id")
      Country, Other = model("countries"), model("django_session")
      router = ShardRouter()
      print(list(DATABASES))
      print(DATABASES["shard_1"]["PASSWORD"])
      print(DATABASES["shard_4"]["OPTIONS"])
      print(
          router.db_for_write(User, instance=row(User, pk=49999)),
          router.db_for_write(Order, instance=row(Order, user_id=50000)),
          router.db_for_read(User, shard_key=150000),
      )
      print(router.db_for_read(Order, instance=row(User, pk=50000)))
      print(
          router.db_for_read(Country, instance=row(Country, "shard_3")),
          router.db_for_read(Country),
      )
      print(
          router.db_for_read(User),
          router.db_for_write(Country, instance=row(User, pk=1)),
          router.db_for_read(Other),
      )
      print(
          router.db_for_write(Order, instance=row(Order)),
          router.db_for_write(User, instance=row(User, pk=None)),
      )
      print(
          router.allow_relation(row(User, pk=1), row(Order, user_id=2)),
          router.allow_relation(row(User, pk=1), row(Order, user_id=50000)),
          router.allow_relation(row(User, pk=1), row(Country)),
      )
      print(
          router.allow_migrate("shard_1", "app", "user", model=User),
          router.allow_migrate("default", "app", "user", model=User),
          router.allow_migrate("default", "sessions", "session", model=Other),
      )
      """;

  @Test
  void refusesAKeyOfAnotherTypeInsteadOfRoutingItSomewhere() throws Exception {
    PythonProcess.Result result =
        run(
            SampleTopologies.usersByCountry(),
            Framework.DJANGO,
            """
            from sharding import NoShard, shard_for_users
            for key in (49, None, True, "\\0", b"DE"):
                try:
                    print(shard_for_users(key))
                except (TypeError, ValueError, NoShard) as error:
                    print(type(error).__name__)
            print(shard_for_users("JP   "))
            """);

    assertThat(result.out().lines())
        .containsExactly("TypeError", "shard_1", "TypeError", "ValueError", "TypeError", "shard_2");
  }

  private static Topology everyRouting() {
    List<RoutingDefinition> routings = EveryRouting.list();
    List<TableDefinition> tables = new ArrayList<>();
    for (RoutingDefinition routing : routings) {
      List<String> columns =
          IntStream.range(0, routing.keyTypes().size()).mapToObj(i -> "column_" + i).toList();
      tables.add(
          new TableDefinition.Sharded(
              new TableName("public", routing.name()), columns, routing.name()));
    }
    return new Topology(
        "every", Environment.DEV, SampleTopologies.usersByRange().shards(), routings, tables);
  }
}
