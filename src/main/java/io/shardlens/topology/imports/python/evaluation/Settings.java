package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls by which applications ask their environment: the standard library's, and those of
/// python-decouple, django-environ, environs and dj-database-url.
final class Settings {
  private static final Set<String> METHODS =
      Set.of(
          "get", "str", "int", "bool", "url", "db", "db_url", "get_value", "dj_db_url", "read_env");

  private Settings() {}

  /// A setting, if the callee is one of those calls.
  ///
  /// @param target what the callee is an attribute of
  static Optional<Value> read(Opaque callee, Value target, Calls.Given given) {
    String path = callee.path();
    boolean databaseUrl = path.equals("dj_database_url.config");
    if (!databaseUrl && !asks(callee, target)) {
      return Optional.empty();
    }
    Value name = given.argument(0);
    if (name == null) {
      name = given.keywords().getOrDefault("env", given.keywords().get("var"));
    }
    if (databaseUrl && !(name instanceof Text)) {
      name = new Text(given.place(), "DATABASE_URL");
    }
    return name instanceof Text(_, String variable)
        ? Optional.of(new Value.Setting(given.place(), variable, preset(given)))
        : Optional.empty();
  }

  private static boolean asks(Opaque callee, Value target) {
    String path = callee.path();
    String function = path.substring(path.lastIndexOf('.') + 1).replace(Opaque.DERIVED, "");
    boolean alone = target instanceof Opaque same && same.path().equals(path);
    if (callee instanceof Value.Symbol && alone) {
      return path.equals("os.getenv")
          || path.equals("getenv")
          || path.equals("decouple.config")
          || path.equals("config")
          || path.equals("env");
    }
    if (callee instanceof Value.Call && alone) {
      // `env = environ.Env(…)` and then `env("X")`
      return isEnvironment(callee);
    }
    return path.equals("os.getenv")
        || (METHODS.contains(function) && target instanceof Opaque owner && isEnvironment(owner));
  }

  private static boolean isEnvironment(Opaque owner) {
    return Lookups.isEnvironment(owner)
        || owner.name().equals("env")
        || (owner instanceof Value.Call call
            && (call.function().equals("Env") || call.function().equals("FileAwareEnv")));
  }

  private static @Nullable Value preset(Calls.Given given) {
    Value preset = given.keywords().get("default");
    if (preset == null) {
      preset = given.argument(1);
    }
    return preset instanceof Value.Nothing || preset instanceof Opaque ? null : preset;
  }
}
