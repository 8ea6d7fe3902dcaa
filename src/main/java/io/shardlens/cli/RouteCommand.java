package io.shardlens.cli;

import io.shardlens.routing.BulkRouter;
import io.shardlens.routing.Derivation;
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
    description = "Says on which shard each key lands, and why. No connection is made.",
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
      description = "Routes the keys of a CSV file instead; - is standard input.")
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
    Router router = new Router(topology);
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
        if (route instanceof Route.Unowned) {
          exit = ExitCode.ERROR;
        }
        switch (table.format()) {
          case text -> print(out, topology, sharded, key, route);
          case json -> write(json, topology, key, route);
        }
      } catch (KeyFormatException e) {
        exit = ExitCode.ERROR;
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
    if (bulk.isComplete()) {
      return ExitCode.DONE;
    }
    specification.commandLine().getErr().println("shardlens: " + bulk.complaint());
    return ExitCode.ERROR;
  }

  private static void print(
      PrintWriter out, Topology topology, TableDefinition.Sharded table, String key, Route route) {
    String where =
        switch (route) {
          case Route.Owned owned ->
              topology.shard(owned.shard()).label() + " (" + owned.shard() + ")";
          case Route.Unowned unowned -> "no shard: " + unowned.reason();
          case Route.Anywhere _ -> "any shard";
        };
    out.println(
        SafeText.escape(key)
            + " of "
            + table.name().shortName()
            + " lands on "
            + SafeText.escape(where));
    List<Derivation.Step> steps = route.derivation().steps();
    int names = steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
    int results = steps.stream().mapToInt(step -> step.result().length()).max().orElse(0);
    for (Derivation.Step step : steps) {
      out.println(
          "  "
              + TextTable.padded(step.name(), names, false)
              + "  "
              + TextTable.padded(SafeText.escape(step.result()), results, false)
              + "  "
              + SafeText.escape(step.how()));
    }
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
      case Route.Anywhere _ -> json.name("shard").text(null).name("anywhere").truth(true);
    }
    Derivations.write(json, route.derivation());
    json.endObject();
  }
}
