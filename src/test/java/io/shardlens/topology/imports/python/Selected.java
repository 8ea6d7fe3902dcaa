package io.shardlens.topology.imports.python;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import java.util.List;
import java.util.Map;

/// What a selector was found to do, as a router of the topology file that was written of it.
final class Selected {
  private final Router router;
  private final TableDefinition.Sharded table;

  private Selected(Router router) {
    this.router = router;
    this.table = router.topology().shardedTables().getFirst();
  }

  static Selected of(SelectorSources.Selector selector, String keyType) {
    return new Selected(
        new Router(
            Sources.reread(
                new SqlAlchemyImporter()
                    .read(
                        Sources.app(SelectorSources.PRELUDE + selector.source()),
                        Map.of("table", "t", "keyType", keyType)))));
  }

  /// The shard of a key, or `-`.
  String shard(String key) {
    try {
      return router.route(table, List.of(key)) instanceof Route.Owned owned
          ? owned.shard().value()
          : "-";
    } catch (KeyFormatException e) {
      throw new AssertionError(e);
    }
  }
}
