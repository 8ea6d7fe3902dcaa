package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Scope;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the databases that an application with SQLAlchemy connects to, and what its code calls
/// them. A name in a dictionary counts more than a number in one, that more than a place in a list,
/// and that more than the name of a variable.
final class EngineFinder {
  private static final int DEEPEST = 3;

  private final Findings findings;
  private final DatabaseReader reader;
  private final Databases databases;
  private final List<Named> named = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();

  private EngineFinder(Findings findings, Databases databases) {
    this.findings = findings;
    this.reader = new DatabaseReader(findings);
    this.databases = databases;
  }

  /// How much a name counts.
  private enum Rank {
    KEY,
    NUMBER,
    PLACE,
    VARIABLE
  }

  /// @param alias by which code asks for the database, or `null`
  /// @param id what to call it
  private record Named(Rank rank, @Nullable Object alias, String id, Engines.Target target) {}

  static void find(Program program, Findings findings, Databases databases) {
    EngineFinder finder = new EngineFinder(findings, databases);
    for (SourceFile file : program.files()) {
      finder.collect(program.scope(file), 0);
    }
    program.standingCalls().forEach(finder::collectShards);
    for (Rank rank : Rank.values()) {
      finder.named.stream().filter(each -> each.rank() == rank).forEach(finder::keep);
    }
  }

  private void collect(Scope scope, int depth) {
    for (String name : scope.names()) {
      Value value = scope.get(name);
      switch (value) {
        case Value.Type type when depth < DEEPEST -> collect(type.scope(), depth + 1);
        case Value.Instance instance when depth < DEEPEST -> collect(instance.scope(), depth + 1);
        case null -> {
          // Not bound.
        }
        default -> collect(name, value);
      }
    }
  }

  private void collect(String name, Value value) {
    if (value instanceof Value.Call call) {
      collectShards(call);
    }
    Optional<Engines.Target> target = Engines.of(value);
    if (target.isPresent()) {
      boolean main = name.equals("SQLALCHEMY_DATABASE_URI");
      named.add(
          new Named(
              Rank.VARIABLE, null, main ? "default" : name.toLowerCase(Locale.ROOT), target.get()));
    } else if (value instanceof Value.Mapping mapping) {
      collectEntries(mapping);
    } else if (value instanceof Value.Sequence sequence) {
      String base =
          name.toLowerCase(Locale.ROOT).contains("shard") ? "shard" : name.toLowerCase(Locale.ROOT);
      int i = 0;
      for (Value element : sequence.elements()) {
        int position = i++;
        Engines.of(element)
            .ifPresent(each -> named.add(new Named(Rank.PLACE, null, base + "_" + position, each)));
      }
    }
  }

  private void collectEntries(Value.Mapping mapping) {
    for (Value.Entry entry : mapping.entries()) {
      Optional<Engines.Target> target = Engines.of(entry.value());
      switch (entry.key()) {
        case Value.Text(_, String key) ->
            target.ifPresent(each -> named.add(new Named(Rank.KEY, key, key, each)));
        case Value.Whole(_, long number) ->
            target.ifPresent(
                each -> named.add(new Named(Rank.NUMBER, number, "shard_" + number, each)));
        default -> {
          // Nothing by which code could ask for it alone.
        }
      }
    }
  }

  /// `ShardedSession(shards={…})`, `Session.configure(shards={…})`.
  private void collectShards(Value.Call call) {
    if (call.keywords().get("shards") instanceof Value.Mapping shards) {
      collectEntries(shards);
    }
  }

  private void keep(Named each) {
    if (databases.isFull()) {
      return;
    }
    String identity = each.target().identity();
    Optional<ShardId> known = databases.ofIdentity(identity);
    if (known.isPresent()) {
      if (each.alias() != null) {
        databases.alias(each.alias(), known.get(), each.target().url().place());
      }
      return;
    }
    if (refused.contains(identity)) {
      return;
    }
    Optional<FoundShard> shard = shard(each.target(), databases.freeId(each.id()));
    shard.ifPresentOrElse(
        found -> databases.add(found, each.alias(), identity), () -> refused.add(identity));
  }

  private Optional<FoundShard> shard(Engines.Target target, String id) {
    return switch (target.url()) {
      case Value.Mapping arguments ->
          Optional.of(
              reader.of(
                  arguments.place(),
                  id,
                  new DatabaseReader.Settings(
                      arguments.get("host"),
                      arguments.get("port"),
                      Engines.databaseOf(arguments),
                      first(arguments.get("user"), arguments.get("username")),
                      first(arguments.get("password"), arguments.get("passwd")),
                      first(arguments.get("sslmode"), arguments.get("ssl")))));
      case Value.Call call -> ofCall(call, id, target.ssl());
      case Value url -> ofUrl(url, id, target.ssl());
    };
  }

  private static @Nullable Value first(@Nullable Value one, @Nullable Value other) {
    return one == null ? other : one;
  }

  private Optional<FoundShard> ofUrl(Value url, String id, @Nullable Value ssl) {
    Optional<DatabaseUrl> read = DatabaseUrl.read(url);
    if (read.isPresent()) {
      return reader.ofUrl(read.get(), id, ssl);
    }
    if (url instanceof Value.Text) {
      findings.notUnderstood(
          url.place(), Shown.quoted(id) + " was left out: it is connected by no URL that is known");
      return Optional.empty();
    }
    // Only the environment knows it: everything is asked.
    Value unknown = new Value.Unknown(url.place(), "a URL that only the environment knows");
    return Optional.of(
        reader.of(
            url.place(),
            id,
            new DatabaseReader.Settings(unknown, null, unknown, unknown, null, ssl)));
  }

  /// `URL.create(drivername, username, password, host, port, database, query)`, `make_url(text)`.
  private Optional<FoundShard> ofCall(Value.Call call, String id, @Nullable Value ssl) {
    if (call.function().equals("make_url")) {
      return call.arguments().isEmpty()
          ? Optional.empty()
          : ofUrl(call.arguments().getFirst(), id, ssl);
    }
    Value driver = argument(call, 0, "drivername");
    if (!(driver instanceof Value.Text(_, String name)) || !name.startsWith("postgres")) {
      findings.notUnderstood(
          call.place(), Shown.quoted(id) + " was left out: its URL is none of PostgreSQL");
      return Optional.empty();
    }
    Value query = argument(call, 6, "query");
    Value sslOfQuery =
        query instanceof Value.Mapping parameters
            ? first(parameters.get("sslmode"), parameters.get("ssl"))
            : null;
    return Optional.of(
        reader.of(
            call.place(),
            id,
            new DatabaseReader.Settings(
                argument(call, 3, "host"),
                argument(call, 4, "port"),
                argument(call, 5, "database"),
                argument(call, 1, "username"),
                argument(call, 2, "password"),
                first(sslOfQuery, ssl))));
  }

  private static @Nullable Value argument(Value.Call call, int position, String name) {
    Value keyword = call.keywords().get(name);
    return keyword != null || position >= call.arguments().size()
        ? keyword
        : call.arguments().get(position);
  }
}
