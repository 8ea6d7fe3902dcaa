package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import io.shardlens.topology.imports.python.syntax.Statement;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses among the functions of an application those that say where keys live.
final class Selectors {
  private static final String QUESTION = "routing";
  private static final String NONE = "none";

  private final Program program;
  private final Findings findings;
  private final ShardAnswer.Reading reading;
  private final ImportPlace whole;

  /// @param whole the place of what no line can be named for
  Selectors(Program program, Findings findings, ShardAnswer.Reading reading, ImportPlace whole) {
    this.program = program;
    this.findings = findings;
    this.reading = reading;
    this.whole = whole;
  }

  /// What the functions do, those that select nothing left out.
  List<Selection> read(List<Value.Function> functions) {
    List<Selection> selections = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Value.Function function : functions) {
      if (seen.add(function.place() + function.name())) {
        SelectionReader.read(program.cases(function), reading).ifPresent(selections::add);
      }
    }
    return selections;
  }

  /// The selectors that hold, one for each key; none while a question is open, or where the answer
  /// is that there is no routing.
  List<Selection.Understood> choose(List<Selection> selections) {
    Optional<String> answer = findings.answer(QUESTION);
    if (answer.isPresent()) {
      return answered(answer.get().strip(), selections);
    }
    List<Selection.Understood> understood = new ArrayList<>();
    for (Selection selection : selections) {
      switch (selection) {
        case Selection.Understood each -> understood.add(each);
        case Selection.Undecided(_, _, ImportPlace condition) -> askCondition(condition);
        case Selection.NotUnderstood _ -> {
          // Counts only where nothing else was understood.
        }
      }
    }
    if (findings.isOpen()) {
      return List.of();
    }
    return understood.isEmpty() ? askForRouting(selections) : distinct(understood, selections);
  }

  /// Asks whether a condition holds that the sources do not decide.
  void askCondition(ImportPlace condition) {
    findings.ask(
        program.questionOf(condition),
        condition,
        "Does the condition on line %d hold where the application runs?"
            .formatted(condition.line()),
        List.of("yes", "no"));
  }

  private List<Selection.Understood> askForRouting(List<Selection> selections) {
    Optional<Selection.NotUnderstood> obstacle =
        selections.stream()
            .filter(Selection.NotUnderstood.class::isInstance)
            .map(Selection.NotUnderstood.class::cast)
            .findFirst();
    String reason =
        obstacle
            .map(each ->
                "The function %s was not followed (line %d: %s)."
                    .formatted(Shown.quoted(each.function()), each.at().line(), each.why()))
            .orElse("No function was found that gives keys to databases.");
    findings.ask(
        QUESTION,
        obstacle.map(Selection.NotUnderstood::at).orElse(whole),
        reason
            + " Which key goes where? Answer with an expression of Python, such as"
            + " \"shard_1\" if user_id < 50000 else \"shard_2\", or with none",
        List.of());
    return List.of();
  }

  /// One selector for each key; those of one key have to agree.
  private List<Selection.Understood> distinct(
      List<Selection.Understood> understood, List<Selection> all) {
    Map<String, Selection.Understood> byKey = new LinkedHashMap<>();
    Set<String> conflicting = new LinkedHashSet<>();
    for (Selection.Understood each : understood) {
      Selection.Understood before = byKey.putIfAbsent(keys(each), each);
      if (before != null && !shapes(before).equals(shapes(each))) {
        conflicting.add(before.function());
        conflicting.add(each.function());
      }
    }
    if (!conflicting.isEmpty()) {
      findings.ask(
          QUESTION,
          byKey.values().iterator().next().place(),
          "Functions route one key in different ways: %s. Which one tells where the rows live?"
              .formatted(String.join(", ", conflicting.stream().map(Shown::quoted).toList())),
          List.copyOf(conflicting));
      return List.of();
    }
    noteOthers(all);
    return List.copyOf(byKey.values());
  }

  private void noteOthers(List<Selection> all) {
    for (Selection selection : all) {
      switch (selection) {
        case Selection.NotUnderstood each ->
            findings.notUnderstood(
                each.at(),
                "The function %s selects a database as well and was not followed: %s"
                    .formatted(Shown.quoted(each.function()), each.why()));
        case Selection.Understood each ->
            each.remarks()
                .forEach(remark ->
                    findings.understood(
                        each.place(), Shown.quoted(each.function()) + ": " + remark));
        case Selection.Undecided _ -> {
          // Was asked.
        }
      }
    }
  }

  private static String keys(Selection.Understood selection) {
    return String.join(
        ",",
        selection.rules().stream()
            .flatMap(rule -> rule.key().stream())
            .map(key -> key.name())
            .distinct()
            .sorted()
            .toList());
  }

  /// What the rules do, whatever the functions call their inputs.
  private static List<List<Object>> shapes(Selection.Understood selection) {
    return selection.rules().stream()
        .filter(rule -> rule.key().isPresent())
        .map(rule -> List.<Object>of(rule.models(), withoutPlaces(rule.shape())))
        .toList();
  }

  private static Object withoutPlaces(SelectorShape shape) {
    return shape instanceof SelectorShape.Modulo modulo
        ? List.of(
            modulo.owners(), modulo.single(), modulo.digest().map(each -> each.path()).orElse(""))
        : shape;
  }

  private List<Selection.Understood> answered(String answer, List<Selection> selections) {
    if (answer.equals(NONE)) {
      return List.of();
    }
    for (Selection selection : selections) {
      if (selection instanceof Selection.Understood each && each.function().equals(answer)) {
        return List.of(each);
      }
    }
    ImportSource source = new ImportSource("answer to " + QUESTION, "(" + answer + ")\n");
    SourceFile read = SourceFile.read(source);
    if (read.statements().size() == 1
        && read.statements().getFirst() instanceof Statement.Evaluate(_, Expression expression)
        && answer.length() <= 10_000) {
      Optional<Selection> selection = expression(expression);
      if (selection.orElse(null) instanceof Selection.Understood understood) {
        return List.of(understood);
      }
    }
    findings.refuseAnswer(
        QUESTION,
        whole,
        "an expression of Python that compares a key or takes its remainder and gives names of"
            + " databases, such as \"a\" if user_id < 50000 else \"b\", or none");
    return List.of();
  }

  private Optional<Selection> expression(Expression expression) {
    return program.files().isEmpty()
        ? Optional.empty()
        : SelectionReader.read(
            program.cases("the answer", expression, program.files().getFirst()), reading);
  }
}
