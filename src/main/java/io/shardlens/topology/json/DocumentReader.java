package io.shardlens.topology.json;

import io.shardlens.topology.Environment;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the topology from the root of the file.
final class DocumentReader {
  private final MemberReader document;
  private final Problems problems;

  private DocumentReader(MemberReader document) {
    this.document = document;
    this.problems = document.problems();
  }

  /// The topology, or empty where it could not be put together; it counts only when no problem was
  /// found.
  static Optional<Topology> read(Located root, Problems problems) {
    return MemberReader.open(root, "A topology", problems)
        .flatMap(members -> new DocumentReader(members).topology());
  }

  private Optional<Topology> topology() {
    if (!hasVersionOne()) {
      // What another version means by the rest is not known here.
      return Optional.empty();
    }
    document.refuseOthersThan(
        "$schema", "version", "name", "environment", "shards", "routings", "tables");
    document.optionalText("$schema");
    String name = new NameRules(problems).name("name", document.requiredText("name"));
    Environment environment = environment();
    ShardsReader shardsReader = new ShardsReader(problems);
    List<Shard> shards = shardsReader.read(document);
    RoutingsReader routingsReader = new RoutingsReader(shardsReader.references(), problems);
    List<RoutingDefinition> routings = routingsReader.read(document);
    List<TableDefinition> tables =
        new TablesReader(shardsReader.references(), routingsReader.declared(), problems)
            .read(document);
    return problems.isEmpty() && name != null
        ? Optional.of(new Topology(name, environment, shards, routings, tables))
        : Optional.empty();
  }

  /// A missing version is reported, and the rest is read as version 1.
  private boolean hasVersionOne() {
    Located version = document.required("version");
    if (version == null
        || (version instanceof Located.Numeral(Located.Place _, String literal, boolean _)
            && literal.equals("1"))) {
      return true;
    }
    problems.add(
        version.place(),
        "\"version\" is the number 1; files of another version need another Shardlens");
    return false;
  }

  private Environment environment() {
    Located.@Nullable Text text = document.optionalText("environment");
    if (text == null) {
      return Environment.DEV;
    }
    Optional<Environment> environment = Environment.ofWord(text.value());
    if (environment.isEmpty()) {
      List<String> words = Arrays.stream(Environment.values()).map(Environment::word).toList();
      problems.add(text.place(), () -> Words.unknown("environment", text.value(), words));
    }
    return environment.orElse(Environment.DEV);
  }
}
