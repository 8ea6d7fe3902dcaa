package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.ParsedRule;
import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.PythonLiteral;
import io.shardlens.topology.expression.PythonTranslation;
import io.shardlens.topology.expression.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lines that find the shard by an expression over the key.
record PythonExpression(PythonRule rule) {

  List<String> lines(RoutingRule.Computed computed) throws NotExpressibleException {
    ParsedExpression expression =
        ParsedRule.of(computed, rule.key().stream().map(PythonKey::type).toList());
    List<String> values = rule.key().stream().map(PythonKey::value).toList();
    return switch (PythonTranslation.of(expression, values)) {
      case Translation.NotExpressible(var problem) ->
          throw new NotExpressibleException(problem.message());
      case Translation.Translated(String text, Set<String> preamble) -> {
        preamble.forEach(this::take);
        List<String> lines = new ArrayList<>();
        lines.add("try:");
        lines.add("    result = " + text);
        lines.add("except (ArithmeticError, ValueError) as error:");
        lines.add("    raise NoShard(f\"no shard owns the key: {error}\") from error");
        lines.add(found(expression, computed.owners()));
        yield lines;
      }
    };
  }

  private void take(String entry) {
    if (entry.startsWith("import ")) {
      rule.module().imports(entry.strip());
    } else {
      rule.module().blockOnce(entry.strip());
    }
  }

  private String found(ParsedExpression expression, List<ShardId> owners) {
    if (!expression.namesShards()) {
      String shards = rule.shards(owners.stream().map(Optional::of).toList());
      return rule.owned(
          "%s[result] if result is not None and 0 <= result < %d else None"
              .formatted(shards, owners.size()));
    }
    String names =
        rule.module()
            .constant(
                rule.prefix() + "_SHARDS",
                PythonRule.tuple("str"),
                "()",
                owners.stream()
                    .map(owner -> Element.of(PythonLiteral.quoted(owner.value())))
                    .toList());
    return rule.owned("result if result in " + names + " else None");
  }
}
