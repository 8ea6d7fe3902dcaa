package io.shardlens.topology.imports.python;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a selector was found to do, as a router.
final class Selected {
  private final Router router;

  private Selected(Topology topology) {
    this.router = new Router(topology);
  }

  static Selected of(SelectorSources.Selector selector, String keyType) {
    return of(
        SelectorSources.PRELUDE + selector.source(), Map.of("table", "t", "keyType", keyType));
  }

  static Selected of(String source, Map<String, String> answers) {
    Findings findings = new Findings(answers);
    SourceFile file = SourceFile.read(new ImportSource("app.py", source));
    Program program = Program.follow(List.of(file), answers);
    Databases databases = new Databases(findings);
    EngineFinder.find(program, findings, databases);
    ImportPlace whole = new ImportPlace("app.py", 0, 0);
    Selectors selectors =
        new Selectors(program, findings, new ShardReading(databases, Optional.empty()), whole);
    TablePlanner planner = new TablePlanner(findings, ModelReader.tables(program), false);
    for (Selection.Understood selection :
        selectors.choose(selectors.read(Functions.all(program)))) {
      selection.rules().forEach(rule -> planner.add(selection, rule));
    }
    if (findings.isOpen()) {
      throw new AssertionError(findings.withoutTopology().toString());
    }
    return new Selected(
        new Topology(
            "test", Environment.DEV, databases.complete(), planner.routings(), planner.tables()));
  }

  /// The shard of a key in the first table, or `-`.
  String shard(String key) {
    TableDefinition.Sharded table = router.topology().shardedTables().getFirst();
    try {
      return router.route(table, List.of(key)) instanceof Route.Owned owned
          ? owned.shard().value()
          : "-";
    } catch (KeyFormatException e) {
      throw new AssertionError(e);
    }
  }
}
