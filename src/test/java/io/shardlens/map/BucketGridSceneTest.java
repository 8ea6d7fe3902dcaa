package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.ShardId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketGridSceneTest {

  @Test
  void whatIsDrawnIsHitAtItsMiddleAndSaysItsOwner() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    RandomBucketPictures pictures = new RandomBucketPictures(random);
    for (int i = 0; i < RandomSeed.cases(300, 20_000); i++) {
      BucketPicture picture = pictures.picture();
      for (BucketGridScene.Fill fill : BucketGridScene.Fill.values()) {
        MapScene scene = BucketGridScene.scene(picture, fill);
        BucketTargets.check(scene, picture, "seed " + seed + ", case " + i);
      }
    }
  }

  @Test
  void everySlotOfRedisClusterIsInOneCell() {
    for (int side : new int[] {40, 300, 1_100}) {
      MapScene scene = BucketGridScene.scene(slots(16_384, side), BucketGridScene.Fill.OWNERS);
      Set<Integer> shown = new HashSet<>();
      for (Target target : scene.targets()) {
        Subject.Buckets buckets = (Subject.Buckets) target.subject();
        for (int bucket = buckets.first(); bucket < buckets.end(); bucket++) {
          assertThat(shown.add(bucket)).as("slot %s is in one cell only", bucket).isTrue();
        }
      }
      assertThat(shown).hasSize(16_384);
    }
  }

  @Test
  void columnsArePowersOfTwoWhereBucketsAre() {
    assertThat(BucketGridScene.columns(32, 800, 400)).isEqualTo(8);
    assertThat(BucketGridScene.columns(4_096, 600, 600)).isEqualTo(64);
    assertThat(BucketGridScene.columns(16_384, 1_100, 400)).isEqualTo(256);
    assertThat(BucketGridScene.columns(1, 10, 10)).isEqualTo(1);
    assertThat(BucketGridScene.columns(10, 100, 20)).isEqualTo(10);
  }

  private static BucketPicture slots(int count, int side) {
    ShardNames names = Painted.names(5);
    List<ShardId> owners =
        IntStream.range(0, count).mapToObj(i -> names.id(i / 37 % names.size())).toList();
    return new BucketPicture(
        BucketSpace.equal(BucketSpace.Unit.BUCKET, BucketMap.of(owners), names),
        names,
        BucketRows.NOT_COUNTED,
        Optional.empty(),
        Optional.empty(),
        Painted.room(side, side));
  }
}
