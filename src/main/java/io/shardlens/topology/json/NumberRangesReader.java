package io.shardlens.topology.json;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.json.RangeCoverage.Placed;
import io.shardlens.topology.json.TopologySchema.ObjectSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads ranges of numbers, buckets or hashes, which hold each number of a space exactly once.
record NumberRangesReader(ShardReferences shards) {

  /// @param from the first number
  /// @param to the first number after
  record NumberRange(BigInteger from, BigInteger to, ShardId shard) {}

  /// The ranges in ascending order; what is wrong with them has been reported.
  List<NumberRange> read(
      MemberReader rule, String name, String what, ObjectSchema schema, NumberSpace space) {
    Problems problems = shards.problems();
    int before = problems.errors();
    List<Placed<BigInteger>> ranges = new ArrayList<>();
    for (MemberReader range : rule.objects(name, what, schema)) {
      BigInteger from = bound(range, "from", space, space.lowest());
      BigInteger to = bound(range, "to", space, space.end());
      ShardId shard = shards.read(range, "shard");
      if (from != null && to != null && from.compareTo(to) >= 0) {
        problems.add(
            range.place("to"),
            "A range from %s to %s is empty: \"from\" is included, \"to\" is not"
                .formatted(from, to));
      } else if (from != null && to != null && shard != null) {
        ranges.add(new Placed<>(from, to, shard, range.place("from"), range.place("to")));
      }
    }
    if (problems.errors() > before || ranges.isEmpty()) {
      return List.of();
    }
    ranges.sort(RangeCoverage.ascending());
    new RangeCoverage<>(space, problems).check(ranges);
    List<NumberRange> read = new ArrayList<>();
    for (Placed<BigInteger> range : ranges) {
      BigInteger from = range.from();
      BigInteger to = range.to();
      if (from != null && to != null) {
        read.add(new NumberRange(from, to, range.shard()));
      }
    }
    return read;
  }

  private @Nullable BigInteger bound(
      MemberReader range, String name, NumberSpace space, BigInteger otherwise) {
    Located value = range.value(name);
    if (value == null) {
      return otherwise;
    }
    BigInteger bound = WholeNumber.read(name, value, shards.problems());
    if (bound != null
        && (bound.compareTo(space.lowest()) < 0 || bound.compareTo(space.end()) > 0)) {
      shards
          .problems()
          .add(
              value.place(),
              "\"%s\" lies outside of the %s %s"
                  .formatted(name, space.things(), space.interval(null, null)));
      return null;
    }
    return bound;
  }
}
