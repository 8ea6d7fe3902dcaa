package io.shardlens.execute;

import io.shardlens.routing.DirectoryLookup;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Routes many keys, and asks each directory that has a say for all of them at once and anew.
final class FreshDirectory {

  private final CatalogDirectory directories;

  FreshDirectory(CatalogDirectory directories) {
    this.directories = directories;
  }

  /// @return the route of each key, in order
  List<Route> routes(RoutingDefinition routing, List<List<@Nullable KeyValue>> keys) {
    // The first time, the keys that directories would be asked about are only noted down.
    Map<RoutingRule.Directory, Set<List<KeyValue>>> questions = new LinkedHashMap<>();
    RoutingStrategy noting =
        RoutingStrategy.of(
            routing,
            (directory, key) -> {
              questions.computeIfAbsent(directory, _ -> new LinkedHashSet<>()).add(key);
              return new DirectoryLookup.Answer.Missing(Optional.empty());
            });
    List<Route> routes = new ArrayList<>(keys.stream().map(noting::route).toList());
    if (questions.isEmpty()) {
      return routes;
    }
    Map<RoutingRule.Directory, Map<List<KeyValue>, DirectoryLookup.Answer>> answers =
        new HashMap<>();
    questions.forEach(
        (directory, asked) -> answers.put(directory, directories.askNow(directory, asked)));
    RoutingStrategy answering =
        RoutingStrategy.of(
            routing, (directory, key) -> answer(answers.getOrDefault(directory, Map.of()), key));
    return keys.stream().map(answering::route).toList();
  }

  private static DirectoryLookup.Answer answer(
      Map<List<KeyValue>, DirectoryLookup.Answer> answers, List<KeyValue> key) {
    DirectoryLookup.Answer answer = answers.get(key);
    return answer == null
        ? new DirectoryLookup.Answer.Failed("its directory was not asked", false)
        : answer;
  }
}
