package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Sequence;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls: functions of the sources are followed, a few of Python's own are known, all others are
/// kept as calls.
final class Calls {
  private static final int LONGEST_PATH = 300;

  /// What tells a function whose request it is, and is no key.
  private static final java.util.Set<String> CONTEXTS =
      java.util.Set.of("request", "info", "context", "ctx", "self", "cls", "session");

  private final Interpreter interpreter;
  private final Lookups lookups;
  private final Builtins builtins;

  Calls(Interpreter interpreter, Lookups lookups, Comparisons comparisons) {
    this.interpreter = interpreter;
    this.lookups = lookups;
    this.builtins = new Builtins(interpreter, comparisons);
  }

  /// What a call is given.
  record Given(ImportPlace place, List<Value> arguments, Map<String, Value> keywords) {
    @Nullable Value argument(int position) {
      return position < arguments.size() ? arguments.get(position) : null;
    }

    boolean isOnly(int count) {
      return arguments.size() == count && keywords.isEmpty();
    }
  }

  Value call(Expression.Call call, Scope scope) {
    Value target = null;
    Value callee;
    String method = "";
    if (call.callee()
        instanceof Expression.Attribute(ImportPlace place, Expression of, String name)) {
      target = interpreter.value(of, scope);
      method = name;
      callee = isData(target) ? target : lookups.attribute(place, target, name);
    } else {
      callee = interpreter.value(call.callee(), scope);
    }
    if (callee instanceof Failure || callee instanceof Value.Undecided) {
      return callee;
    }
    List<Value> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      Value refused = interpreter.displays().element(argument, scope, arguments);
      if (refused != null) {
        return refused;
      }
    }
    Map<String, Value> keywords = new LinkedHashMap<>();
    for (Expression.Keyword keyword : call.keywords()) {
      Value value = interpreter.value(keyword.value(), scope);
      if (value instanceof Failure) {
        return value;
      }
      keyword(keyword.name(), value, keywords);
    }
    Given given = new Given(call.place(), arguments, keywords);
    return target != null && isData(target)
        ? method(given, target, method)
        : called(given, callee, target == null ? callee : target);
  }

  private static void keyword(@Nullable String name, Value value, Map<String, Value> keywords) {
    if (name != null) {
      keywords.put(name, value);
    } else if (value instanceof Mapping mapping) {
      for (Value.Entry entry : mapping.entries()) {
        if (entry.key() instanceof Text(_, String key)) {
          keywords.put(key, entry.value());
        }
      }
    }
  }

  private static boolean isData(Value value) {
    return value instanceof Text
        || value instanceof Mapping
        || value instanceof Sequence
        || value instanceof Value.Setting
        || value instanceof Value.Written
        || value instanceof Value.Digest
        || value instanceof Value.Template;
  }

  private Value called(Given given, Value callee, Value target) {
    return switch (callee) {
      case Value.Function function ->
          interpreter.apply(given.place(), function, given.arguments(), given.keywords());
      case Value.Type type -> instance(given, type);
      case Opaque opaque -> opaque(given, opaque, target);
      default -> new Unknown(given.place(), "a call that is not known");
    };
  }

  Value instance(Given given, Value.Type type) {
    Value.Instance instance =
        new Value.Instance(given.place(), type, new Scope(Scope.Kind.TYPE, null));
    if (type.member("__init__") instanceof Value.Function made) {
      interpreter.build(instance, made, given);
    }
    return instance;
  }

  private Value opaque(Given given, Opaque callee, Value target) {
    Optional<Value> setting = Settings.read(callee, target, given);
    if (setting.isPresent()) {
      return setting.get();
    }
    Optional<Value> known = builtins.call(callee.path(), given);
    if (known.isPresent()) {
      return known.get();
    }
    if (callee.path().endsWith(".encode") && isUtf8(given) && target instanceof Opaque text) {
      return new Value.Written(given.place(), text);
    }
    boolean get = callee.path().endsWith(".get") && given.argument(0) instanceof Text;
    if (get && target instanceof Opaque owner && given.argument(0) instanceof Text(_, String key)) {
      return Lookups.itemOf(given.place(), owner, key);
    }
    ImportPlace place = given.place();
    String path =
        "%s()%s@%d:%d"
            .formatted(
                callee.path(),
                isMadeOfInputs(callee, given) ? Opaque.DERIVED : "",
                place.line(),
                place.column());
    String function = callee.path().substring(callee.path().lastIndexOf('.') + 1);
    return path.length() > LONGEST_PATH
        ? new Unknown(place, "a call that lies too deep")
        : new Value.Call(
            place, callee.path(), target, given.arguments(), given.keywords(), path, function);
  }

  /// Whether a call makes something else of the key: `abs(user_id)`, `name.lower()`.
  private static boolean isMadeOfInputs(Opaque callee, Given given) {
    String function = callee.path().substring(callee.path().lastIndexOf('.') + 1);
    return Lookups.PARTS.contains(function)
        || java.util.stream.Stream.concat(
                given.arguments().stream(), given.keywords().values().stream())
            .anyMatch(Calls::isInput);
  }

  private static boolean isInput(Value value) {
    return switch (value) {
      case Value.Call call -> call.isDerived();
      case Opaque opaque -> !CONTEXTS.contains(opaque.name());
      case Value.Shifted _, Value.Written _ -> true;
      default -> false;
    };
  }

  private Value method(Given given, Value target, String method) {
    ImportPlace place = given.place();
    return switch (target) {
      case Mapping mapping -> ofMapping(given, mapping, method);
      case Text text -> ofText(given, text, method);
      case Sequence sequence when method.equals("copy") && given.isOnly(0) -> sequence;
      case Value.Written written when method.equals("encode") && isUtf8(given) -> written;
      case Value.Digest digest -> Digests.method(place, digest, method);
      case Value.Setting setting when method.equals("strip") || method.equals("rstrip") -> setting;
      default -> new Unknown(place, "a method that is not known");
    };
  }

  private static boolean isUtf8(Given given) {
    return given.isOnly(0)
        || (given.isOnly(1)
            && given.argument(0) instanceof Text(_, String charset)
            && charset.replace("-", "").equalsIgnoreCase("utf8"));
  }

  private Value ofMapping(Given given, Mapping mapping, String method) {
    ImportPlace place = given.place();
    Value key = given.argument(0);
    if (method.equals("get") && key != null && given.keywords().isEmpty()) {
      Value preset = given.argument(1);
      Value otherwise = preset == null ? new Value.Nothing(place) : preset;
      return lookups.mapped(place, mapping, key, otherwise);
    }
    if (!given.isOnly(0)) {
      return new Unknown(place, "a method that is not known");
    }
    return switch (method) {
      case "copy" -> mapping;
      case "keys" ->
          interpreter
              .displays()
              .sequence(
                  place,
                  Expression.Kind.LIST,
                  mapping.entries().stream().map(Value.Entry::key).toList());
      case "values" ->
          interpreter
              .displays()
              .sequence(
                  place,
                  Expression.Kind.LIST,
                  mapping.entries().stream().map(Value.Entry::value).toList());
      case "items" ->
          interpreter
              .displays()
              .sequence(
                  place,
                  Expression.Kind.LIST,
                  mapping.entries().stream().map(entry -> pair(place, entry)).toList());
      default -> new Unknown(place, "a method that is not known");
    };
  }

  private static Value pair(ImportPlace place, Value.Entry entry) {
    return new Sequence(place, Expression.Kind.TUPLE, List.of(entry.key(), entry.value()));
  }

  private Value ofText(Given given, Text text, String method) {
    ImportPlace place = given.place();
    return switch (method) {
      case "format" -> {
        List<Value.Entry> entries = new ArrayList<>();
        given
            .keywords()
            .forEach((name, value) -> entries.add(new Value.Entry(new Text(place, name), value)));
        yield interpreter.displays().mapping(place, Mapping.empty(place), entries)
                instanceof Mapping keywords
            ? Texts.format(place, text, given.arguments(), keywords)
            : new Unknown(place, "a text with a format that is not known");
      }
      case "lower" -> new Text(place, text.text().toLowerCase(Locale.ROOT));
      case "upper" -> new Text(place, text.text().toUpperCase(Locale.ROOT));
      case "strip" -> new Text(place, text.text().strip());
      default -> new Unknown(place, "a method that is not known");
    };
  }
}
