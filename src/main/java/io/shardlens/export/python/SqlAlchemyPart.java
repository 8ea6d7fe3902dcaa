package io.shardlens.export.python;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Engines and sessions of SQLAlchemy 2 over psycopg 3 or asyncpg: plain ones for Flask, and
/// asynchronous ones with a dependency for FastAPI.
record SqlAlchemyPart(PythonModule module, Topology topology, boolean asynchronous) {

  /// @return lines of the module's docstring
  List<String> write(List<PythonSelector> selectors) {
    boolean places = selectors.stream().anyMatch(PythonSelector::places);
    module.imports("import os");
    module.block(
        "# What follows needs SQLAlchemy"
            + (asynchronous ? " and FastAPI" : "")
            + "; what stands above does not.");
    module.block(imports(places));
    module.block(PythonPart.fileNamed(asynchronous ? "async_engine.py" : "engine.py"));
    engines();
    if (places) {
      module.block(PythonPart.fileNamed(asynchronous ? "async_schema.py" : "schema.py"));
    }
    selectors.forEach(selector -> module.block(session(selector)));
    PythonSelector first = selectors.getFirst();
    return asynchronous
        ? List.of(
            "A path operation takes the session of its key:",
            "",
            "    async def read(session: " + alias(first) + ") -> ...")
        : List.of(
            "A view opens the session of its key:",
            "",
            "    with session_for_" + first.suffix() + "(" + first.arguments() + ") as session:");
  }

  private List<String> imports(boolean places) {
    List<String> lines = new ArrayList<>();
    if (asynchronous) {
      lines.add("from collections.abc import AsyncIterator");
      lines.add("from typing import Annotated");
      lines.add("");
      lines.add("from fastapi import Depends, HTTPException");
    }
    if (places) {
      lines.add("from sqlalchemy import event, text");
    }
    if (asynchronous) {
      lines.add("from sqlalchemy.engine import URL");
      lines.add("from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker");
      lines.add("from sqlalchemy.ext.asyncio import create_async_engine");
    } else {
      lines.add("from sqlalchemy import create_engine");
      lines.add("from sqlalchemy.engine import URL, Engine");
      lines.add("from sqlalchemy.orm import Session, sessionmaker");
    }
    return lines;
  }

  private void engines() {
    Map<ShardId, String> passwords = PasswordVariables.of(topology.shards());
    List<String> lines = new ArrayList<>();
    lines.add("ENGINES: dict[str, " + (asynchronous ? "AsyncEngine" : "Engine") + "] = {");
    for (Shard shard : topology.shards()) {
      lines.add("    " + PythonLiteral.quoted(shard.id().value()) + ": _engine(");
      lines.add("        host=" + PythonLiteral.quoted(shard.host()) + ",");
      lines.add("        port=" + shard.port() + ",");
      lines.add("        database=" + PythonLiteral.quoted(shard.database()) + ",");
      lines.add("        user=" + PythonLiteral.quoted(shard.user()) + ",");
      lines.add("        password=os.environ.get(\"" + passwords.get(shard.id()) + "\"),");
      lines.add("        sslmode=\"" + shard.sslMode().word() + "\",");
      lines.add("    ),");
    }
    lines.add("}");
    module.block(lines);
    module.imports("from typing import Optional");
    String maker = asynchronous ? "async_sessionmaker" : "sessionmaker";
    module.block("SESSIONS = {shard: " + maker + "(engine) for shard, engine in ENGINES.items()}");
  }

  private List<String> session(PythonSelector selector) {
    return asynchronous ? dependency(selector) : factory(selector);
  }

  private static List<String> factory(PythonSelector selector) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "def session_for_%s(%s) -> Session:"
            .formatted(selector.suffix(), selector.declaredParameters()));
    lines.add("    \"\"\"A session on the shard of a row of " + table(selector) + ".\"\"\"");
    if (selector.places()) {
      lines.add("    shard, schema = " + selector.placeFunction() + call(selector));
      lines.add("    return _in_schema(SESSIONS[shard](), schema)");
    } else {
      lines.add("    return SESSIONS[" + selector.function() + call(selector) + "]()");
    }
    return lines;
  }

  private List<String> dependency(PythonSelector selector) {
    List<String> lines = new ArrayList<>();
    String name = "session_for_" + selector.suffix();
    lines.add(
        "async def %s(%s) -> AsyncIterator[AsyncSession]:"
            .formatted(name, selector.declaredParameters()));
    lines.add("    \"\"\"A session on the shard of a row of " + table(selector) + ".\"\"\"");
    lines.add("    try:");
    lines.add(
        selector.places()
            ? "        shard, schema = " + selector.placeFunction() + call(selector)
            : "        shard = " + selector.function() + call(selector));
    lines.add("    except NoShard as error:");
    lines.add("        raise HTTPException(status_code=404, detail=str(error)) from error");
    lines.add("    async with SESSIONS[shard]() as session:");
    lines.add("        yield " + (selector.places() ? "_in_schema(session, schema)" : "session"));
    lines.add("");
    lines.add("");
    lines.add(module.unique(alias(selector)) + " = Annotated[AsyncSession, Depends(" + name + ")]");
    return lines;
  }

  /// `UsersSession`.
  private static String alias(PythonSelector selector) {
    return Arrays.stream(selector.suffix().split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("", "", "Session"));
  }

  private static String call(PythonSelector selector) {
    return "(" + selector.arguments() + ")";
  }

  private static String table(PythonSelector selector) {
    return PythonText.inDocstring(selector.table().name().toString());
  }
}
