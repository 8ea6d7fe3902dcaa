package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.python.evaluation.Domain;
import io.shardlens.topology.imports.python.evaluation.Followed.Case;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a function asks besides the key, and the combinations of the answers.
final class Situations {
  private Situations() {}

  /// What is known of each input but the key, in the cases in which anything is.
  static Map<String, Set<Domain>> asked(List<Case> cases, String key) {
    Map<String, Set<Domain>> asked = new LinkedHashMap<>();
    for (Case each : cases) {
      each.known()
          .forEach((path, domain) -> {
            if (!path.equals(key)) {
              asked.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(domain);
            }
          });
    }
    return asked;
  }

  /// One answer for each input, in all combinations; empty where there are more than can be looked
  /// at.
  static List<Map<String, Domain>> product(Map<String, Set<Domain>> asked, int most) {
    List<Map<String, Domain>> product = new ArrayList<>(List.of(Map.of()));
    for (Map.Entry<String, Set<Domain>> input : asked.entrySet()) {
      if ((long) product.size() * input.getValue().size() > most) {
        return List.of();
      }
      List<Map<String, Domain>> next = new ArrayList<>();
      for (Map<String, Domain> before : product) {
        for (Domain domain : input.getValue()) {
          Map<String, Domain> with = new LinkedHashMap<>(before);
          with.put(input.getKey(), domain);
          next.add(with);
        }
      }
      product = next;
    }
    return product;
  }

  /// Whether a case can occur where the answers are these.
  static boolean fits(Case each, Map<String, Domain> answers) {
    return answers.entrySet().stream()
        .allMatch(answer -> {
          Domain known = each.known().get(answer.getKey());
          return known == null || known.equals(answer.getValue());
        });
  }
}
