package io.shardlens.topology.json;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketMap.BucketRange;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.BucketRule.HashRange;
import io.shardlens.topology.BucketRule.Remainder;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.BitField;
import io.shardlens.topology.NumberSource.BitLayout;
import io.shardlens.topology.NumberSource.Hash;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the strategies that make a number of the key and pick a shard by it: `modulo`, `hash`,
/// `jump`, `bits`.
record BucketsReader(ShardReferences shards) {

  Optional<RoutingRule> modulo(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    new HashReader(problems()).integerKey(rule, key);
    Optional<BucketMap> buckets = buckets(rule, rule.whole("modulus"));
    Optional<Remainder> remainder = remainder(rule);
    return problems().errors() > before || buckets.isEmpty() || remainder.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoutingRule.Buckets(
                new NumberSource.Identity(),
                new BucketRule.Modulo(buckets.get(), remainder.get())));
  }

  Optional<RoutingRule> hash(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    Optional<Hash> hash = new HashReader(problems()).read(rule, key, HashReader.Use.BUCKETS);
    BucketRule bucket =
        rule.has("modulus")
            ? remainderOfHash(rule, hash)
            : rule.has("uniform") ? uniform(rule, hash) : hashRanges(rule, hash);
    return problems().errors() > before || hash.isEmpty() || bucket == null
        ? Optional.empty()
        : Optional.of(new RoutingRule.Buckets(hash.get(), bucket));
  }

  Optional<RoutingRule> jump(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    Optional<? extends NumberSource> number =
        new HashReader(problems()).readOptional(rule, key, HashReader.Use.JUMP);
    List<ShardId> owners = shards.readAll(rule, "shards");
    return problems().errors() > before || number.isEmpty()
        ? Optional.empty()
        : Optional.of(new RoutingRule.Buckets(number.get(), new BucketRule.Jump(owners)));
  }

  Optional<RoutingRule> bits(MemberReader rule, RuleKey key) {
    int before = problems().errors();
    new HashReader(problems()).integerKey(rule, key);
    BitField field = field(rule);
    Integer modulus = rule.whole("modulus");
    if (!rule.has("modulus") && field != null) {
      modulus = 1 << field.width();
    }
    Optional<BucketMap> buckets = buckets(rule, modulus);
    Optional<Remainder> remainder = remainder(rule);
    return problems().errors() > before || field == null || buckets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoutingRule.Buckets(
                field, new BucketRule.Modulo(buckets.get(), remainder.orElse(Remainder.FLOOR))));
  }

  private @Nullable BitField field(MemberReader rule) {
    String word = rule.word("layout");
    Integer shift = rule.whole("shift");
    Integer width = rule.whole("width");
    if (word != null) {
      BitLayout layout = BitLayout.ofWord(word).orElseThrow();
      return new BitField(layout.shift(), layout.width(), Optional.of(layout));
    }
    if (shift == null || width == null) {
      return null;
    }
    if (shift + width > Long.SIZE) {
      problems().add(rule.place("width"), "A key has 64 bits: \"shift\" and \"width\" go beyond");
      return null;
    }
    return new BitField(shift, width, Optional.empty());
  }

  private @Nullable BucketRule remainderOfHash(MemberReader rule, Optional<Hash> hash) {
    if (!rule.has("shards") && !rule.has("buckets")) {
      problems()
          .add(rule.place(), rule.what() + " needs \"shards\" or \"buckets\" beside \"modulus\"");
    } else if (rule.has("shards") && rule.has("buckets")) {
      problems()
          .add(rule.place("buckets"), rule.what() + " has \"shards\" or \"buckets\", not both");
    }
    Optional<BucketMap> buckets = buckets(rule, rule.whole("modulus"));
    Optional<Remainder> remainder = remainder(rule);
    if (hash.isPresent() && hash.get().signed() && !rule.has("remainder")) {
      problems()
          .add(
              rule.place("modulus"),
              "%s may give a negative number, whose remainder is another one in each language: say \"remainder\": \"floor\", \"truncated\" or \"absolute\""
                  .formatted(hash.get().function().word()));
    }
    return buckets
        .map(map -> new BucketRule.Modulo(map, remainder.orElse(Remainder.FLOOR)))
        .orElse(null);
  }

  private Optional<Remainder> remainder(MemberReader rule) {
    return Optional.ofNullable(rule.word("remainder")).flatMap(Remainder::ofWord);
  }

  private BucketRule uniform(MemberReader rule, Optional<Hash> hash) {
    List<ShardId> owners = shards.readAll(rule, "uniform");
    if (hash.isPresent()
        && space(hash.get()).size().compareTo(BigInteger.valueOf(owners.size())) < 0) {
      problems()
          .add(
              rule.place("uniform"),
              "There are %d ranges and %s hashes only"
                  .formatted(owners.size(), space(hash.get()).size()));
    }
    return new BucketRule.Uniform(owners);
  }

  /// Without the hash there is no space that the ranges would have to hold.
  private @Nullable BucketRule hashRanges(MemberReader rule, Optional<Hash> hash) {
    return hash.map(known ->
            new BucketRule.HashRanges(
                new NumberRangesReader(shards)
                        .read(
                            rule,
                            "hashRanges",
                            "A range of hashes",
                            TopologySchema.ofVersion1().object("hashRange"),
                            space(known))
                        .stream()
                        .map(range -> new HashRange(range.from(), range.to(), range.shard()))
                        .toList()))
        .orElse(null);
  }

  private static NumberSpace space(Hash hash) {
    return NumberSpace.ofHash(hash.part().bytes(), hash.signed());
  }

  /// The owners of buckets, from `shards` or from `buckets`.
  ///
  /// @param count how many there are, or `null` where that cannot be told
  private Optional<BucketMap> buckets(MemberReader rule, @Nullable Integer count) {
    int before = problems().errors();
    List<ShardId> owners = shards.readAll(rule, "shards");
    int listed = rule.size("shards");
    if (count == null) {
      return Optional.empty();
    }
    if (listed > 0 && listed != count) {
      problems()
          .add(
              rule.place("shards"),
              "\"shards\" names the shard of each remainder, 0 to %d: the modulus is %d, the list has %d"
                  .formatted(count - 1, count, listed));
    }
    List<BucketRange> ranges =
        !rule.has("buckets")
            ? List.of()
            : new NumberRangesReader(shards)
                    .read(
                        rule,
                        "buckets",
                        "A range of buckets",
                        TopologySchema.ofVersion1().object("bucketRange"),
                        NumberSpace.ofBuckets(count))
                    .stream()
                    .map(range ->
                        new BucketRange(
                            range.from().intValueExact(),
                            range.to().intValueExact(),
                            range.shard()))
                    .toList();
    if (problems().errors() > before || (owners.isEmpty() && ranges.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(rule.has("buckets") ? new BucketMap(count, ranges) : BucketMap.of(owners));
  }

  private Problems problems() {
    return shards.problems();
  }
}
