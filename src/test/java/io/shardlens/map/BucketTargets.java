package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

/// Checks the targets of pictures of buckets against the rule.
final class BucketTargets {

  private static final int MOST = 300;

  private BucketTargets() {}

  static void check(MapScene scene, BucketPicture picture, String run) {
    Painted.check(scene);
    // A hit looks at all targets: of thousands a part is enough.
    int step = Math.max(1, scene.targets().size() / MOST);
    for (int i = 0; i < scene.targets().size(); i += step) {
      Target target = scene.targets().get(i);
      Target.Area area = target.area();
      Subject.Buckets shown = (Subject.Buckets) target.subject();
      BucketSpace space = picture.space();
      assertThat(shown.first()).as(run).isBetween(0, space.count());
      assertThat(shown.end()).as(run).isBetween(shown.first(), space.count());
      assertThat(area.contains(area.middleX(), area.middleY())).as("%s: %s", run, target).isTrue();
      if (width(area) >= 2) {
        assertThat(scene.hit(area.middleX(), area.middleY()))
            .as("%s: %s", run, target)
            .contains(target);
      }
      if (shown.end() == shown.first() + 1 && !target.words().contains("not counted")) {
        int owner = space.ownerOf(shown.first());
        assertThat(target.words()).as(run).contains(picture.names().inWords(owner));
      }
    }
  }

  private static double width(Target.Area area) {
    return switch (area) {
      case Target.Rectangle rectangle -> rectangle.width();
      case Target.RingPart part ->
          Math.toRadians(part.extent()) * (part.inner() + part.outer()) / 2;
    };
  }
}
