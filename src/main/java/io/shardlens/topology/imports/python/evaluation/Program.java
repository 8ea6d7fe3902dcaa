package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The sources of one import, each followed once from top to bottom, those that others import
/// before those others.
public final class Program {
  private static final int STEPS_OF_A_FUNCTION = 300_000;

  private static final Pattern FACTORY =
      Pattern.compile("(create|make|build|get)_app(lication)?|configure(_app)?|init_app");

  private final List<SourceFile> files;
  private final Map<String, String> answers;
  private final Map<SourceFile, Scope> scopes = new LinkedHashMap<>();
  private final Map<ImportPlace, String> conditions = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final List<Value.Call> standing = new ArrayList<>();
  private final Set<ImportPlace> remarked = new LinkedHashSet<>();
  private final Budget budget = new Budget(Budget.STEPS);

  private Program(List<SourceFile> files, Map<String, String> answers) {
    this.files = List.copyOf(files);
    this.answers = answers;
  }

  /// Something at the top of a source that was passed over.
  ///
  /// @param what in words: `a while loop`
  /// @param names that it may have changed
  public record Remark(ImportPlace place, String what, Set<String> names) {
    public Remark {
      names = Set.copyOf(names);
    }
  }

  /// Follows the sources.
  ///
  /// @param answers to the conditions that the sources do not decide: `yes` or `no` by the question
  ///   of [#questionOf]
  public static Program follow(List<SourceFile> files, Map<String, String> answers) {
    Program program = new Program(files, answers);
    files.forEach(program::scope);
    files.forEach(program::followFactories);
    return program;
  }

  /// Functions that make the application hold its configuration.
  private void followFactories(SourceFile file) {
    Scope scope = scope(file);
    for (String name : scope.names()) {
      if (FACTORY.matcher(name).matches() && scope.get(name) instanceof Value.Function function) {
        new Interpreter(this, budget, null).apply(function.place(), function);
      }
    }
  }

  /// The names of a source.
  public Scope scope(SourceFile file) {
    Scope known = scopes.get(file);
    if (known != null) {
      // Followed, or being followed: then a name that is not yet bound is not known.
      return known;
    }
    Scope scope = new Scope(Scope.Kind.MODULE, null);
    scopes.put(file, scope);
    ImportPlace start = new ImportPlace(file.name(), 1, 1);
    scope.bind("__name__", new Value.Text(start, file.module()));
    new Execution(new Interpreter(this, budget, null)).run(file.statements(), scope);
    return scope;
  }

  public List<SourceFile> files() {
    return files;
  }

  /// What a name is bound to at the top of any source.
  public Optional<Value> anywhere(String name) {
    for (SourceFile file : files) {
      Value value = scope(file).get(name);
      if (value != null && !(value instanceof Value.Symbol)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// The source that is imported as a module; the one whose path fits best.
  ///
  /// @param module `shop.users.models`, `.models`
  Optional<Scope> module(String module) {
    String path = module.replaceFirst("^\\.+", "").replace('.', '/');
    String last = path.substring(path.lastIndexOf('/') + 1);
    SourceFile found = null;
    for (SourceFile file : files) {
      String stem = file.name().replace('\\', '/').replaceFirst("(/__init__)?\\.py$", "");
      boolean whole = stem.equals(path) || stem.endsWith("/" + path);
      if (file.module().equals(last) && (found == null || whole)) {
        found = file;
      }
    }
    return Optional.ofNullable(found).map(this::scope);
  }

  /// What was passed over at the top of the sources, in order.
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  void remark(ImportPlace place, String what, Set<String> names) {
    if (remarked.add(place)) {
      remarks.add(new Remark(place, what, names));
    }
  }

  /// Whether a condition holds that the sources do not decide: what was answered, or that nobody
  /// did.
  Value decided(ImportPlace condition) {
    String answer = answers.get(questionOf(condition));
    return answer == null || !(answer.equals("yes") || answer.equals("no"))
        ? new Value.Undecided(condition, condition)
        : new Value.Truth(condition, answer.equals("yes"));
  }

  /// The id of the question whether a condition holds.
  public String questionOf(ImportPlace condition) {
    return conditions.computeIfAbsent(
        condition,
        place -> {
          String file = place.source().substring(place.source().lastIndexOf('/') + 1);
          return "if." + file + "." + place.line();
        });
  }

  void standing(Value.Call call) {
    standing.add(call);
  }

  /// The calls that stand alone at the top of the sources: `Session.configure(…)`.
  public List<Value.Call> standingCalls() {
    return List.copyOf(standing);
  }

  /// Follows a function once for each case that it tells apart.
  public Followed cases(Value.Function function) {
    Budget part = budget.part(STEPS_OF_A_FUNCTION);
    int before = part.left();
    Followed followed = Following.of(this, part, function);
    budget.spend(before - part.left());
    return followed;
  }

  /// Follows an expression once for each case, among the names of a source; a name that is not
  /// there is an input.
  public Followed cases(String name, Expression expression, SourceFile file) {
    return cases(
        new Value.Function(
            expression.place(),
            name,
            List.of(),
            List.of(new Statement.Return(expression.place(), expression)),
            scope(file),
            Value.Binding.NOTHING,
            null));
  }

  /// A method of a class as it is called on an instance, or empty.
  public Optional<Value.Function> method(Value.Type type, String name) {
    Interpreter interpreter = new Interpreter(this, budget, null);
    return interpreter.instance(type) instanceof Value.Instance instance
            && interpreter.lookups().attribute(type.place(), instance, name)
                instanceof Value.Function function
        ? Optional.of(function)
        : Optional.empty();
  }
}
