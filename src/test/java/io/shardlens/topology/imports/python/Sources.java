package io.shardlens.topology.imports.python;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import io.shardlens.topology.json.TopologyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Sources of applications for tests, and what came of them.
final class Sources {
  /// Stands in every source where a password stands.
  static final String CANARY = "c4n4ry";

  private Sources() {}

  /// Files from beside the tests: `django/settings.py`.
  static List<ImportSource> files(String... names) {
    return Arrays.stream(names).map(Sources::file).toList();
  }

  private static ImportSource file(String name) {
    String path = "/io/shardlens/topology/imports/" + name;
    try (InputStream content = Sources.class.getResourceAsStream(path)) {
      if (content == null) {
        throw new AssertionError("There is no " + path);
      }
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return new ImportSource(name.substring(name.lastIndexOf('/') + 1), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ImportSource> app(String text) {
    return List.of(new ImportSource("app.py", text));
  }

  /// Everything that a person may read of a preview.
  static String words(ImportPreview preview) {
    StringBuilder words = new StringBuilder();
    preview.notes().forEach(note -> words.append(note).append('\n'));
    preview.questions().forEach(question -> words.append(question).append('\n'));
    preview.problems().forEach(problem -> words.append(problem).append('\n'));
    preview.topology().ifPresent(topology -> words.append(new TopologyWriter().text(topology)));
    return words.toString();
  }

  /// The topology as it is after it was written to a file and read again.
  static Topology reread(ImportPreview preview) {
    Topology topology = preview.topology().orElseThrow(() -> new AssertionError(words(preview)));
    return switch (new TopologyReader().read(new TopologyWriter().text(topology))) {
      case ReadResult.Read(Topology read, _) -> read;
      case ReadResult.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  /// The shard of a key, or `-`.
  static String shard(Topology topology, String table, String key) {
    TableDefinition.Sharded sharded =
        (TableDefinition.Sharded) topology.tableNamed(table).orElseThrow();
    try {
      return new Router(topology).route(sharded, List.of(key)) instanceof Route.Owned owned
          ? owned.shard().value()
          : "-";
    } catch (KeyFormatException e) {
      throw new AssertionError(e);
    }
  }
}
