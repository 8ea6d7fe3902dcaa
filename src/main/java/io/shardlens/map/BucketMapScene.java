package io.shardlens.map;

import io.shardlens.map.BucketSpace.Run;
import io.shardlens.map.Shape.Anchor;

/// The buckets of a routing unrolled from left to right: rows above, owners below, an axis, and a
/// flag on the looked-up key.
public final class BucketMapScene {
  private static final double MARGIN_LEFT = 96;
  private static final double MARGIN_RIGHT = 8;
  private static final double WIDE_ENOUGH_FOR_MARGIN = 480;
  private static final double FLAG = 28;
  private static final double AXIS = 24;
  private static final double EDGE = 4;
  private static final double LANE = 34;
  private static final double GAP = 4;
  private static final double LEAST_BARS = 16;
  private static final double LETTERS_FROM = 20;
  private static final double BAR_GAP_FROM = 4;

  private final BucketPicture picture;
  private final BucketSpace space;
  private final ShardNames names;
  private final Viewport view;
  private final Sketch sketch;
  private final BucketRows.Summary summary;

  /// Where the line of buckets lies.
  private final double left;

  private final double width;
  private final double barsTop;
  private final double barsBottom;
  private final double laneTop;
  private final double laneBottom;

  private BucketMapScene(BucketPicture picture, Viewport view) {
    this.picture = picture;
    this.space = picture.space();
    this.names = picture.names();
    this.view = view;
    this.sketch = new Sketch(picture.room());
    this.summary = picture.rows().summary(space.count());
    this.left = sketch.width() >= WIDE_ENOUGH_FOR_MARGIN ? MARGIN_LEFT : 0;
    this.width = Math.max(0, sketch.width() - left - (left > 0 ? MARGIN_RIGHT : 0));
    double flag = picture.marker().isPresent() && sketch.height() >= FLAG + LANE ? FLAG : 0;
    double axis = sketch.height() >= LANE + AXIS ? AXIS : 0;
    double bottom = sketch.height() - axis;
    double bars = bottom - flag - LANE - GAP;
    boolean withBars = !summary.isEmpty() && bars >= LEAST_BARS;
    this.barsTop = flag + (withBars ? Math.min(8, bars / 4) : 0);
    this.barsBottom = withBars ? bottom - LANE - GAP : flag;
    this.laneTop = withBars ? bottom - LANE : flag;
    this.laneBottom = bottom;
  }

  /// @param view the buckets in sight; see [BucketSpace#limits]
  public static MapScene scene(BucketPicture picture, Viewport view) {
    return new BucketMapScene(picture, view).draw();
  }

  /// The place on the line under a point of a scene of a width.
  public static double placeAt(double x, double width, Viewport view) {
    double left = width >= WIDE_ENOUGH_FOR_MARGIN ? MARGIN_LEFT : 0;
    return view.at(x - left, Math.max(1, width - left - (left > 0 ? MARGIN_RIGHT : 0)));
  }

  private MapScene draw() {
    if (width >= 1 && laneBottom > laneTop) {
      if (barsBottom > barsTop) {
        scale();
        bars();
      }
      lane();
      title();
      axis();
      marker();
    }
    return sketch.scene();
  }

  private double x(double place) {
    return left + view.x(place, width);
  }

  private double bucketWidth() {
    return width / view.span();
  }

  private void scale() {
    double height = barsBottom - barsTop;
    sketch.line(left, barsTop, left + width, barsTop, 1, Paint.Role.FAINT_BORDER);
    if (left == 0) {
      return;
    }
    sketch.labelInFull(
        left - 6,
        barsTop,
        SceneWords.count(summary.most()),
        TextStyle.TICK,
        Anchor.RIGHT,
        Paint.Role.MUTED);
    if (height >= 48) {
      sketch.labelInFull(
          left - 6,
          barsBottom - 8,
          bucketWidth() >= Stretch.NARROW || space.isToScale() ? "Rows" : "Most rows",
          TextStyle.AXIS,
          Anchor.RIGHT,
          Paint.Role.MUTED);
    }
  }

  private void bars() {
    double height = barsBottom - barsTop;
    for (BarBin bin : BarBin.of(space, picture.rows(), view, width)) {
      double from = left + bin.left();
      double wide = bin.right() - bin.left();
      if (bin.isCounted()) {
        double bar = height * summary.part((double) bin.most());
        double gap = wide >= BAR_GAP_FROM ? 1 : 0;
        sketch.fill(from, barsBottom - bar, wide - gap, bar, solid(space.ownerOf(bin.highest())));
      } else {
        sketch.hatching(from, barsTop, wide, height, Paint.Role.FAINT_BORDER);
      }
      sketch.target(
          from, barsTop, wide, height, bin.subject(space.count()), bin.words(space, names));
    }
  }

  private void lane() {
    for (Stretch stretch : Stretch.of(space, view, width)) {
      switch (stretch) {
        case Stretch.Wide(Run run, double from, double to) -> wide(run, left + from, left + to);
        case Stretch.Dense dense -> dense(dense);
      }
    }
  }

  /// What the line is made of, left of it.
  private void title() {
    if (left > 0 && laneBottom - laneTop >= 20) {
      String word = space.word();
      sketch.labelIn(
          12,
          left - 8,
          (laneTop + laneBottom) / 2,
          Character.toUpperCase(word.charAt(0)) + word.substring(1) + "s",
          TextStyle.AXIS,
          Paint.Role.MUTED);
    }
  }

  private void wide(Run run, double from, double to) {
    double height = laneBottom - laneTop;
    if (run.owner() == ShardNames.NOBODY) {
      sketch.hatching(from, laneTop, to - from, height, Paint.Role.GAP);
      word(from, to, "no shard", TextStyle.AXIS, Paint.Role.WARNING);
      sketch.target(
          from,
          laneTop,
          to - from,
          height,
          new Subject.Buckets(run.first(), run.end()),
          "No shard owns this part of the hash space");
      return;
    }
    double gap = to - from >= BAR_GAP_FROM ? 1 : 0;
    boolean chosen = picture.isChosen(run.owner());
    boolean framed = chosen && to - from >= LETTERS_FROM;
    sketch.fill(
        from,
        laneTop,
        to - from - gap,
        height,
        chosen && !framed ? Paint.solid(run.owner()) : Paint.tint(run.owner()));
    sketch.fill(from, laneTop, to - from - gap, Math.min(EDGE, height), Paint.solid(run.owner()));
    sketch.target(
        from,
        laneTop,
        to - from,
        height,
        new Subject.Buckets(run.first(), run.end()),
        space.name(run.first(), run.end()) + ", " + names.inWords(run.owner()));
    if (framed) {
      sketch.frame(from, laneTop, to - from - gap, height, 2, Paint.Role.INK);
    }
    name(run.owner(), from, to);
  }

  private void name(int owner, double from, double to) {
    double room = to - from - 8;
    String label = names.label(owner);
    if (sketch.measured(label, TextStyle.TEXT) <= room) {
      word(from, to, label, TextStyle.TEXT, Paint.Role.TEXT);
    } else if (to - from >= LETTERS_FROM) {
      word(from, to, names.letters(owner), TextStyle.TEXT, Paint.Role.TEXT);
    }
  }

  private void word(double from, double to, String text, TextStyle style, Paint paint) {
    if (sketch.measured(text, style) <= to - from - 4 && !crossesMarker(from, to, text, style)) {
      double middle = (laneTop + Math.min(EDGE, laneBottom - laneTop) + laneBottom) / 2;
      sketch.labelInFull((from + to) / 2, middle, text, style, Anchor.CENTRE, paint);
    }
  }

  /// The shards of a column stacked, the largest at the bottom.
  private void dense(Stretch.Dense dense) {
    double height = laneBottom - laneTop;
    for (Stretch.Column column : dense.columns()) {
      double from = left + column.left();
      double wide = Math.max(Stretch.LEAST, column.width());
      double bottom = laneBottom;
      for (Stretch.Share share : column.shares()) {
        double part = share.part() * height;
        if (part < 1) {
          break;
        }
        sketch.fill(from, bottom - part, wide, part, solid(share.owner()));
        bottom -= part;
      }
      sketch.fill(from, laneTop, wide, bottom - laneTop - 0.01, Paint.Role.MUTED);
      sketch.target(
          from,
          laneTop,
          wide,
          height,
          new Subject.Buckets(column.first(), column.end()),
          space.name(column.first(), column.end()) + ": " + column.words(names));
    }
    String words = SceneWords.count(dense.buckets(), space.word());
    double wordsWidth = sketch.measured(words, TextStyle.AXIS) + 8;
    if (dense.columns().size() > 1 && wordsWidth + 16 <= dense.width()) {
      double middle = left + (dense.left() + dense.right()) / 2;
      double line = Sketch.lineHeight(TextStyle.AXIS);
      sketch.fill(
          middle - wordsWidth / 2,
          (laneTop + laneBottom - line) / 2,
          wordsWidth,
          line,
          Paint.Role.SURFACE);
      word(
          middle - wordsWidth / 2, middle + wordsWidth / 2, words, TextStyle.AXIS, Paint.Role.TEXT);
    }
  }

  private static Paint solid(int owner) {
    return owner == ShardNames.NOBODY ? Paint.Role.GAP : Paint.solid(owner);
  }

  private void axis() {
    double room = sketch.height() - laneBottom;
    if (room < AXIS) {
      return;
    }
    double y = laneBottom + room / 2 + 3;
    if (left > 0) {
      sketch.labelIn(12, left - 8, y, range(), TextStyle.TICK, Paint.Role.MUTED);
    }
    for (AxisTicks.Tick tick : AxisTicks.of(space, view, width, picture.room().measure())) {
      double x = left + tick.x();
      sketch.line(x, laneBottom + 1, x, laneBottom + 5, 1, Paint.Role.MUTED);
      sketch.labelApart(
          left + tick.middle(), y, tick.text(), TextStyle.TICK, Anchor.CENTRE, Paint.Role.MUTED);
    }
  }

  private String range() {
    if (space.unit() == BucketSpace.Unit.SAMPLED_KEY) {
      return SceneWords.count(space.count());
    }
    return space.isToScale()
        ? "Hash"
        : space.numberOf(0) + " to " + space.numberOf(space.count() - 1);
  }

  /// Whether an upright line of the marker would cross a text in the middle between two edges.
  private boolean crossesMarker(double from, double to, String text, TextStyle style) {
    if (picture.marker().isEmpty()) {
      return false;
    }
    double[] marked = marked(picture.marker().get());
    double middle = (from + to) / 2;
    double half = sketch.measured(text, style) / 2 + 4;
    return Math.abs(marked[0] - middle) < half || Math.abs(marked[1] - middle) < half;
  }

  /// The left and the right edge of the marker.
  private double[] marked(BucketMarker marker) {
    double from = Math.max(left, x(space.isToScale() ? marker.place() : marker.bucket()));
    double to =
        Math.min(left + width, x(space.isToScale() ? marker.place() : marker.bucket() + 1.0));
    double middle = Math.clamp(x(marker.place()), left, left + width);
    double wide = marker.exact() ? Math.max(6, to - from) : 2;
    double start = Math.clamp(middle - wide / 2, 0, Math.max(0, sketch.width() - wide));
    return new double[] {start, start + wide};
  }

  private void marker() {
    if (picture.marker().isEmpty() || !view.contains(picture.marker().get().place())) {
      return;
    }
    BucketMarker marker = picture.marker().get();
    double[] marked = marked(marker);
    double middle = Math.clamp(x(marker.place()), left, left + width);
    double top = Math.max(0, barsTop - 4);
    sketch.frame(marked[0], top, marked[1] - marked[0], laneBottom - top, 2, Paint.Role.INK);
    if (barsTop >= FLAG) {
      MarkerFlag.draw(sketch, middle, 4, FLAG - 8, marker.key(), picture.placeOf(marker));
    }
  }
}
