package io.shardlens.map;

import io.shardlens.map.BucketSpace.Run;
import io.shardlens.map.Shape.Anchor;

/// Buckets, or the points of a consistent ring, around a circle: bars of rows outside with a dotted
/// circle where an even share would end, owners inside, and in the middle the looked-up key.
///
/// The line of the [BucketSpace] begins at the top and goes round clockwise.
public final class RingScene {
  private static final double MARGIN = 4;
  private static final double LEAST_RADIUS = 24;
  private static final double EDGE = 4;
  private static final double GAP = 3;
  private static final double WITH_TICKS = 90;
  private static final double LETTERS_FROM = 22;
  private static final double DOT = 5;
  private static final double LEAST_MARKER = 2;
  private static final double TURN = 360;

  private final BucketPicture picture;
  private final BucketSpace space;
  private final ShardNames names;
  private final Sketch sketch;
  private final BucketRows.Summary summary;
  private final double x;
  private final double y;
  private final double radius;

  /// Where bars begin, and the circle that an empty bucket would end at.
  private final double base;

  private final double outer;
  private final double inner;

  private RingScene(BucketPicture picture) {
    this.picture = picture;
    this.space = picture.space();
    this.names = picture.names();
    this.sketch = new Sketch(picture.room());
    this.summary = picture.rows().summary(space.count());
    this.x = sketch.width() / 2;
    this.y = sketch.height() / 2;
    this.radius = Math.min(x, y) - MARGIN;
    this.base = summary.isEmpty() ? radius : radius * 0.82;
    this.outer = summary.isEmpty() ? radius : base - GAP;
    this.inner = outer - Math.max(8, radius * 0.15);
  }

  public static MapScene scene(BucketPicture picture) {
    return new RingScene(picture).draw();
  }

  private MapScene draw() {
    if (radius >= LEAST_RADIUS) {
      if (!summary.isEmpty()) {
        bars();
        evenShare();
      }
      owners();
      marker();
      if (radius >= WITH_TICKS && !space.isToScale()) {
        ticks();
      }
    }
    return sketch.scene();
  }

  private static double around(double radius) {
    return 2 * Math.PI * radius;
  }

  private void bars() {
    double length = around(base);
    for (BarBin bin : BarBin.of(space, picture.rows(), space.limits(), length)) {
      double start = bin.left() / length * TURN;
      double extent = (bin.right() - bin.left()) / length * TURN;
      double drawn = bin.right() - bin.left() >= 4 ? extent - TURN / length : extent;
      double bar = (radius - base) * summary.part((double) bin.most());
      if (!bin.isCounted()) {
        sketch.add(new Shape.Sector(x, y, base, base + 2, start, drawn, Paint.Role.FAINT_BORDER));
      } else if (bar > 0) {
        sketch.add(
            new Shape.Sector(
                x, y, base, base + bar, start, drawn, solid(space.ownerOf(bin.highest()))));
      }
      sketch.target(
          new Target.RingPart(x, y, base, radius, start, extent),
          bin.subject(space.count()),
          bin.words(space, names));
    }
  }

  /// A dotted circle.
  private void evenShare() {
    double even = base + (radius - base) * summary.part(summary.even());
    int dots = (int) (around(even) / DOT);
    for (int i = 0; i < dots; i++) {
      sketch.add(
          new Shape.Sector(
              x, y, even - 0.5, even + 0.5, TURN * i / dots, TURN / dots / 2, Paint.Role.TEXT));
    }
  }

  private void owners() {
    double length = around((inner + outer) / 2);
    for (Stretch stretch : Stretch.of(space, space.limits(), length)) {
      switch (stretch) {
        case Stretch.Wide(Run run, double left, double right) ->
            wide(run, left / length * TURN, (right - left) / length * TURN, right - left);
        case Stretch.Dense dense -> {
          for (Stretch.Column column : dense.columns()) {
            column(column, length);
          }
        }
      }
    }
  }

  private void wide(Run run, double start, double extent, double length) {
    double drawn = extent < TURN && length >= 4 ? extent * (1 - 1 / length) : extent;
    Target.Area area = new Target.RingPart(x, y, inner, outer, start, extent);
    if (run.owner() == ShardNames.NOBODY) {
      sketch.add(new Shape.Sector(x, y, inner, outer, start, drawn, Paint.Role.GAP));
      sketch.target(
          area,
          new Subject.Buckets(run.first(), run.end()),
          "No shard owns this part of the hash space");
      return;
    }
    boolean chosen = picture.isChosen(run.owner());
    sketch.add(
        new Shape.Sector(
            x,
            y,
            inner,
            outer - EDGE,
            start,
            drawn,
            chosen ? Paint.solid(run.owner()) : tint(run.owner())));
    sketch.add(new Shape.Sector(x, y, outer - EDGE, outer, start, drawn, Paint.solid(run.owner())));
    sketch.target(
        area,
        new Subject.Buckets(run.first(), run.end()),
        space.name(run.first(), run.end()) + ", " + names.inWords(run.owner()));
    if (length >= LETTERS_FROM && !isUnderMarker(start + extent / 2, length / extent)) {
      letters(run.owner(), chosen, start + extent / 2, length);
    }
  }

  /// @param each pixels of a degree
  private boolean isUnderMarker(double degrees, double each) {
    return picture
        .marker()
        .filter(marker ->
            Math.abs(TURN * marker.place() / space.count() - degrees) * each < LETTERS_FROM / 2)
        .isPresent();
  }

  private void letters(int owner, boolean chosen, double degrees, double length) {
    double at = (inner + outer - EDGE) / 2;
    String letters = names.letters(owner);
    double room = Math.min(length, outer - EDGE - inner);
    if (sketch.measured(letters, TextStyle.TEXT) + 2 <= room) {
      sketch.labelInFull(
          pointX(at, degrees),
          pointY(at, degrees),
          letters,
          TextStyle.TEXT,
          Anchor.CENTRE,
          chosen ? Paint.onSolid(owner) : Paint.Role.TEXT);
    }
  }

  /// The shards of a narrow part stacked from the inside out, the largest first.
  private void column(Stretch.Column column, double length) {
    double start = column.left() / length * TURN;
    double extent = Math.max(column.width(), Stretch.LEAST) / length * TURN;
    double from = inner;
    for (Stretch.Share share : column.shares()) {
      double part = share.part() * (outer - inner);
      if (part < 1) {
        break;
      }
      double to = Math.min(outer, from + part);
      sketch.add(new Shape.Sector(x, y, from, to, start, extent, solid(share.owner())));
      from = to;
    }
    if (outer - from > 0.5) {
      sketch.add(new Shape.Sector(x, y, from, outer, start, extent, Paint.Role.MUTED));
    }
    sketch.target(
        new Target.RingPart(x, y, inner, outer, start, extent),
        new Subject.Buckets(column.first(), column.end()),
        space.name(column.first(), column.end()) + ": " + column.words(names));
  }

  private static Paint tint(int owner) {
    return owner == ShardNames.NOBODY ? Paint.Role.GAP : Paint.tint(owner);
  }

  private static Paint solid(int owner) {
    return owner == ShardNames.NOBODY ? Paint.Role.GAP : Paint.solid(owner);
  }

  private void ticks() {
    long step = AxisTicks.step(space.count() / 8.0, Integer.bitCount(space.count()) == 1);
    for (long bucket = 0; bucket < space.count(); bucket += step) {
      double degrees = TURN * bucket / space.count();
      // The last one may come too near to the first.
      if (bucket > 0 && TURN - degrees < TURN / 16) {
        return;
      }
      sketch.line(
          pointX(inner - 2, degrees),
          pointY(inner - 2, degrees),
          pointX(inner - 6, degrees),
          pointY(inner - 6, degrees),
          1,
          Paint.Role.MUTED);
      sketch.labelApart(
          pointX(inner - 17, degrees),
          pointY(inner - 14, degrees),
          Long.toString(bucket),
          TextStyle.TICK,
          Anchor.CENTRE,
          Paint.Role.MUTED);
    }
  }

  private void marker() {
    if (picture.marker().isEmpty()) {
      centre("", SceneWords.count(space.count(), space.word()), ShardNames.NOBODY);
      return;
    }
    BucketMarker marker = picture.marker().get();
    double least = LEAST_MARKER / around(radius) * TURN;
    double whole =
        space.isToScale() ? 0 : TURN * (space.to(marker.bucket()) - space.from(marker.bucket()));
    double extent = Math.max(least, whole / space.count());
    double degrees = TURN * marker.place() / space.count();
    double start = (degrees - extent / 2 + TURN) % TURN;
    sketch.add(new Shape.SectorFrame(x, y, inner, radius, start, extent, 2, Paint.Role.INK));
    sketch.line(
        pointX(inner, degrees),
        pointY(inner, degrees),
        pointX(inner * 0.72, degrees),
        pointY(inner * 0.72, degrees),
        2,
        Paint.Role.INK);
    centre(
        marker.key(),
        marker.exact() ? space.name(marker.bucket(), marker.bucket() + 1) : "lands on",
        space.ownerAt(marker.place()));
  }

  private void centre(String key, String bucket, int owner) {
    double room = 2 * inner * 0.62;
    double line = 22;
    double top = y - (owner == ShardNames.NOBODY ? 0 : line);
    if (inner < 2 * line) {
      return;
    }
    String shownKey = sketch.fitting(key, TextStyle.VALUE_BOLD, room);
    sketch.labelInFull(x, top, shownKey, TextStyle.VALUE_BOLD, Anchor.CENTRE, Paint.Role.TEXT);
    double below = key.isEmpty() ? top : top + line;
    sketch.labelInFull(
        x,
        below,
        sketch.fitting(bucket, TextStyle.TEXT, room),
        TextStyle.TEXT,
        Anchor.CENTRE,
        Paint.Role.MUTED);
    if (owner != ShardNames.NOBODY) {
      String name = sketch.fitting(names.label(owner), TextStyle.NAME, room - 16);
      double left = x - (sketch.measured(name, TextStyle.NAME) + 16) / 2;
      sketch.fill(left, below + line - 5, 10, 10, Paint.solid(owner));
      sketch.labelInFull(
          left + 16, below + line, name, TextStyle.NAME, Anchor.LEFT, Paint.Role.TEXT);
    }
  }

  private double pointX(double distance, double degrees) {
    return x + distance * Math.sin(Math.toRadians(degrees));
  }

  private double pointY(double distance, double degrees) {
    return y - distance * Math.cos(Math.toRadians(degrees));
  }
}
