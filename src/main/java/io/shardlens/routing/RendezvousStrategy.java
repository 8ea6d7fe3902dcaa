package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rendezvous hashing after Thaler and Ravishankar (1996): the key belongs to the shard for which
/// the hash of both is largest, and of equals to the one declared first.
final class RendezvousStrategy implements RuleStrategy {

  /// The weights of more shards are not all shown.
  private static final int SHOWN = 16;

  private final RoutingRule.Rendezvous rule;
  private final HashedKey hash;

  RendezvousStrategy(RoutingRule.Rendezvous rule, List<KeyType> types) {
    this.rule = rule;
    this.hash = new HashedKey(rule.hash(), types);
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    String text =
        key.stream()
            .map(value -> value == null ? "" : value.text())
            .collect(Collectors.joining(rule.hash().bytes().separator()));
    if (key.stream().anyMatch(java.util.Objects::isNull)) {
      return new Landing.Nowhere("NULL has no number");
    }
    try {
      return highest(text, steps);
    } catch (CharacterCodingException e) {
      return new Landing.Nowhere(hash.unencodable());
    }
  }

  private Landing highest(String key, List<Derivation.Step> steps) throws CharacterCodingException {
    int owner = -1;
    BigInteger highest = BigInteger.ZERO;
    for (int i = 0; i < rule.members().size(); i++) {
      RoutingRule.Member member = rule.members().get(i);
      String label = rule.label().replace("{shard}", member.name()).replace("{key}", key);
      byte[] bytes = HashedKey.encoded(label, rule.hash().bytes());
      BigInteger weight = hash.number(bytes, new ArrayList<>()).value();
      if (i < SHOWN) {
        steps.add(
            new Derivation.Step(
                "Weight of " + member.name(),
                weight.toString(),
                rule.hash().function().word() + " of " + label));
      }
      if (owner < 0 || weight.compareTo(highest) > 0) {
        owner = i;
        highest = weight;
      }
    }
    steps.add(
        new Derivation.Step(
            "Highest weight",
            rule.members().get(owner).name(),
            highest + ", of " + rule.members().size() + " shards"));
    return new Landing.On(rule.members().get(owner).shard());
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    return new LinkedHashSet<>(rule.shards());
  }
}
