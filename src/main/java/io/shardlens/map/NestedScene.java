package io.shardlens.map;

import io.shardlens.map.BucketSpace.Run;
import io.shardlens.map.Shape.Anchor;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Groups by the first key column, one below the other, and within each the rule of the other
/// columns as a band.
public final class NestedScene {
  private static final double LEFT = 190;
  private static final double RIGHT = 8;
  private static final double GAP = 4;
  private static final double TALLEST = 480;
  private static final double ROW = 36;
  private static final double READABLE = 18;
  private static final double NARROWEST = 4;
  private static final double MORE = 24;
  private static final double EDGE = 3;

  /// A group.
  ///
  /// @param label its values of the first column, escaped
  /// @param rule what its own rule is called: `range`
  /// @param inner what its own rule owns
  public record Nest(String label, String rule, BucketSpace inner) {}

  /// @param asked the group of the looked-up key
  /// @param owner the position of its shard
  /// @param chosen the shard that stands out
  public record Picture(
      List<Nest> nests,
      ShardNames names,
      OptionalInt asked,
      OptionalInt owner,
      Optional<ShardId> chosen) {
    public Picture {
      nests = List.copyOf(nests);
    }
  }

  private final Picture picture;
  private final Sketch sketch;
  private final double left;
  private final double width;

  private NestedScene(Picture picture, double width, TextMeasure measure) {
    this.picture = picture;
    this.sketch = new Sketch(width, measure);
    this.left = width >= 2 * LEFT ? LEFT : 0;
    this.width = Math.max(0, width - left - RIGHT);
  }

  public static MapScene scene(Picture picture, double width, TextMeasure measure) {
    return new NestedScene(picture, width, measure).draw();
  }

  private MapScene draw() {
    int count = picture.nests().size();
    double row = Math.clamp(Math.floor(TALLEST / Math.max(1, count)), NARROWEST, ROW);
    int shown = (int) Math.min(count, TALLEST / row);
    double y = GAP;
    for (int i = 0; i < shown && width > 0; i++) {
      nest(i, y, row - (row > 8 ? GAP : 1));
      y += row;
    }
    if (shown < count) {
      sketch.label(
          12,
          y + MORE / 2,
          "and " + SceneWords.count(count - (long) shown, "group") + " more",
          TextStyle.TEXT,
          Anchor.LEFT,
          sketch.width() - 24,
          Paint.Role.MUTED);
      y += MORE;
    }
    return sketch.scene(y + GAP);
  }

  private void nest(int index, double y, double height) {
    Nest nest = picture.nests().get(index);
    boolean asked = picture.asked().isPresent() && picture.asked().getAsInt() == index;
    if (left > 0 && height >= READABLE) {
      if (asked) {
        sketch.fill(4, y, left - 12, height, Paint.Role.INK);
      }
      double ruleWidth = sketch.measured(nest.rule(), TextStyle.AXIS);
      sketch.label(
          12,
          y + height / 2,
          nest.label(),
          TextStyle.NAME,
          Anchor.LEFT,
          left - 36 - ruleWidth,
          asked ? Paint.Role.SURFACE : Paint.Role.TEXT);
      sketch.labelInFull(
          left - 16,
          y + height / 2,
          nest.rule(),
          TextStyle.AXIS,
          Anchor.RIGHT,
          asked ? Paint.Role.SURFACE : Paint.Role.MUTED);
    }
    for (Stretch stretch : Stretch.of(nest.inner(), nest.inner().limits(), width)) {
      switch (stretch) {
        case Stretch.Wide(Run run, double from, double to) ->
            run(nest, run, left + from, left + to, y, height, asked);
        case Stretch.Dense dense -> dense(nest, dense, y, height);
      }
    }
  }

  private void run(
      Nest nest, Run run, double from, double to, double y, double height, boolean asked) {
    int owner = run.owner();
    double gap = to - from >= 4 ? 1 : 0;
    String words = nest.label() + ", " + nest.inner().name(run.first(), run.end());
    if (owner == ShardNames.NOBODY) {
      sketch.hatching(from, y, to - from - gap, height, Paint.Role.GAP);
    } else if (height < READABLE) {
      sketch.fill(from, y, to - from - gap, height, Paint.solid(owner));
    } else {
      sketch.fill(from, y, to - from - gap, height, Paint.tint(owner));
      sketch.fill(from, y, to - from - gap, EDGE, Paint.solid(owner));
      name(owner, from, to, y + (height + EDGE) / 2);
    }
    boolean lands = asked && picture.owner().isPresent() && picture.owner().getAsInt() == owner;
    boolean chosen =
        owner != ShardNames.NOBODY
            && picture.chosen().filter(picture.names().id(owner)::equals).isPresent();
    if (lands || chosen) {
      sketch.frame(from, y, Math.max(2, to - from - gap), height, 2, Paint.Role.INK);
    }
    sketch.target(
        from,
        y,
        to - from,
        height,
        owner == ShardNames.NOBODY
            ? new Subject.Buckets(run.first(), run.end())
            : new Subject.Position(owner),
        SceneWords.shortened(words, 300) + ", " + picture.names().inWords(owner));
  }

  private void name(int owner, double from, double to, double y) {
    String label = picture.names().label(owner);
    double room = to - from - 12;
    String shown =
        sketch.measured(label, TextStyle.TEXT) <= room
            ? label
            : room >= 80
                ? sketch.fitting(label, TextStyle.TEXT, room)
                : picture.names().letters(owner);
    if (sketch.measured(shown, TextStyle.TEXT) <= room) {
      sketch.labelInFull((from + to) / 2, y, shown, TextStyle.TEXT, Anchor.CENTRE, Paint.Role.TEXT);
    }
  }

  private void dense(Nest nest, Stretch.Dense dense, double y, double height) {
    for (Stretch.Column column : dense.columns()) {
      double from = left + column.left();
      double wide = Math.max(Stretch.LEAST, column.width());
      double bottom = y + height;
      for (Stretch.Share share : column.shares()) {
        double part = share.part() * height;
        if (part < 1) {
          break;
        }
        sketch.fill(
            from,
            bottom - part,
            wide,
            part,
            share.owner() == ShardNames.NOBODY ? Paint.Role.GAP : Paint.solid(share.owner()));
        bottom -= part;
      }
      sketch.target(
          from,
          y,
          wide,
          height,
          new Subject.Buckets(column.first(), column.end()),
          SceneWords.shortened(nest.label(), 100)
              + ", "
              + nest.inner().name(column.first(), column.end())
              + ": "
              + column.words(picture.names()));
    }
    String words = SceneWords.count(dense.buckets(), nest.inner().word());
    double length = sketch.measured(words, TextStyle.AXIS) + 8;
    if (height >= READABLE && length + 16 <= dense.width()) {
      double middle = left + (dense.left() + dense.right()) / 2;
      double line = Sketch.lineHeight(TextStyle.AXIS);
      sketch.fill(middle - length / 2, y + (height - line) / 2, length, line, Paint.Role.SURFACE);
      sketch.labelInFull(
          middle, y + height / 2, words, TextStyle.AXIS, Anchor.CENTRE, Paint.Role.TEXT);
    }
  }
}
