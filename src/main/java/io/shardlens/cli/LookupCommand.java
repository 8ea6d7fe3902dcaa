package io.shardlens.cli;

import io.shardlens.record.FieldDefinition;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.ShardRecord;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lookup",
    description = "Reads the records with a shard key from the shard that owns it.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class LookupCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private KeyedTable table;

  @Parameters(paramLabel = "KEY", description = "The key, as for route.")
  private String key;

  @Override
  public Integer call() {
    Topology topology = table.topology();
    TableDefinition.Sharded sharded = table.of(topology);
    PrintWriter out = specification.commandLine().getOut();
    try (TopologyServices services = TopologyServices.of(topology)) {
      return switch (services.records().lookup(sharded, KeyedTable.values(sharded, key))) {
        case LookupOutcome.Found found -> {
          switch (table.format()) {
            case text -> print(out, topology, found);
            case json -> write(new JsonText(out), found);
          }
          yield ExitCode.DONE;
        }
        case LookupOutcome.NotFound missing ->
            throw new CommandFailure(
                ExitCode.ERROR,
                sharded.name().shortName()
                    + " has no row with key "
                    + SafeText.escape(key)
                    + " on "
                    + topology.shard(missing.shard()).label()
                    + ", which owns it");
        case LookupOutcome.Unowned unowned ->
            throw new CommandFailure(ExitCode.ERROR, unowned.reason());
        case LookupOutcome.BadKey bad -> throw new CommandFailure(ExitCode.ERROR, bad.message());
        case LookupOutcome.Failed failed ->
            throw new CommandFailure(
                failed.connection() ? ExitCode.NO_CONNECTION : ExitCode.ERROR, failed.message());
      };
    }
  }

  private static void print(PrintWriter out, Topology topology, LookupOutcome.Found found) {
    for (ShardRecord record : found.records()) {
      out.println(
          record.table().shortName()
              + " on "
              + SafeText.escape(topology.shard(record.shard()).label())
              + " ("
              + record.shard()
              + ")");
      TextTable table =
          new TextTable(List.of("column", "type", "value"), List.of(false, false, false));
      for (FieldDefinition field : record.fields()) {
        table.add(Arrays.asList(field.name(), field.type().name(), record.value(field.name())));
      }
      table.print(out);
      out.println();
    }
    if (found.truncated()) {
      out.println("More records have this key.");
    }
  }

  private static void write(JsonText json, LookupOutcome.Found found) {
    json.startObject().name("shard").text(found.shard().value());
    Derivations.write(json, found.derivation());
    json.name("records").startArray();
    for (ShardRecord record : found.records()) {
      json.startObject();
      for (FieldDefinition field : record.fields()) {
        json.name(field.name()).text(record.value(field.name()));
      }
      json.endObject();
    }
    json.endArray().name("truncated").truth(found.truncated()).endObject().endLine().flush();
  }
}
