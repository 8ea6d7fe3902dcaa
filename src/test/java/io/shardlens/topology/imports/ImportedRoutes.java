package io.shardlens.topology.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Reads the samples of other systems' configurations, and routes by what became of them.
public final class ImportedRoutes {

  private ImportedRoutes() {}

  /// A file under `src/test/resources/imports`.
  public static ImportSource sample(String name) {
    try (InputStream content =
        Objects.requireNonNull(ImportedRoutes.class.getResourceAsStream("/imports/" + name))) {
      return new ImportSource(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Topology topology(ImportPreview preview) {
    assertThat(preview.problems()).isEmpty();
    assertThat(preview.questions()).isEmpty();
    return preview.topology().orElseThrow();
  }

  /// The ids of the shards of keys, `-` where none owns one, separated by blanks.
  public static String shards(Topology topology, String table, String... keys) {
    TableDefinition.Sharded sharded =
        (TableDefinition.Sharded) topology.tableNamed(table).orElseThrow();
    Router router = new Router(topology);
    StringBuilder shards = new StringBuilder();
    for (String key : keys) {
      shards.append(shard(router, sharded, key)).append(' ');
    }
    return shards.toString().strip();
  }

  private static String shard(Router router, TableDefinition.Sharded table, String key) {
    try {
      return switch (router.route(table, Arrays.asList(key.split("\\|", -1)))) {
        case Route.Owned owned -> owned.shard().value();
        case Route.Unowned _ -> "-";
        case Route.Anywhere _ -> "any";
      };
    } catch (KeyFormatException e) {
      throw new AssertionError(key, e);
    }
  }

  /// Everything that a preview says.
  public static List<String> words(ImportPreview preview) {
    return List.of(
        preview.notes().toString(),
        preview.questions().toString(),
        preview.problems().toString(),
        preview.topology().toString());
  }
}
