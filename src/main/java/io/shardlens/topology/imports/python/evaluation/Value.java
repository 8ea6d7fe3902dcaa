package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an expression of Python stands for. Values may share parts and lie deep: they are never
/// compared or printed as a whole.
public sealed interface Value {

  /// Where it was written, or where it came to be.
  ImportPlace place();

  record Text(ImportPlace place, String text) implements Value {}

  record Whole(ImportPlace place, long number) implements Value {}

  record Fraction(ImportPlace place, double number) implements Value {}

  record Truth(ImportPlace place, boolean holds) implements Value {}

  /// `None`.
  record Nothing(ImportPlace place) implements Value {}

  /// A text with parts that are not known.
  ///
  /// @param parts [Text], [Setting] or [Unknown]
  record Template(ImportPlace place, List<Value> parts) implements Value {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /// What the application asks its environment for.
  ///
  /// @param name of the variable
  /// @param preset what is taken where the variable is not set, or `null`
  record Setting(ImportPlace place, String name, @Nullable Value preset) implements Value {}

  /// A list, tuple or set, a `range`.
  record Sequence(ImportPlace place, Expression.Kind kind, List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// `range(first, end)`.
  record Span(ImportPlace place, long first, long end) implements Value {}

  /// A dictionary, in order.
  final class Mapping implements Value {
    private final ImportPlace place;
    private final Map<Object, Entry> entries;
    private final List<Entry> inOrder;
    private final boolean onlyTexts;
    private final boolean onlyNumbers;

    private Mapping(ImportPlace place, Map<Object, Entry> entries) {
      this.place = place;
      this.entries = entries;
      this.inOrder = List.copyOf(entries.values());
      this.onlyTexts = inOrder.stream().allMatch(entry -> entry.key() instanceof Text);
      this.onlyNumbers = inOrder.stream().allMatch(entry -> entry.key() instanceof Whole);
    }

    static Mapping empty(ImportPlace place) {
      return new Mapping(place, Map.of());
    }

    @Override
    public ImportPlace place() {
      return place;
    }

    public List<Entry> entries() {
      return inOrder;
    }

    boolean hasOnlyTexts() {
      return onlyTexts;
    }

    boolean hasOnlyNumbers() {
      return onlyNumbers;
    }

    public int size() {
      return entries.size();
    }

    public @Nullable Value get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Nullable Value get(Object normalKey) {
      Entry entry = entries.get(normalKey);
      return entry == null ? null : entry.value();
    }

    /// With entries put over those of the same key; `null` where a key has no equality that is
    /// known here.
    @Nullable Mapping with(List<Entry> added) {
      Map<Object, Entry> all = new LinkedHashMap<>(entries);
      for (Entry entry : added) {
        Object key = normal(entry.key());
        if (key == null) {
          return null;
        }
        all.put(key, entry);
      }
      return new Mapping(place, all);
    }

    /// A key by which equal keys are found, or `null`; as in Python, `True` is 1.
    static @Nullable Object normal(Value key) {
      return switch (key) {
        case Text(_, String text) -> text;
        case Whole(_, long number) -> number;
        case Truth(_, boolean holds) -> holds ? 1L : 0L;
        case Sequence(_, Expression.Kind kind, List<Value> elements)
            when kind == Expression.Kind.TUPLE && elements.size() <= 4 -> {
          List<Object> parts = new ArrayList<>();
          for (Value element : elements) {
            Object part =
                element instanceof Sequence
                    ? null
                    : element instanceof Nothing ? Nothing.class : normal(element);
            if (part == null) {
              yield null;
            }
            parts.add(part);
          }
          yield parts;
        }
        default -> null;
      };
    }
  }

  record Entry(Value key, Value value) {}

  /// A function, a lambda, a method.
  ///
  /// @param scope where it was defined
  /// @param binding what its first parameter is bound to where it is a member of a class
  /// @param self what its first parameter is bound to, or `null`
  record Function(
      ImportPlace place,
      String name,
      List<Expression.Parameter> parameters,
      List<Statement> body,
      Scope scope,
      Binding binding,
      @Nullable Value self)
      implements Value {
    public Function {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }

    /// The same under the name that a lambda was given.
    public Function named(String given) {
      return name.equals("lambda")
          ? new Function(place, given, parameters, body, scope, binding, self)
          : this;
    }

    Function bound(Value instance, Value type) {
      return switch (binding) {
        case INSTANCE -> new Function(place, name, parameters, body, scope, binding, instance);
        case TYPE -> new Function(place, name, parameters, body, scope, binding, type);
        case NOTHING -> this;
      };
    }
  }

  /// What a member of a class is given first.
  enum Binding {
    INSTANCE,
    /// `@classmethod`.
    TYPE,
    /// `@staticmethod`.
    NOTHING
  }

  /// A class.
  ///
  /// @param bases what they are called: `models.Model`
  /// @param ancestors those of them that are in the sources, and theirs, each once, the nearest
  ///   first
  /// @param scope its members
  record Type(ImportPlace place, String name, List<String> bases, List<Type> ancestors, Scope scope)
      implements Value {
    public Type {
      bases = List.copyOf(bases);
      ancestors = List.copyOf(ancestors);
    }

    /// A member, its own or that of an ancestor, or `null`.
    public @Nullable Value member(String member) {
      Value found = scope.get(member);
      for (int i = 0; found == null && i < ancestors.size(); i++) {
        found = ancestors.get(i).scope.get(member);
      }
      return found;
    }
  }

  /// What calling a class gives.
  ///
  /// @param scope the attributes that it was given
  record Instance(ImportPlace place, Type type, Scope scope) implements Value {}

  /// One of the sources.
  record Module(ImportPlace place, Scope scope) implements Value {}

  /// Something whose value the sources do not say: an input of the function that is followed, a
  /// name from a library, what a call returns.
  sealed interface Opaque extends Value {
    /// How it is reached: two with one path are the same thing.
    String path();

    /// What people call it: `user_id` for `hints["user_id"]`.
    String name();

    /// Whether it is what code made of something else, so that it is no key itself: `abs(user_id)`,
    /// `created_at.year`.
    default boolean isDerived() {
      return path().contains(DERIVED);
    }

    /// In the path of what is derived; no identifier holds it.
    String DERIVED = "\u2192";
  }

  /// An input, a name from elsewhere, an attribute of one.
  ///
  /// @param type as annotated or converted: `int`, `str`, `UUID`; empty where nothing says
  record Symbol(ImportPlace place, String path, String name, String type) implements Opaque {}

  /// `target["key"]` of something opaque.
  record Item(ImportPlace place, Value target, String key, String path) implements Opaque {
    @Override
    public String name() {
      return key;
    }
  }

  /// A call of something opaque.
  ///
  /// @param callee how the callee is reached: `sqlalchemy.create_engine`
  /// @param target what the callee is an attribute of, or the callee itself
  /// @param name the name it was assigned to, or that of the callee
  record Call(
      ImportPlace place,
      String callee,
      Value target,
      List<Value> arguments,
      Map<String, Value> keywords,
      String path,
      String name)
      implements Opaque {
    public Call {
      arguments = List.copyOf(arguments);
      keywords = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
    }

    /// The last part of the callee: `create_engine`.
    public String function() {
      return callee.substring(callee.lastIndexOf('.') + 1);
    }
  }

  /// `(of + offset) // divisor`.
  record Shifted(ImportPlace place, Opaque of, long offset, long divisor) implements Value {}

  /// `str(of)`, and its bytes in UTF-8.
  record Written(ImportPlace place, Opaque of) implements Value {}

  /// A hash of an input, or a part of one.
  ///
  /// @param of what is hashed: as text in UTF-8, or the value itself where the function hashes
  ///   typed values
  /// @param from the first byte that is taken
  /// @param bytes how many are taken
  /// @param bigEndian the first byte is the most significant
  /// @param signed whether the number can be negative
  record Digest(
      ImportPlace place,
      HashFunction function,
      long seed,
      Opaque of,
      int from,
      int bytes,
      boolean bigEndian,
      boolean signed,
      Form form)
      implements Opaque {

    /// What it is in Python.
    public enum Form {
      BYTES,
      HEXADECIMAL,
      NUMBER
    }

    Digest as(Form other) {
      return new Digest(place, function, seed, of, from, bytes, bigEndian, signed, other);
    }

    @Override
    public String path() {
      return "%s(%s,%d)[%d+%d,%b,%b]"
          .formatted(function.word(), of.path(), seed, from, bytes, bigEndian, signed);
    }

    @Override
    public String name() {
      return of.name();
    }
  }

  /// A value that depends on a condition that the sources do not decide.
  ///
  /// @param condition where it stands
  record Undecided(ImportPlace place, ImportPlace condition) implements Value {}

  /// Evaluating ends in an exception.
  ///
  /// @param error its class: `KeyError`
  record Failure(ImportPlace place, String error) implements Value {}

  /// What was not followed.
  ///
  /// @param why in words, to follow "is"
  record Unknown(ImportPlace place, String why) implements Value {}
}
