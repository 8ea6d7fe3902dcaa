package io.shardlens.map;

import io.shardlens.map.BucketSpace.Run;
import io.shardlens.map.Shape.Anchor;
import java.util.Arrays;
import java.util.OptionalLong;

/// Buckets as square cells, row by row: 16 384 slots in 128 rows of 128.
public final class BucketGridScene {
  private static final double LEAST_CELL = 2;
  private static final double LARGEST_CELL = 56;
  private static final int MOST_COLUMNS = 4_096;
  private static final double BELOW = 8;
  private static final double GAP_FROM = 6;
  private static final double EDGE_FROM = 12;
  private static final double EDGE = 3;
  private static final double FLAG = 28;
  private static final double LEAST_HEIGHT_FOR_FLAG = 96;
  private static final double WIDE_ENOUGH_FOR_MARGIN = 480;
  private static final double LEAST_WIDTH_FOR_NUMBERS = 160;

  /// What the cells show.
  public enum Fill {
    /// Who owns a bucket, and where there is room, its rows as a bar inside.
    OWNERS,
    /// How many rows a bucket has, from the palette's ramp.
    HEAT
  }

  private final BucketPicture picture;
  private final BucketSpace space;
  private final ShardNames names;
  private final Sketch sketch;
  private final BucketRows.Summary summary;
  private final boolean heat;
  private final int[] owners;
  private final double top;
  private final double left;

  /// How many buckets a cell is, where they are too many for a cell each.
  private final int each;

  private final int cells;
  private final int columns;
  private final double side;

  private BucketGridScene(BucketPicture picture, Fill fill) {
    this.picture = picture;
    this.space = picture.space();
    this.names = picture.names();
    this.sketch = new Sketch(picture.room());
    this.summary = picture.rows().summary(space.count());
    this.heat = fill == Fill.HEAT && !summary.isEmpty();
    this.owners = owners(space);
    this.top = picture.marker().isPresent() && sketch.height() >= LEAST_HEIGHT_FOR_FLAG ? FLAG : 0;
    double numbers = sketch.measured(Integer.toString(space.count()), TextStyle.TICK) + 8;
    boolean wide = sketch.width() >= WIDE_ENOUGH_FOR_MARGIN;
    this.left = wide ? RangeMap.LEFT : sketch.width() >= LEAST_WIDTH_FOR_NUMBERS ? numbers : 0;
    double width = Math.max(0, sketch.width() - left - (wide ? RangeMap.RIGHT : 0));
    double height = Math.max(0, sketch.height() - top);
    int group = 1;
    while (group < space.count() && side(group, width, height) < LEAST_CELL) {
      group *= 2;
    }
    this.each = Math.min(group, space.count());
    this.cells = Math.ceilDiv(space.count(), each);
    this.columns = columns(cells, width, height);
    double fitting = side(each, width, height);
    this.side = fitting >= GAP_FROM ? Math.floor(fitting) : fitting >= LEAST_CELL ? fitting : 0;
  }

  /// As high as its cells, at most as its room.
  public static MapScene scene(BucketPicture picture, Fill fill) {
    return new BucketGridScene(picture, fill).draw();
  }

  private static int[] owners(BucketSpace space) {
    int[] owners = new int[space.count()];
    Arrays.fill(owners, ShardNames.NOBODY);
    for (Run run : space.runs()) {
      Arrays.fill(owners, run.first(), run.end(), run.owner());
    }
    return owners;
  }

  /// The number of columns that makes cells largest; a power of two where the number of cells is
  /// one, so that rows begin at round numbers.
  static int columns(int cells, double width, double height) {
    boolean binary = Integer.bitCount(cells) == 1;
    int best = 1;
    double largest = 0;
    int wide = 1;
    while (wide <= Math.min(cells, MOST_COLUMNS)) {
      double side =
          Math.min(LARGEST_CELL, Math.min(width / wide, height / Math.ceilDiv(cells, wide)));
      double whole = side >= GAP_FROM ? Math.floor(side) : side;
      if (whole >= largest) {
        largest = whole;
        best = wide;
      }
      wide = binary ? wide * 2 : wide + 1;
    }
    return best;
  }

  private double side(int group, double width, double height) {
    int count = Math.ceilDiv(space.count(), group);
    int wide = columns(count, width, height);
    return Math.min(LARGEST_CELL, Math.min(width / wide, height / Math.ceilDiv(count, wide)));
  }

  private MapScene draw() {
    if (side > 0) {
      for (int row = 0; row * columns < cells; row++) {
        row(row);
      }
      numbers();
      marker();
    }
    double used = top + Math.max(16, Math.ceilDiv(cells, columns) * side) + BELOW;
    return sketch.scene(Math.min(sketch.height(), used));
  }

  private void row(int row) {
    int end = Math.min(cells, (row + 1) * columns);
    int cell = row * columns;
    while (cell < end) {
      int next = cell + 1;
      if (side < GAP_FROM && !heat) {
        while (next < end && isSame(cell, next)) {
          next++;
        }
      }
      draw(cell, next);
      cell = next;
    }
  }

  private boolean isSame(int cell, int next) {
    int owner = owners[cell * each];
    for (int bucket = next * each; bucket < endOf(next); bucket++) {
      if (owners[bucket] != owner) {
        return false;
      }
    }
    return each == 1 || dominant(cell).part() == 1;
  }

  private int endOf(int cell) {
    return Math.min(space.count(), (cell + 1) * each);
  }

  private double x(int cell) {
    return left + Math.rint(cell % columns * side);
  }

  private double y(int cell) {
    int row = cell / columns;
    return top + Math.rint(row * side);
  }

  private void draw(int cell, int next) {
    double x = x(cell);
    double y = y(cell);
    double gap = side >= GAP_FROM ? 1 : 0;
    int column = cell % columns;
    double whole = Math.rint((column + next - cell) * side) - Math.rint(column * side);
    double tall = y(cell + columns) - y;
    double width = whole - gap;
    double height = tall - gap;
    int first = cell * each;
    int end = endOf(next - 1);
    Stretch.Share largest = dominant(cell);
    long rows = rows(first, end);
    if (heat) {
      sketch.fill(x, y, width, height, rows < 0 ? Paint.Role.TRACK : new Paint.Heat(level(rows)));
    } else {
      owner(x, y, width, height, largest.owner(), rows);
    }
    sketch.target(
        x, y, whole, tall, new Subject.Buckets(first, end), words(first, end, largest, rows));
    number(cell, next, rows);
  }

  private void owner(double x, double y, double width, double height, int owner, long rows) {
    if (owner == ShardNames.NOBODY) {
      sketch.hatching(x, y, width, height, Paint.Role.GAP);
      return;
    }
    boolean aside = picture.chosen().isPresent() && !picture.isChosen(owner);
    if (side < GAP_FROM) {
      sketch.fill(x, y, width, height, aside ? Paint.tint(owner) : Paint.solid(owner));
      return;
    }
    boolean counted = rows >= 0;
    boolean solid = !counted && side < EDGE_FROM && !aside;
    sketch.fill(x, y, width, height, solid ? Paint.solid(owner) : Paint.tint(owner));
    if (counted) {
      double bar = height * level(rows);
      sketch.fill(x, y + height - bar, width, bar, Paint.solid(owner));
    } else if (side >= EDGE_FROM) {
      sketch.fill(x, y, width, EDGE, Paint.solid(owner));
    }
  }

  private double level(long rows) {
    return Math.clamp(summary.part((double) rows / each), 0, 1);
  }

  /// The rows of some buckets; -1 where one of them was not counted.
  private long rows(int first, int end) {
    if (summary.isEmpty()) {
      return -1;
    }
    long sum = 0;
    for (int bucket = first; bucket < end; bucket++) {
      OptionalLong rows = picture.rows().of(bucket);
      if (rows.isEmpty()) {
        return -1;
      }
      sum += rows.getAsLong();
    }
    return sum;
  }

  /// Who owns most buckets of a cell.
  private Stretch.Share dominant(int cell) {
    int first = cell * each;
    int end = endOf(cell);
    if (end == first + 1) {
      return new Stretch.Share(owners[first], 1);
    }
    int most = 0;
    int owner = owners[first];
    int[] sorted = Arrays.copyOfRange(owners, first, end);
    Arrays.sort(sorted);
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      if (to - from > most) {
        most = to - from;
        owner = sorted[from];
      }
      from = to;
    }
    return new Stretch.Share(owner, (double) most / (end - first));
  }

  private String words(int first, int end, Stretch.Share largest, long rows) {
    String owner = names.inWords(largest.owner());
    return space.name(first, end)
        + (largest.part() < 1
            ? ", " + SceneWords.percent(largest.part()) + " of them " + owner
            : ", " + owner)
        + (rows < 0 ? "" : ": " + SceneWords.count(rows, "row"));
  }

  private void number(int cell, int next, long rows) {
    if (side < EDGE_FROM || next > cell + 1 || each > 1) {
      return;
    }
    String number = Integer.toString(space.numberOf(cell));
    boolean fits =
        sketch.measured(number, TextStyle.TICK) + 4 <= side
            && Sketch.lineHeight(TextStyle.TICK) + 2 * EDGE <= side;
    // Over a bar of rows, or in the middle of the ramp, no colour of text is always readable.
    if (fits && (heat || rows < 0)) {
      Paint paint = heat && rows >= 0 && level(rows) > 0.5 ? Paint.Role.SURFACE : Paint.Role.TEXT;
      sketch.labelInFull(
          x(cell) + (side - 1) / 2,
          y(cell) + (side + EDGE) / 2,
          number,
          TextStyle.TICK,
          Anchor.CENTRE,
          paint);
    }
  }

  /// The first bucket of a row, of as many rows as have room.
  private void numbers() {
    if (left == 0) {
      return;
    }
    int rows = Math.ceilDiv(cells, columns);
    int step = 1;
    while (step * side < Sketch.lineHeight(TextStyle.TICK) + 2) {
      step *= 2;
    }
    for (int row = 0; row < rows; row += step) {
      sketch.labelApart(
          left - 6,
          top + row * side + Math.max(side, Sketch.lineHeight(TextStyle.TICK)) / 2,
          Integer.toString(space.numberOf(row * columns * each)),
          TextStyle.TICK,
          Anchor.RIGHT,
          Paint.Role.MUTED);
    }
  }

  private void marker() {
    if (picture.marker().isEmpty()) {
      return;
    }
    BucketMarker marker = picture.marker().get();
    int cell = marker.bucket() / each;
    double wide = Math.max(side, 6);
    double x = Math.clamp(x(cell) + (side - wide) / 2, 0, Math.max(0, sketch.width() - wide));
    double y = Math.clamp(y(cell) + (side - wide) / 2, 0, Math.max(0, sketch.height() - wide));
    sketch.frame(x, y, wide, wide, 2, Paint.Role.INK);
    if (top > 0) {
      MarkerFlag.draw(sketch, x + wide / 2, 4, FLAG - 8, marker.key(), picture.placeOf(marker));
    }
  }
}
