package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands for a database in code: a URL, an engine of one, a session of an engine, a
/// dictionary of a connection's arguments.
final class Engines {
  private static final Set<String> ENGINES =
      Set.of(
          "create_engine",
          "create_async_engine",
          "create_pool",
          "AsyncConnectionPool",
          "ConnectionPool",
          "connect");
  private static final Set<String> SESSIONS =
      Set.of(
          "Session",
          "AsyncSession",
          "sessionmaker",
          "async_sessionmaker",
          "scoped_session",
          "async_scoped_session",
          "ScopedSession");
  private static final Set<String> SAME =
      Set.of("connect", "begin", "session", "acquire", "configure", "execution_options");
  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 20;

  private Engines() {}

  /// What an engine connects to.
  ///
  /// @param url a text, a call of `URL.create`, a setting; or a dictionary of arguments
  /// @param ssl what the engine's own arguments say, or `null`
  record Target(Value url, @Nullable Value ssl) {

    /// The same for all that was made of one URL.
    String identity() {
      return identity(url, 0);
    }

    private static String identity(@Nullable Value value, int depth) {
      if (depth > 3) {
        return "";
      }
      return switch (value) {
        case Value.Text(var place, String text) -> place + "|" + text;
        case Value.Template(var place, List<Value> parts) ->
            place
                + "|"
                + String.join("|", parts.stream().map(part -> identity(part, depth + 1)).toList());
        case Value.Setting(_, String name, _) -> "setting " + name;
        case Value.Whole(_, long number) -> Long.toString(number);
        case Value.Call call ->
            call.place()
                + "|"
                + String.join(
                    "|",
                    Stream.concat(call.arguments().stream(), call.keywords().values().stream())
                        .limit(MOST_PARTS)
                        .map(part -> identity(part, depth + 1))
                        .toList());
        case Value.Mapping mapping ->
            mapping.place()
                + "|"
                + String.join(
                    "|",
                    mapping.entries().stream()
                        .limit(MOST_PARTS)
                        .map(entry -> identity(entry.value(), depth + 1))
                        .toList());
        case null -> "";
        default -> value.place().toString();
      };
    }
  }

  /// What a value connects to, or empty for what does not.
  static Optional<Target> of(Value value) {
    return of(value, 0);
  }

  private static Optional<Target> of(@Nullable Value value, int depth) {
    if (depth > DEEPEST || value == null) {
      return Optional.empty();
    }
    return switch (value) {
      case Value.Text(_, String text) when DatabaseUrl.isUrl(text) -> target(value, null);
      case Value.Template(_, List<Value> parts)
          when parts.getFirst() instanceof Value.Text(_, String text) && DatabaseUrl.isUrl(text) ->
          target(value, null);
      case Value.Setting(_, _, Value.Text(_, String preset)) when DatabaseUrl.isUrl(preset) ->
          target(value, null);
      case Value.Setting(_, String name, Value preset)
          when preset == null && name.matches("(?i).*(_URL|_URI|_DSN)|DATABASE_URL|DSN") ->
          target(value, null);
      case Value.Call call when isUrlCall(call) -> target(value, null);
      case Value.Call call when ENGINES.contains(call.function()) && !call.arguments().isEmpty() ->
          engine(call, call.arguments().getFirst(), depth);
      case Value.Call call when ENGINES.contains(call.function()) -> engineByName(call, depth);
      case Value.Call call when SESSIONS.contains(call.function()) -> session(call, depth);
      case Value.Call call when call.target() instanceof Value.Call made -> made(call, made, depth);
      case Value.Mapping mapping -> ofMapping(mapping, depth);
      default -> Optional.empty();
    };
  }

  private static Optional<Target> target(Value url, @Nullable Value ssl) {
    return Optional.of(new Target(url, ssl));
  }

  static boolean isUrlCall(Value.Call call) {
    return call.callee().endsWith("URL.create")
        || call.function().equals("URL")
        || call.function().equals("make_url");
  }

  private static Optional<Target> engine(Value.Call call, Value url, int depth) {
    Value ssl = ssl(call);
    return switch (url) {
      case Value.Setting _, Value.Text _, Value.Template _ -> target(url, ssl);
      case Value.Mapping _, Value.Call _ ->
          of(url, depth + 1).map(found -> new Target(found.url(), ssl == null ? found.ssl() : ssl));
      default -> Optional.empty();
    };
  }

  private static Optional<Target> engineByName(Value.Call call, int depth) {
    for (String name : List.of("url", "dsn", "name_or_url", "conninfo")) {
      Value url = call.keywords().get(name);
      if (url != null) {
        return engine(call, url, depth);
      }
    }
    return Optional.empty();
  }

  /// `connect_args={"sslmode": "require"}`.
  private static @Nullable Value ssl(Value.Call call) {
    if (call.keywords().get("connect_args") instanceof Value.Mapping arguments) {
      Value ssl = arguments.get("sslmode");
      return ssl == null ? arguments.get("ssl") : ssl;
    }
    return null;
  }

  private static Optional<Target> session(Value.Call call, int depth) {
    for (String name : List.of("bind", "engine", "sync_session_class")) {
      Optional<Target> bound = of(call.keywords().get(name), depth + 1);
      if (bound.isPresent()) {
        return bound;
      }
    }
    return call.arguments().isEmpty()
        ? Optional.empty()
        : of(call.arguments().getFirst(), depth + 1);
  }

  /// `sessionmaker(engine)()`, `engine.connect()`.
  private static Optional<Target> made(Value.Call call, Value.Call of, int depth) {
    boolean same = call.callee().equals(of.path()) || SAME.contains(call.function());
    Optional<Target> target = same ? of(of, depth + 1) : Optional.empty();
    return target.isEmpty() && same ? session(call, depth) : target;
  }

  /// `{"url": …}`, `{"host": …, "database": …}`.
  private static Optional<Target> ofMapping(Value.Mapping mapping, int depth) {
    for (String name :
        List.of(
            "url", "URL", "dsn", "uri", "database_url", "engine", "writer", "primary", "master")) {
      Optional<Target> inner = of(mapping.get(name), depth + DEEPEST / 2);
      if (inner.isPresent()) {
        return inner;
      }
    }
    boolean arguments = mapping.get("host") != null && databaseOf(mapping) != null;
    return arguments ? target(mapping, null) : Optional.empty();
  }

  static @Nullable Value databaseOf(Value.Mapping mapping) {
    for (String name : List.of("database", "dbname", "db", "name")) {
      Value value = mapping.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
