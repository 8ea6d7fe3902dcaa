package io.shardlens.export.python;

import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `DATABASES` and a database router, which import nothing of Django
/// (<https://docs.djangoproject.com/en/5.2/topics/db/multi-db/>).
final class DjangoPart {

  private DjangoPart() {}

  /// @return lines of the module's docstring
  static List<String> write(
      PythonModule module, Topology topology, List<PythonSelector> selectors) {
    module.imports("import os");
    module.imports("from collections.abc import Callable");
    module.imports("from typing import Any");
    module.imports("from typing import Optional");
    module.block("# What follows is for Django; what stands above needs none.");
    databases(module, topology);
    tables(module, topology, selectors);
    String first = PythonLiteral.quoted(topology.shards().getFirst().id().value());
    module.block(PythonPart.fileNamed("django_router.py").replace("\"FIRST_SHARD\"", first));
    return List.of(
        "In settings.py, where this file is sharding.py of the package project:",
        "",
        "    from project.sharding import DATABASES",
        "    DATABASE_ROUTERS = [\"project.sharding.ShardRouter\"]");
  }

  private static void databases(PythonModule module, Topology topology) {
    Map<ShardId, String> passwords = PasswordVariables.of(topology.shards());
    List<String> lines = new ArrayList<>();
    lines.add("DATABASES: dict[str, dict[str, Any]] = {");
    if (topology.shards().stream().noneMatch(shard -> shard.id().value().equals("default"))) {
      lines.add("    # Django wants this one. A query that reaches it has not said its shard.");
      lines.add("    \"default\": {},");
    }
    for (Shard shard : topology.shards()) {
      lines.add("    " + PythonLiteral.quoted(shard.id().value()) + ": {");
      lines.add("        \"ENGINE\": \"django.db.backends.postgresql\",");
      lines.add("        \"NAME\": " + PythonLiteral.quoted(shard.database()) + ",");
      lines.add("        \"USER\": " + PythonLiteral.quoted(shard.user()) + ",");
      lines.add(
          "        \"PASSWORD\": os.environ.get(\"" + passwords.get(shard.id()) + "\", \"\"),");
      lines.add("        \"HOST\": " + PythonLiteral.quoted(shard.host()) + ",");
      lines.add("        \"PORT\": " + shard.port() + ",");
      lines.add("        \"OPTIONS\": {\"sslmode\": \"" + shard.sslMode().word() + "\"},");
      lines.add("    },");
    }
    lines.add("}");
    module.block(lines);
  }

  private static void tables(
      PythonModule module, Topology topology, List<PythonSelector> selectors) {
    List<Element> sharded =
        selectors.stream()
            .map(selector ->
                table(selector.table().name())
                    + ": ("
                    + PythonLiteral.quoted(selector.table().routing())
                    + ", "
                    + selector.function()
                    + ", "
                    + selector.table().key().stream()
                        .map(PythonLiteral::quoted)
                        .collect(Collectors.joining(", ", "(", ",)"))
                    + ")")
            .map(Element::of)
            .toList();
    List<Element> reference = new ArrayList<>();
    List<Element> unsharded = new ArrayList<>();
    for (TableDefinition table : topology.tables()) {
      switch (table) {
        case TableDefinition.Sharded _ -> {}
        case TableDefinition.Reference(TableName name) -> reference.add(Element.of(table(name)));
        case TableDefinition.Unsharded(TableName name, ShardId shard) ->
            unsharded.add(Element.of(table(name) + ": " + PythonLiteral.quoted(shard.value())));
      }
    }
    module.block("# The routing of a sharded table, its function, and its key columns.");
    module.constant(
        "_SHARDED", "dict[str, tuple[str, Callable[..., str], tuple[str, ...]]]", "{}", sharded);
    module.constant("_REFERENCE", "tuple[str, ...]", "()", reference);
    module.constant("_UNSHARDED", "dict[str, str]", "{}", unsharded);
  }

  /// A model's `db_table`; one in another schema than `public` has quotes in the middle, because
  /// Django puts quotes around the whole.
  private static String table(TableName name) {
    return PythonLiteral.quoted(
        name.schema().equals("public") ? name.name() : name.schema() + "\".\"" + name.name());
  }
}
