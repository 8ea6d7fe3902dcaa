package io.shardlens.topology.json;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyPreparation.LocalDate;
import io.shardlens.topology.KeyPreparation.OfText;
import io.shardlens.topology.KeyPreparation.Substring;
import io.shardlens.topology.KeyPreparation.ToInteger;
import io.shardlens.topology.KeyPreparation.ToText;
import io.shardlens.topology.KeyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what is done to a key before it is routed, each step being able to take what the one
/// before gives.
record PreparationReader(Problems problems) {

  /// @param types of the key, or none where they are not known
  List<KeyPreparation> read(MemberReader routing, List<KeyType> types) {
    List<Located> elements = routing.elements("prepare");
    if (types.size() > 1 && !elements.isEmpty()) {
      problems.add(
          routing.place("prepare"), "Only a key of one column is prepared, and this one has more");
      return List.of();
    }
    List<KeyPreparation> steps = new ArrayList<>();
    Optional<KeyType> type = types.stream().findFirst();
    for (Located element : elements) {
      KeyPreparation step = step(element);
      if (step == null) {
        // What the next step would get is not known.
        type = Optional.empty();
        continue;
      }
      steps.add(step);
      if (type.isPresent() && !step.takes(type.get())) {
        problems.add(
            element.place(),
            "This step takes "
                + (step instanceof LocalDate ? "a timestamptz" : "a text")
                + ", and gets a value of type "
                + type.get().word());
        type = Optional.empty();
      }
      type = type.map(_ -> step.result());
    }
    return steps;
  }

  private @Nullable KeyPreparation step(Located element) {
    if (element instanceof Located.Text(Located.Place place, String word)) {
      List<String> words = TopologySchema.ofVersion1().words("preparationWord");
      if (!words.contains(word)) {
        problems.add(place, () -> Words.unknown("prepare", word, words));
        return null;
      }
      return named(word);
    }
    if (element instanceof Located.Members members && members.members().containsKey("localDate")) {
      return opened(element, "localDateStep")
          .map(step -> new LocalDate(new ZoneReader(problems).named(step, "localDate")))
          .orElse(null);
    }
    if (element instanceof Located.Members) {
      return opened(element, "substringStep")
          .flatMap(
              step -> step.object("substring", TopologySchema.ofVersion1().object("substring")))
          .map(this::substring)
          .orElse(null);
    }
    problems.add(
        element.place(),
        "A step of \"prepare\" is a text such as \"lower\", or an object such as {\"substring\":"
            + " {\"start\": 1, \"length\": 3}}, not "
            + element.kind());
    return null;
  }

  private Optional<MemberReader> opened(Located element, String definition) {
    return MemberReader.open(
        element, "A step of \"prepare\"", TopologySchema.ofVersion1().object(definition), problems);
  }

  private static KeyPreparation named(String word) {
    return switch (word) {
      case "text" -> new ToText();
      case "integer" -> new ToInteger();
      default ->
          Arrays.stream(OfText.values())
              .filter(step -> step.word().equals(word))
              .findFirst()
              .orElseThrow();
    };
  }

  private @Nullable Substring substring(MemberReader part) {
    Integer start = part.whole("start");
    Integer length = part.whole("length");
    if (start == null || length == null) {
      return null;
    }
    if (start == 0) {
      problems.add(
          part.place("start"), "\"start\" counts from 1, or with -1 from the last character");
      return null;
    }
    return new Substring(start, length);
  }
}
