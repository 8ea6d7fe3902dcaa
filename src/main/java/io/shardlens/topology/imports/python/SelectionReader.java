package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.Selection.Models;
import io.shardlens.topology.imports.python.Selection.Rule;
import io.shardlens.topology.imports.python.ShapeReader.Answered;
import io.shardlens.topology.imports.python.evaluation.Domain;
import io.shardlens.topology.imports.python.evaluation.Domain.Presence;
import io.shardlens.topology.imports.python.evaluation.Followed;
import io.shardlens.topology.imports.python.evaluation.Followed.Case;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds in the cases of a function which key it routes, and how. Whatever else it asks about (a
/// hint that is there or not, the model) splits the cases into situations; where a key is routed,
/// all situations of the same models have to agree.
final class SelectionReader {
  private static final int MOST_SITUATIONS = 64;

  private final Followed followed;
  private final ShardAnswer.Reading answers;
  private final List<String> remarks = new ArrayList<>();

  private SelectionReader(Followed followed, ShardAnswer.Reading answers) {
    this.followed = followed;
    this.answers = answers;
  }

  /// What the function does; empty for one that selects no shard.
  static Optional<Selection> read(Followed followed, ShardAnswer.Reading answers) {
    return new SelectionReader(followed, answers).selection();
  }

  private Optional<Selection> selection() {
    Set<String> keys = new LinkedHashSet<>();
    for (Case each : followed.cases()) {
      each.known()
          .forEach((path, domain) -> {
            if (!ModelNames.isAsked(path)
                && (ShapeReader.asksForNumber(domain) || ShapeReader.asksForText(domain))) {
              keys.add(path);
            }
          });
    }
    boolean selects =
        followed.cases().stream().anyMatch(each -> answer(each) instanceof ShardAnswer.Of);
    if (!selects) {
      return Optional.empty();
    }
    Optional<Selection> obstacle = derived(keys).or(() -> obstacle(keys));
    return obstacle.isPresent() || keys.isEmpty() ? obstacle : Optional.of(ofKeys(keys));
  }

  private Optional<Selection> derived(Set<String> keys) {
    return keys.stream()
        .map(followed.inputs()::get)
        .filter(input -> input != null && input.isDerived())
        .findFirst()
        .map(input ->
            new Selection.NotUnderstood(
                followed.function().name(),
                followed.function().place(),
                input.place(),
                "it depends on what code makes of the key"));
  }

  private ShardAnswer answer(Case each) {
    return switch (each.result()) {
      case Followed.Gives(Value value) -> answers.of(value);
      case Followed.Refuses _ -> new ShardAnswer.Nowhere();
      case Followed.Unclear(ImportPlace place, String why) ->
          new ShardAnswer.Other(place, why, true);
    };
  }

  /// What stands in the way of the whole function.
  private Optional<Selection> obstacle(Set<String> keys) {
    String name = followed.function().name();
    ImportPlace place = followed.function().place();
    if (!followed.complete()) {
      return Optional.of(
          new Selection.NotUnderstood(name, place, place, "it tells too many cases apart"));
    }
    for (Case each : followed.cases()) {
      if (each.result() instanceof Followed.Gives(Value.Undecided undecided)) {
        return Optional.of(new Selection.Undecided(name, place, undecided.condition()));
      }
      boolean withoutKey =
          !keys.isEmpty()
              && keys.stream().allMatch(key -> each.of(key).presence() == Presence.NONE);
      if (!withoutKey && answer(each) instanceof ShardAnswer.Other(ImportPlace at, String why, _)) {
        return Optional.of(new Selection.NotUnderstood(name, place, at, why));
      }
    }
    return Optional.empty();
  }

  private Selection ofKeys(Set<String> keys) {
    List<Selection> selections = new ArrayList<>();
    for (String key : keys) {
      selections.add(ofKey(key, keys));
    }
    Selection first = selections.getFirst();
    if (first instanceof Selection.Understood(_, _, List<Rule> rules, _)) {
      for (Selection other : selections) {
        if (!(other instanceof Selection.Understood(_, _, List<Rule> otherRules, _))
            || !sameShapes(rules, otherRules)) {
          String names = String.join(" and ", keys.stream().map(this::nameOf).distinct().toList());
          return notUnderstood("it depends on " + names);
        }
      }
    }
    return first;
  }

  private String nameOf(String path) {
    Value.Opaque input = followed.inputs().get(path);
    return input == null ? "an input" : input.name();
  }

  private static boolean sameShapes(List<Rule> left, List<Rule> right) {
    return left.stream().map(Rule::shape).toList().equals(right.stream().map(Rule::shape).toList());
  }

  private Selection notUnderstood(String why) {
    ImportPlace place = followed.function().place();
    return new Selection.NotUnderstood(followed.function().name(), place, place, why);
  }

  /// The rules of one key where all other keys are not given.
  private Selection ofKey(String key, Set<String> keys) {
    List<Case> cases =
        followed.cases().stream()
            .filter(each ->
                keys.stream().allMatch(other -> other.equals(key) || isNotAsked(each.of(other))))
            .toList();
    Optional<List<Situation>> situations = Situation.of(cases, key, MOST_SITUATIONS);
    if (situations.isEmpty()) {
      return notUnderstood("it tells too many situations apart");
    }
    Value.Opaque input = followed.inputs().get(key);
    List<Rule> rules = new ArrayList<>();
    for (Situation situation : situations.get()) {
      List<Answered> answered = answered(situation.cases(), key);
      ShapeReader.Result result =
          input == null ? new ShapeReader.Impossible() : ShapeReader.read(answered, input);
      switch (result) {
        case ShapeReader.Impossible _ -> {
          // No such situation, or one in which every key is refused.
        }
        case ShapeReader.Unclear(String why) -> {
          return notUnderstood(why);
        }
        case ShapeReader.Shaped(SelectorShape shape) -> {
          Rule rule = new Rule(situation.models(), keyOf(shape, input), shape);
          if (!rules.contains(rule)) {
            rules.add(rule);
          }
        }
      }
    }
    return understood(rules);
  }

  private static Optional<Value.Opaque> keyOf(
      SelectorShape shape, Value.@org.jspecify.annotations.Nullable Opaque input) {
    return shape instanceof SelectorShape.Constant ? Optional.empty() : Optional.ofNullable(input);
  }

  private static boolean isNotAsked(Domain domain) {
    return !ShapeReader.asksForNumber(domain) && !ShapeReader.asksForText(domain);
  }

  private List<Answered> answered(List<Case> cases, String key) {
    List<Answered> answered = new ArrayList<>();
    for (Case each : cases) {
      Domain domain = each.of(key);
      if (domain.presence() != Presence.NONE) {
        Optional<ShardId> shard =
            answer(each) instanceof ShardAnswer.Of(ShardId id) ? Optional.of(id) : Optional.empty();
        answered.add(new Answered(domain, shard));
      }
    }
    return answered;
  }

  /// A rule of one shard is what happens without a key, unless it belongs to certain models.
  private Selection understood(List<Rule> all) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : all) {
      if (rule.key().isPresent() || rule.models().isPresent()) {
        rules.add(rule);
      } else if (rule.shape() instanceof SelectorShape.Constant(ShardId shard)) {
        remarks.add(
            "In some situations it answers "
                + Shown.quoted(shard.value())
                + " without a look at the key");
      }
    }
    long keyed = rules.stream().filter(rule -> rule.key().isPresent()).count();
    long distinct =
        rules.stream().filter(rule -> rule.key().isPresent()).map(Rule::models).distinct().count();
    if (keyed == 0) {
      return notUnderstood("it gives no key a shard of its own");
    }
    if (keyed != distinct) {
      return notUnderstood("it routes one key in different ways");
    }
    return new Selection.Understood(
        followed.function().name(), followed.function().place(), rules, remarks);
  }

  /// The cases that can come together: for everything that is asked besides the key, one answer.
  ///
  /// @param models which models the situation is about
  record Situation(Optional<Models> models, List<Case> cases) {

    /// All situations; empty where there are too many.
    static Optional<List<Situation>> of(List<Case> cases, String key, int most) {
      Map<String, Set<Domain>> asked = Situations.asked(cases, key);
      List<Map<String, Domain>> chosen = Situations.product(asked, most);
      if (chosen.isEmpty()) {
        return Optional.empty();
      }
      List<Situation> situations = new ArrayList<>();
      for (Map<String, Domain> choice : chosen) {
        List<Case> fitting = cases.stream().filter(each -> Situations.fits(each, choice)).toList();
        situations.add(new Situation(ModelNames.of(choice), fitting));
      }
      return Optional.of(situations);
    }
  }
}
