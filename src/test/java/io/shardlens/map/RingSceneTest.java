package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.routing.RingPoints;
import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingSceneTest {

  @Test
  void whatIsDrawnIsHitAtItsMiddleAndSaysItsOwner() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    RandomBucketPictures pictures = new RandomBucketPictures(random);
    for (int i = 0; i < RandomSeed.cases(300, 20_000); i++) {
      BucketPicture picture = pictures.picture();
      MapScene scene = RingScene.scene(picture);
      BucketTargets.check(scene, picture, "seed " + seed + ", case " + i);
      double around = Math.PI * Math.min(picture.room().width(), picture.room().height());
      assertThat(scene.shapes().size())
          .as("seed %s, case %s: shapes follow the pixels", seed, i)
          .isLessThanOrEqualTo((int) (around * 25) + 100);
    }
  }

  @Test
  void everyPointOfAConsistentRingBelongsToItsMember() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < RandomSeed.cases(30, 1_000); i++) {
      ShardNames names = Painted.names(1 + random.nextInt(5));
      RoutingDefinition routing =
          RandomRoutings.ofKeys(random, RandomBucketPictures.ids(names))
              .routing("r", RuleKind.RING);
      RoutingRule.Ring rule = (RoutingRule.Ring) routing.rule();
      BucketSpace space = BucketSpace.ofRing(rule, routing.ruleTypes(), names);
      HashRing points = RingPoints.of(rule, routing.ruleTypes());
      int unused = 64 - Math.min(64, 8 * rule.key().part().bytes());
      for (int piece = 0; piece < space.pieces(); piece++) {
        // Nearer to each other than doubles can tell they are no part of any picture.
        if (space.to(piece) - space.from(piece) > 1e-9) {
          long bits = space.number(piece).longValue() << unused;
          long hash = rule.key().signed() ? bits >> unused : bits >>> unused;
          int member = points.ownerOfPoint(points.met(hash));
          assertThat(space.ownerAt((space.from(piece) + space.to(piece)) / 2))
              .as("seed %s, case %s, piece %s", seed, i, piece)
              .isEqualTo(names.position(rule.members().get(member).shard()));
        }
      }
    }
  }

  @Test
  void theMiddleSaysKeyBucketAndShard() {
    ShardNames names = Painted.names(4);
    List<ShardId> owners = IntStream.range(0, 128).mapToObj(i -> names.id(i / 8 % 4)).toList();
    BucketSpace space = BucketSpace.equal(BucketSpace.Unit.BUCKET, BucketMap.of(owners), names);
    BucketPicture picture =
        new BucketPicture(
            space,
            names,
            BucketRows.NOT_COUNTED,
            Optional.of(BucketMarker.of(space, 106, "50000")),
            Optional.of(names.id(1)),
            Painted.room(400, 400));
    MapScene scene = RingScene.scene(picture);
    Painted.check(scene);
    assertThat(Painted.texts(scene)).contains("50000", "bucket 106", "Shard 1", "0", "16", "112");
    assertThat(scene.shapes()).anyMatch(Shape.SectorFrame.class::isInstance);
  }
}
