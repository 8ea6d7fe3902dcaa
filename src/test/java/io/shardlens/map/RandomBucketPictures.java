package io.shardlens.map;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/// Pictures of random buckets in random rooms, with and without rows, marker and choice.
record RandomBucketPictures(Random random) {
  static final List<String> KEYS =
      List.of("50000", "x".repeat(10_000), "مفتاح عربي", "a\\nb\\u202e", "😀".repeat(300), "");

  private static final List<RuleKind> BUCKETS =
      List.of(RuleKind.MODULO, RuleKind.BITS, RuleKind.HASH, RuleKind.TYPED_HASH, RuleKind.JUMP);

  static ShardNames names(int count) {
    return Painted.names(count);
  }

  static List<ShardId> ids(ShardNames names) {
    return IntStream.range(0, names.size()).mapToObj(names::id).toList();
  }

  BucketPicture picture() {
    ShardNames names = names(1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 6));
    return picture(space(names), names);
  }

  BucketPicture picture(BucketSpace space, ShardNames names) {
    return new BucketPicture(
        space,
        names,
        rows(),
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(
                BucketMarker.of(
                    space, random.nextInt(space.count()), KEYS.get(random.nextInt(KEYS.size())))),
        random.nextBoolean() ? Optional.empty() : Optional.of(names.id(0)),
        room());
  }

  Room room() {
    return Painted.room(
        random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(2_000),
        random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(900));
  }

  /// A part of it, or all.
  Viewport view(BucketSpace space) {
    if (random.nextBoolean()) {
      return space.limits();
    }
    double from = random.nextDouble() * space.count();
    return new Viewport(from, from + 0.01 + random.nextDouble() * space.count())
        .within(space.limits());
  }

  BucketSpace space(ShardNames names) {
    List<ShardId> ids = ids(names);
    if (random.nextInt(4) == 0) {
      int count = 1 + random.nextInt(20_000);
      int run = 1 + random.nextInt(3_000);
      return BucketSpace.equal(
          BucketSpace.Unit.BUCKET,
          BucketMap.of(
              IntStream.range(0, count)
                  .mapToObj(i -> ids.get((i / run * 7 + random.nextInt(50) / 49) % ids.size()))
                  .toList()),
          names);
    }
    RoutingDefinition routing =
        RandomRoutings.ofKeys(random, ids)
            .routing(
                "r",
                random.nextInt(5) == 0
                    ? RuleKind.RING
                    : BUCKETS.get(random.nextInt(BUCKETS.size())));
    return switch (routing.rule()) {
      case RoutingRule.Ring ring -> BucketSpace.ofRing(ring, routing.ruleTypes(), names);
      case RoutingRule.Buckets buckets ->
          random.nextBoolean()
              ? BucketSpace.of(buckets, names)
              : BucketSpace.inHashSpace(buckets, names)
                  .orElseGet(() -> BucketSpace.of(buckets, names));
      default -> BucketSpace.ofShards(routing.rule(), names);
    };
  }

  private BucketRows rows() {
    int salt = random.nextInt();
    return switch (random.nextInt(4)) {
      case 0 -> BucketRows.NOT_COUNTED;
      case 1 -> bucket -> OptionalLong.of(0);
      case 2 ->
          bucket ->
              (bucket * 31 + salt) % 5 == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(Math.floorMod(bucket * salt, 2_000));
      default -> bucket -> OptionalLong.of(1_500L + Math.floorMod(bucket * salt, 200));
    };
  }
}
