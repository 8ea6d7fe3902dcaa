package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleSpaceTest {
  private static final List<RuleKind> KINDS = List.of(RuleKind.values());

  @Test
  void everyRuleWithoutRangesHasAPictureOfItsShards() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    int nested = 0;
    for (int i = 0; i < RandomSeed.cases(200, 5_000); i++) {
      ShardNames names = Painted.names(1 + random.nextInt(6));
      RuleKind kind = KINDS.get(random.nextInt(KINDS.size()));
      RoutingDefinition routing =
          (kind == RuleKind.DIRECTORY
                  ? RandomRoutings.ofFiles(random, RandomBucketPictures.ids(names))
                  : RandomRoutings.ofKeys(random, RandomBucketPictures.ids(names)))
              .routing("r", kind);
      if (routing.rule() instanceof RoutingRule.Ranged) {
        continue;
      }
      String run = "seed " + seed + ", case " + i + ", " + kind;
      switch (RuleSpace.of(routing, names, text -> "v" + text.hashCode())) {
        case RuleSpace.Line line -> {
          assertThat(line.forms()).as(run).isNotEmpty().doesNotHaveDuplicates();
          double owned = line.line().parts(names.size()).stream().mapToDouble(d -> d).sum();
          assertThat(owned).as(run).isBetween(0.0, 1 + 1e-9);
          assertThat(line.grid().count()).as(run).isPositive();
        }
        case RuleSpace.Listed(var values) ->
            assertThat(values.named()).as(run).isLessThanOrEqualTo(values.size());
        case RuleSpace.Nested space -> {
          nested++;
          checkNested(space, names, random, run);
        }
      }
    }
    assertThat(nested).isPositive();
  }

  private static void checkNested(
      RuleSpace.Nested space, ShardNames names, Random random, String run) {
    for (double width : new double[] {0, 7, 120, 400, 1_000}) {
      MapScene scene =
          NestedScene.scene(
              new NestedScene.Picture(
                  space.nests(),
                  names,
                  OptionalInt.of(random.nextInt(space.nests().size())),
                  OptionalInt.of(0),
                  Optional.of(names.id(0))),
              width,
              TextMeasure.MONOSPACED);
      Painted.check(scene);
      for (Target target : scene.targets()) {
        if (((Target.Rectangle) target.area()).width() >= 2) {
          assertThat(scene.hit(target.area().middleX(), target.area().middleY()))
              .as(run)
              .contains(target);
        }
      }
    }
  }

  @Test
  void moreGroupsThanHaveRoomAreCounted() {
    ShardNames names = Painted.names(2);
    BucketSpace inner = BucketSpace.ofShards(new RoutingRule.Single(names.id(0)), names);
    List<NestedScene.Nest> nests =
        java.util.stream.IntStream.range(0, 1_024)
            .mapToObj(i -> new NestedScene.Nest("g" + i, "single", inner))
            .toList();
    MapScene scene =
        NestedScene.scene(
            new NestedScene.Picture(
                nests, names, OptionalInt.empty(), OptionalInt.empty(), Optional.empty()),
            300,
            TextMeasure.MONOSPACED);
    Painted.check(scene);
    assertThat(Painted.texts(scene)).contains("and 904 groups more");
  }
}
