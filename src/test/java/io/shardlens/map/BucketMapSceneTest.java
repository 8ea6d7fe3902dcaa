package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.HashSpace;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule.HashRange;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketMapSceneTest {

  @Test
  void whatIsDrawnIsHitAtItsMiddleAndSaysItsOwner() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    RandomBucketPictures pictures = new RandomBucketPictures(random);
    for (int i = 0; i < RandomSeed.cases(300, 20_000); i++) {
      BucketPicture picture = pictures.picture();
      MapScene scene = BucketMapScene.scene(picture, pictures.view(picture.space()));
      BucketTargets.check(scene, picture, "seed " + seed + ", case " + i);
      assertThat(scene.shapes().size())
          .as("seed %s, case %s: shapes follow the pixels", seed, i)
          .isLessThanOrEqualTo((int) (picture.room().width() * 25) + 100);
    }
  }

  @Test
  void everyBucketInSightIsUnderItsPixel() {
    BucketPicture picture = slots(16_384, 5, 1, 1_000);
    MapScene scene = BucketMapScene.scene(picture, new Viewport(100, 300));
    for (int bucket = 100; bucket < 300; bucket++) {
      double x = 96 + (bucket + 0.5 - 100) / 200 * (1_000 - 96 - 8);
      Subject subject = scene.hit(x, 190).orElseThrow().subject();
      assertThat(subject).isEqualTo(new Subject.Buckets(bucket, bucket + 1));
    }
  }

  @Test
  void manyBucketsAreNoMoreShapesThanPixels() {
    for (int count : new int[] {1_000, 16_384, 1_000_000}) {
      MapScene scene = BucketMapScene.scene(slots(count, 1_024, 1, 300), new Viewport(0, count));
      Painted.check(scene);
      assertThat(scene.shapes()).hasSizeLessThan(300 * 20);
      assertThat(scene.targets()).hasSizeLessThan(320);
    }
  }

  @Test
  void longRunsStayRunsHoweverManyBucketsTheyHave() {
    BucketPicture picture = slots(16_384, 4, 4_096, 1_000);
    MapScene scene = BucketMapScene.scene(picture, picture.space().limits());
    assertThat(scene.hit(500, 190).orElseThrow())
        .extracting(Target::subject, Target::words)
        .containsExactly(new Subject.Buckets(4_096, 8_192), "buckets 4096 to 8191, Shard 1");
    assertThat(Painted.texts(scene)).contains("Shard 0", "Shard 3", "0", "0 to 16383");
  }

  @Test
  void denseBucketsSayHowManyTheyAre() {
    BucketPicture picture = slots(16_384, 4, 1, 1_000);
    MapScene scene = BucketMapScene.scene(picture, picture.space().limits());
    assertThat(Painted.texts(scene)).contains("16\u202f384 buckets");
    assertThat(scene.hit(500, 190).orElseThrow().words()).contains("Shard 0", "%");
  }

  @Test
  void aHoleInTheHashSpaceIsHatchedAndNamed() {
    ShardNames names = Painted.names(2);
    BigInteger half = BigInteger.valueOf(128);
    BucketSpace space =
        BucketSpace.toScale(
            new HashSpace(BigInteger.ZERO, BigInteger.valueOf(256)),
            List.of(
                new HashRange(BigInteger.ZERO, BigInteger.valueOf(64), names.id(0)),
                new HashRange(half, BigInteger.valueOf(256), names.id(1))),
            names);
    BucketPicture picture = picture(space, names, Painted.room(800, 200));
    MapScene scene = BucketMapScene.scene(picture, space.limits());
    Painted.check(scene);
    assertThat(scene.shapes()).anyMatch(Shape.Hatching.class::isInstance);
    assertThat(Painted.texts(scene)).contains("no shard", "0", "128");
    assertThat(space.bucketAt(space.placeOf(BigInteger.valueOf(200)))).isEqualTo(1);
    assertThat(scene.hit(96 + 696 * 0.4, 20).orElseThrow().words()).contains("No shard");
  }

  @Test
  void aBucketThatNobodyCountedIsNotOneOfNoRows() {
    ShardNames names = Painted.names(1);
    BucketSpace space =
        BucketSpace.equal(BucketSpace.Unit.BUCKET, BucketMap.of(ids(names, 4, 1)), names);
    BucketPicture picture =
        new BucketPicture(
            space,
            names,
            bucket -> bucket == 1 ? OptionalLong.empty() : OptionalLong.of(bucket == 2 ? 0 : 10),
            Optional.empty(),
            Optional.empty(),
            Painted.room(400, 200));
    MapScene scene = BucketMapScene.scene(picture, space.limits());
    assertThat(scene.hit(150, 50).orElseThrow().words()).isEqualTo("bucket 1, not counted");
    assertThat(scene.hit(250, 50).orElseThrow().words()).isEqualTo("bucket 2, Shard 0: 0 rows");
    assertThat(scene.shapes().stream().filter(Shape.Hatching.class::isInstance)).hasSize(1);
  }

  @Test
  void noRoomIsTooSmallOrTooLarge() {
    for (int width = 0; width <= 3_000; width += width < 40 ? 1 : 97) {
      for (int height : new int[] {0, 1, 5, 20, 34, 60, 100, 400}) {
        for (int count : new int[] {1, 3, 500}) {
          BucketPicture some = slots(count, 3, 1, 10);
          BucketPicture picture =
              new BucketPicture(
                  some.space(),
                  some.names(),
                  some.rows(),
                  Optional.of(BucketMarker.of(some.space(), count - 1, "k".repeat(10_000))),
                  Optional.empty(),
                  Painted.room(width, height));
          Painted.check(BucketMapScene.scene(picture, picture.space().limits()));
        }
      }
    }
  }

  @Test
  void theFlagSaysKeyBucketAndShard() {
    BucketPicture some = slots(128, 4, 8, 1_000);
    BucketPicture picture =
        new BucketPicture(
            some.space(),
            some.names(),
            some.rows(),
            Optional.of(BucketMarker.of(some.space(), 106, "50000")),
            Optional.empty(),
            some.room());
    assertThat(Painted.texts(BucketMapScene.scene(picture, some.space().limits())))
        .contains("50000", "in bucket 106, Shard 1");
  }

  private static BucketPicture slots(int count, int shards, int run, double width) {
    ShardNames names = Painted.names(shards);
    return picture(
        BucketSpace.equal(BucketSpace.Unit.BUCKET, BucketMap.of(ids(names, count, run)), names),
        names,
        Painted.room(width, 240));
  }

  private static BucketPicture picture(BucketSpace space, ShardNames names, Room room) {
    return new BucketPicture(
        space,
        names,
        space.isToScale() ? BucketRows.NOT_COUNTED : bucket -> OptionalLong.of(1_500 + bucket % 7),
        Optional.empty(),
        Optional.empty(),
        room);
  }

  private static List<ShardId> ids(ShardNames names, int count, int run) {
    return IntStream.range(0, count).mapToObj(i -> names.id(i / run % names.size())).toList();
  }
}
