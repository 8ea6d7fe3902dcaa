package io.shardlens.topology.json;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.NumberSource.Hash;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Member;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the strategies that hash the names of shards: `ring` and `rendezvous`.
record RingReader(ShardReferences shards) {

  private static final int MAXIMUM_POINTS = 1_048_576;

  private static final HashPart KETAMA_PART = new HashPart(0, 4, false);
  private static final String KETAMA_LABEL = "{shard}-{point}";
  private static final int KETAMA_LABELS = 40;
  private static final int KETAMA_POINTS_PER_LABEL = 4;

  Optional<RoutingRule> ring(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    Optional<Hash> hash =
        rule.has("layout")
            ? ketama(rule, key)
            : new HashReader(problems()).read(rule, key, HashReader.Use.RING);
    boolean ketama = rule.has("layout");
    String label = ketama ? KETAMA_LABEL : label(rule, "{shard}", "{point}");
    Integer labels = ketama ? Integer.valueOf(KETAMA_LABELS) : rule.whole("labels");
    Integer points =
        ketama
            ? Integer.valueOf(KETAMA_POINTS_PER_LABEL)
            : rule.has("pointsPerLabel") ? rule.whole("pointsPerLabel") : Integer.valueOf(1);
    boolean strictlyAfter = rule.has("strictlyAfter") && rule.truth("strictlyAfter");
    List<Member> members = members(rule);
    if (problems().errors() > before
        || hash.isEmpty()
        || label == null
        || labels == null
        || points == null) {
      return Optional.empty();
    }
    checkPoints(rule, hash.get(), labels, points, members.size());
    return problems().errors() > before
        ? Optional.empty()
        : Optional.of(
            new RoutingRule.Ring(hash.get(), label, labels, points, strictlyAfter, members));
  }

  Optional<RoutingRule> rendezvous(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    Optional<Hash> hash = new HashReader(problems()).read(rule, key, HashReader.Use.RENDEZVOUS);
    String label = label(rule, "{shard}", "{key}");
    List<Member> members = members(rule);
    return problems().errors() > before || hash.isEmpty() || label == null
        ? Optional.empty()
        : Optional.of(new RoutingRule.Rendezvous(hash.get(), label, members));
  }

  /// MD5 of the key's text, of which the first four bytes make a little-endian number.
  private Optional<Hash> ketama(MemberReader rule, RuleKey key) {
    if (rule.word("layout") == null) {
      return Optional.empty();
    }
    for (String name : List.of("label", "labels", "pointsPerLabel")) {
      if (rule.has(name)) {
        problems()
            .add(
                rule.place(name),
                "\"layout\": \"ketama\" says the \"%s\": take one of the two out".formatted(name));
      }
    }
    if (key.types().size() > 1) {
      problems().add(rule.place("layout"), "ketama hashes one key column: name a \"function\"");
    }
    return Optional.of(new Hash(HashFunction.MD5, 0, KeyBytes.TEXT, KETAMA_PART, false));
  }

  private void checkPoints(MemberReader rule, Hash hash, int labels, int points, int members) {
    int size = hash.function().bits() / Byte.SIZE;
    if (hash.part().from() + points * hash.part().bytes() > size) {
      problems()
          .add(
              rule.place("pointsPerLabel"),
              "%s gives %d bytes, which are not enough for %d points of %d bytes a label"
                  .formatted(hash.function().word(), size, points, hash.part().bytes()));
    }
    if ((long) labels * points * members > MAXIMUM_POINTS) {
      problems()
          .add(
              rule.place("labels"),
              "The ring has more than %d points: make \"labels\" smaller"
                  .formatted(MAXIMUM_POINTS));
    }
  }

  private @Nullable String label(MemberReader rule, String... placeholders) {
    Located.Text text = rule.text("label");
    String label = new NameRules(problems()).name("label", text);
    if (text == null || label == null) {
      return null;
    }
    for (String placeholder : placeholders) {
      if (!label.contains(placeholder)) {
        problems()
            .add(
                text.place(),
                "\"label\" holds "
                    + String.join(" and ", placeholders)
                    + ": without "
                    + placeholder
                    + " all hashes are the same");
        return null;
      }
    }
    return label;
  }

  private List<Member> members(MemberReader rule) {
    List<Member> members = new ArrayList<>();
    Map<String, Located.Place> places = new HashMap<>();
    for (Located element : rule.elements("shards")) {
      ShardId shard = shards.read(element);
      if (shard != null && isFirst(places, shard.value(), element.place())) {
        members.add(new Member(shard.value(), shard));
      }
    }
    for (MemberReader member :
        rule.objects("members", "A member", TopologySchema.ofVersion1().object("member"))) {
      Located.Text text = member.text("name");
      String name = new NameRules(problems()).name("name", text);
      ShardId shard = shards.read(member, "shard");
      if (text != null && name != null && isFirst(places, name, text.place()) && shard != null) {
        members.add(new Member(name, shard));
      }
    }
    return members;
  }

  private boolean isFirst(Map<String, Located.Place> places, String name, Located.Place place) {
    Located.Place first = places.putIfAbsent(name, place);
    if (first != null) {
      problems()
          .add(
              place,
              "The name "
                  + Shown.quoted(name)
                  + " is hashed twice, first on line "
                  + first.line()
                  + ": each member has its own");
    }
    return first == null;
  }

  private Problems problems() {
    return shards.problems();
  }
}
