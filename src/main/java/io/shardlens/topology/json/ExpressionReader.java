package io.shardlens.topology.json;

import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.ExpressionKey;
import io.shardlens.topology.expression.ExpressionParser;
import io.shardlens.topology.expression.ExpressionProblem;
import io.shardlens.topology.expression.ParseResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the strategy `expression`.
record ExpressionReader(ShardReferences shards) {

  /// An expression's own problems quote parts of it, which may be long.
  private static final int LONGEST_MESSAGE = 500;

  Optional<RoutingRule> read(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    List<ShardId> owners = shards.readAll(rule, "shards");
    Located.Text text = rule.text("expression");
    if (text != null && !key.types().isEmpty()) {
      List<String> ids = owners.stream().map(ShardId::value).toList();
      switch (ExpressionParser.parse(text.value(), ExpressionKey.ofTypes(key.types()))) {
        case ParseResult.Refused refused -> report(text, refused.problems());
        case ParseResult.Parsed parsed when problems.errors() == before -> {
          report(text, parsed.expression().unknownShards(ids));
          parsed.expression().namedShards().ifPresent(names -> warnOfUnnamed(rule, owners, names));
        }
        case ParseResult.Parsed _ -> {
          // Without all of the shards nothing can be said of those that it names.
        }
      }
    }
    return problems.errors() > before || text == null
        ? Optional.empty()
        : Optional.of(new RoutingRule.Computed(text.value(), owners));
  }

  private void report(Located.Text text, List<ExpressionProblem> found) {
    for (ExpressionProblem problem : found) {
      shards.problems().add(text.place(), Shown.shortened(problem.toString(), LONGEST_MESSAGE));
    }
  }

  private void warnOfUnnamed(MemberReader rule, List<ShardId> owners, Set<String> names) {
    Set<ShardId> seen = new HashSet<>();
    for (ShardId owner : owners) {
      if (!names.contains(owner.value()) && seen.add(owner)) {
        shards
            .problems()
            .warn(
                rule.place("shards"),
                "The expression never names shard " + Shown.quoted(owner.value()));
      }
    }
  }
}
