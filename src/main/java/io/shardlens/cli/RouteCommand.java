package io.shardlens.cli;

import io.shardlens.routing.BulkRouter;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "route",
    description =
        "Says on which shard each key lands, and why. No connection is made, unless the routing is"
            + " a directory, whose table is asked.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class RouteCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private KeyedTable table;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY",
      description =
          "Keys; a key of several columns has commas between its values. Put -- before a"
              + " text that begins with -.")
  private List<String> keys = List.of();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Routes the keys of a CSV file instead; - is standard input. As COPY has it, an empty"
              + " field is NULL and \"\" the empty text. A key whose shard a directory did not"
              + " tell has 'unknown, no answer' or 'unknown, no connection' in place of a shard, a"
              + " NULL that may be on any shard 'any, NULL', and a key without a shard nothing.")
  private String file;

  @Option(
      names = "--header",
      description = "The first line of the CSV file names the columns; those of the key are read.")
  private boolean header;

  @Option(
      names = "--histogram",
      description = "Of a CSV file, prints how many keys each shard has instead of the keys.")
  private boolean histogram;

  @Override
  public Integer call() {
    Topology topology = table.topology();
    TableDefinition.Sharded sharded = table.of(topology);
    try (TopologyServices services = TopologyServices.of(topology)) {
      return route(topology, sharded, services.router());
    }
  }

  private int route(Topology topology, TableDefinition.Sharded sharded, Router router) {
    PrintWriter out = specification.commandLine().getOut();
    if (file == null && keys.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "Name keys, or a file of keys with --keys");
    }
    if (file != null) {
      return routeFile(topology, sharded, router, out);
    }
    int exit = ExitCode.DONE;
    JsonText json = new JsonText(out);
    if (table.format() == KeyedTable.Format.json) {
      json.startArray();
    }
    for (String key : keys) {
      try {
        Route route = router.route(sharded, KeyedTable.values(sharded, key));
        exit = Math.max(exit, exitCode(route));
        switch (table.format()) {
          case text -> print(out, topology, sharded, key, route);
          case json -> write(json, topology, key, route);
        }
      } catch (KeyFormatException e) {
        exit = Math.max(exit, ExitCode.ERROR);
        switch (table.format()) {
          case text -> specification.commandLine().getErr().println("shardlens: " + e.getMessage());
          case json ->
              json.startObject()
                  .name("key")
                  .text(key)
                  .name("error")
                  .text(e.getMessage())
                  .endObject();
        }
      }
    }
    if (table.format() == KeyedTable.Format.json) {
      json.endArray().endLine().flush();
    }
    return exit;
  }

  private int routeFile(
      Topology topology, TableDefinition.Sharded sharded, Router router, PrintWriter out) {
    BulkRoute bulk =
        new BulkRoute(topology, sharded, new BulkRouter(router.strategy(sharded)), out);
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      bulk.run(in, header, histogram);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "The keys cannot be read: " + SafeText.escape(String.valueOf(e)));
    }
    int exit = bulk.exitCode();
    if (exit != ExitCode.DONE) {
      specification.commandLine().getErr().println("shardlens: " + bulk.complaint());
    }
    return exit;
  }

  /// The code for one key alone.
  static int exitCode(Route route) {
    return switch (route) {
      case Route.Owned _, Route.Anywhere _ -> ExitCode.DONE;
      case Route.Unowned _ -> ExitCode.ERROR;
      case Route.Unknown unknown -> unknown.connection() ? ExitCode.NO_CONNECTION : ExitCode.ERROR;
    };
  }

  private static void print(
      PrintWriter out, Topology topology, TableDefinition.Sharded table, String key, Route route) {
    String where =
        switch (route) {
          case Route.Owned owned ->
              topology.shard(owned.shard()).label() + " (" + owned.shard() + ")";
          case Route.Unowned unowned -> "no shard: " + unowned.reason();
          case Route.Unknown unknown -> "a shard that is not known: " + unknown.reason();
          case Route.Anywhere _ -> "any shard";
        };
    out.println(
        SafeText.escape(key)
            + " of "
            + table.name().shortName()
            + " lands on "
            + SafeText.escape(where));
    Derivations.print(out, route.derivation());
  }

  private static void write(JsonText json, Topology topology, String key, Route route) {
    json.startObject().name("key").text(key);
    switch (route) {
      case Route.Owned owned -> {
        json.name("shard")
            .text(owned.shard().value())
            .name("label")
            .text(topology.shard(owned.shard()).label());
        owned.schema().ifPresent(schema -> json.name("schema").text(schema));
      }
      case Route.Unowned unowned ->
          json.name("shard").text(null).name("error").text(unowned.reason());
      case Route.Unknown unknown ->
          json.name("shard").text(null).name("error").text(unknown.reason());
      case Route.Anywhere _ -> json.name("shard").text(null).name("anywhere").truth(true);
    }
    Derivations.write(json, route.derivation());
    json.endObject();
  }
}
