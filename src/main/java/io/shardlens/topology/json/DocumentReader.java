package io.shardlens.topology.json;

import io.shardlens.topology.Environment;
import io.shardlens.topology.MergeServerPlace;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Optional;

/// Reads the topology from the root of the file.
final class DocumentReader {
  private final MemberReader document;
  private final Problems problems;

  private DocumentReader(MemberReader document) {
    this.document = document;
    this.problems = document.problems();
  }

  /// The topology, or empty where it could not be put together; it counts only when no error was
  /// found.
  static Optional<Topology> read(Located root, Problems problems) {
    return MemberReader.openUnchecked(
            root, "A topology", TopologySchema.ofVersion1().document(), problems)
        .filter(unchecked -> hasVersionOne(unchecked))
        .map(unchecked -> unchecked.checked("A topology", TopologySchema.ofVersion1().document()))
        .flatMap(members -> new DocumentReader(members).topology());
  }

  private Optional<Topology> topology() {
    document.text("$schema");
    String name = new NameRules(problems).name("name", document.text("name"));
    Environment environment =
        Optional.ofNullable(document.word("environment"))
            .flatMap(Environment::ofWord)
            .orElse(Environment.DEV);
    ShardsReader shardsReader = new ShardsReader(problems);
    List<Shard> shards = shardsReader.read(document);
    Optional<MergeServerPlace> mergeServer = mergeServer(shards);
    RoutingsReader routingsReader = new RoutingsReader(shardsReader.references());
    List<RoutingDefinition> routings = routingsReader.read(document);
    List<TableDefinition> tables =
        new TablesReader(shardsReader.references(), routingsReader.declared()).read(document);
    if (problems.hasErrors() || name == null) {
      return Optional.empty();
    }
    Topology plain = new Topology(name, environment, shards, routings, tables);
    Topology topology = mergeServer.map(plain::withMergeServer).orElse(plain);
    new TopologyWarnings(topology, problems).find(shardsReader.places(), routingsReader.places());
    return Optional.of(topology);
  }

  private Optional<MergeServerPlace> mergeServer(List<Shard> shards) {
    Optional<MemberReader> member =
        document.object("mergeServer", TopologySchema.ofVersion1().object("mergeServer"));
    Optional<MergeServerPlace> place = member.flatMap(new ServerReader(problems)::read);
    for (Shard shard : shards) {
      if (place.filter(server -> server.isOf(shard)).isPresent()) {
        problems.add(
            member.orElseThrow().place(),
            "\"mergeServer\" is the database of the shard "
                + Shown.quoted(shard.id().value())
                + "; name one that holds no rows of the shards, because Shardlens makes temporary"
                + " tables there");
      }
    }
    return place;
  }

  /// Whether the rest can be understood: a missing version is reported, and the rest is read as
  /// version 1.
  private static boolean hasVersionOne(MemberReader document) {
    Located version = document.value("version");
    if (version == null
        || (version instanceof Located.Numeral(Located.Place _, String literal, boolean _)
            && literal.equals("1"))) {
      return true;
    }
    document
        .problems()
        .add(
            version.place(),
            "\"version\" is the number 1; files of another version need another Shardlens");
    return false;
  }
}
