package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A picture of reads and writes: time to the right, a row for each shard, hotter the more rows a
/// second. What is not known is hatched, and differs from nothing.
///
/// A cell of the picture has some pixels at least; where there are more columns or shards than
/// that, it shows the mean of its columns and the hottest of its shards. So the price of a picture
/// is that of its pixels.
///
/// @param rows the shards, from top to bottom
/// @param from when the first column begins
/// @param column how long a column is
/// @param reads rows read per second
/// @param writes rows written per second
/// @param shown which of the two is seen, or their sum
/// @param source where the figures are from, for the legend
public record HeatMap(
    List<Row> rows,
    Instant from,
    Duration column,
    int columns,
    Rate reads,
    Rate writes,
    Shown shown,
    String source) {

  /// A shard.
  ///
  /// @param position in the topology
  /// @param name escaped
  /// @param down why it says nothing at the moment; empty where it does
  public record Row(int position, String name, String down) {}

  /// Rows per second of a cell; NaN where nothing is known.
  @FunctionalInterface
  public interface Rate {
    double at(int row, int column);
  }

  /// What the colours are of.
  public enum Shown {
    READS("rows read per second"),
    WRITES("rows written per second"),
    BOTH("rows read and written per second");

    private final String words;

    Shown(String words) {
      this.words = words;
    }
  }

  private static final double LEFT = 152;
  private static final double RIGHT = 16;
  private static final double TOP = 8;
  private static final double AXIS = 28;
  private static final double LEGEND = 52;
  private static final double MOST_HEIGHT = 448;
  private static final double TALLEST = 28;
  private static final double LOWEST = 4;
  private static final double ROOM_FOR_NAME = 14;
  private static final double NARROWEST = 4;
  private static final double RAMP = 240;
  private static final int RAMP_STEPS = 60;
  private static final double TICK_ROOM = 84;

  /// So that a little differs from nothing.
  private static final double LEAST_HEAT = 0.08;

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  public HeatMap {
    rows = List.copyOf(rows);
    if (columns < 1 || column.isNegative() || column.isZero()) {
      throw new IllegalArgumentException("A heat map needs a column of time");
    }
  }

  private double rowHeight() {
    return Math.clamp(Math.floor(MOST_HEIGHT / Math.max(1, rows.size())), LOWEST, TALLEST);
  }

  /// How many shards share a row of the picture.
  private int shardsPerLine() {
    int most = (int) (MOST_HEIGHT / LOWEST);
    return Math.max(1, (rows.size() + most - 1) / most);
  }

  private int lines() {
    return (rows.size() + shardsPerLine() - 1) / shardsPerLine();
  }

  private double bottom() {
    return TOP + lines() * rowHeight();
  }

  public double height() {
    return bottom() + AXIS + LEGEND;
  }

  /// @param width at least some 300 pixels for anything to be readable; of less, nothing is drawn
  public MapScene scene(double width, TextMeasure measure) {
    Sketch sketch = new Sketch(width, measure);
    if (width >= LEFT + RIGHT + NARROWEST) {
      new Drawing(sketch, width - LEFT - RIGHT).draw();
    }
    return sketch.scene(height());
  }

  /// What a cell of the picture shows.
  ///
  /// @param row of the shard that is shown: the hottest; -1 where nothing is known of any
  /// @param known how many of its columns are known
  private record Cell(int row, double reads, double writes, int known) {
    static final Cell NOTHING = new Cell(-1, Double.NaN, Double.NaN, 0);
  }

  private double rate(Cell cell) {
    return switch (shown) {
      case READS -> cell.reads();
      case WRITES -> cell.writes();
      case BOTH -> cell.reads() + cell.writes();
    };
  }

  private Cell cell(int row, int first, int end) {
    double readSum = 0;
    double writeSum = 0;
    int known = 0;
    for (int i = first; i < end; i++) {
      double read = reads.at(row, i);
      double write = writes.at(row, i);
      if (!Double.isNaN(read) && !Double.isNaN(write)) {
        readSum += read;
        writeSum += write;
        known++;
      }
    }
    return known == 0 ? Cell.NOTHING : new Cell(row, readSum / known, writeSum / known, known);
  }

  /// Used by one thread.
  private final class Drawing {
    private final Sketch sketch;
    private final double chart;
    private final int across;
    private final Cell[][] cells;
    private double most;

    Drawing(Sketch sketch, double chart) {
      this.sketch = sketch;
      this.chart = chart;
      across = Math.clamp((int) (chart / NARROWEST), 1, columns);
      cells = new Cell[lines()][across];
      for (int line = 0; line < cells.length; line++) {
        for (int i = 0; i < across; i++) {
          cells[line][i] = hottest(line, firstColumn(i), firstColumn(i + 1));
          most = Math.max(most, cells[line][i].row() < 0 ? 0 : rate(cells[line][i]));
        }
      }
      most = roundedUp(most);
    }

    private Cell hottest(int line, int first, int end) {
      Cell hottest = Cell.NOTHING;
      for (int row = firstRow(line); row < firstRow(line + 1); row++) {
        Cell cell = cell(row, first, end);
        if (cell.row() >= 0 && (hottest.row() < 0 || rate(cell) > rate(hottest))) {
          hottest = cell;
        }
      }
      return hottest;
    }

    private int firstRow(int line) {
      return Math.min(rows.size(), line * shardsPerLine());
    }

    private int firstColumn(int i) {
      return (int) ((long) i * columns / across);
    }

    /// On whole pixels, so that no seams are seen.
    private double x(int i) {
      return LEFT + Math.rint(chart * i / across);
    }

    void draw() {
      for (int line = 0; line < cells.length; line++) {
        double top = TOP + line * rowHeight();
        name(line, top);
        drawCells(line, top);
      }
      axis();
      legend(bottom() + AXIS);
    }

    private void name(int line, double top) {
      int first = firstRow(line);
      int end = firstRow(line + 1);
      Row row = rows.get(first);
      double bottom = top + rowHeight() - gap();
      boolean isDown = rows.subList(first, end).stream().anyMatch(one -> !one.down().isEmpty());
      sketch.box(
          LEFT - 8, top, LEFT - 4, bottom, isDown ? Paint.Role.TRACK : Paint.solid(row.position()));
      if (rowHeight() >= ROOM_FOR_NAME) {
        sketch.label(
            12,
            top + (rowHeight() - gap()) / 2,
            row.down().isEmpty() ? row.name() : row.name() + " · down",
            TextStyle.TEXT,
            Anchor.LEFT,
            LEFT - 28,
            row.down().isEmpty() ? Paint.Role.TEXT : Paint.Role.MUTED);
      }
      sketch.add(
          Target.rectangle(
              0,
              top,
              LEFT - 4,
              rowHeight(),
              new Subject.Position(row.position()),
              names(first, end)
                  + (row.down().isEmpty() || end > first + 1 ? "" : ": " + row.down())));
    }

    private String names(int first, int end) {
      return end == first + 1
          ? rows.get(first).name()
          : rows.get(first).name() + " to " + rows.get(end - 1).name();
    }

    /// Rows that are tall enough stand apart.
    private double gap() {
      return rowHeight() >= ROOM_FOR_NAME ? 2 : 0;
    }

    private void drawCells(int line, double top) {
      double height = rowHeight() - gap();
      for (int i = 0; i < across; ) {
        int end = i + 1;
        boolean known = cells[line][i].row() >= 0;
        double level = known ? level(rate(cells[line][i])) : -1;
        while (end < across && level(line, end) == level) {
          end++;
        }
        if (known) {
          sketch.box(x(i), top, x(end), top + height, new Paint.Heat(level));
        } else {
          sketch.add(new Shape.Hatching(x(i), top, x(end) - x(i), height, Paint.Role.GAP));
        }
        i = end;
      }
      for (int i = 0; i < across; i++) {
        sketch.add(
            Target.rectangle(
                x(i),
                top,
                x(i + 1) - x(i),
                rowHeight(),
                new Subject.Cell(Math.max(firstRow(line), cells[line][i].row()), firstColumn(i)),
                words(line, i)));
      }
    }

    private double level(int line, int i) {
      return cells[line][i].row() < 0 ? -1 : level(rate(cells[line][i]));
    }

    /// From 0 to 1, by the logarithm; in steps that nobody tells apart, so that neighbours merge.
    private double level(double rate) {
      if (rate <= 0) {
        return 0;
      }
      double level = Math.log1p(rate) / Math.log1p(most);
      return Math.clamp(Math.rint(level * 100) / 100, LEAST_HEAT, 1);
    }

    private String words(int line, int i) {
      Cell cell = cells[line][i];
      int first = firstRow(line);
      int end = firstRow(line + 1);
      int columnsOfCell = firstColumn(i + 1) - firstColumn(i);
      String place =
          (end > first + 1 && cell.row() >= 0
                  ? rows.get(cell.row()).name() + ", the hottest of " + names(first, end)
                  : names(first, end))
              + " · "
              + interval(firstColumn(i), firstColumn(i + 1))
              + " · ";
      if (cell.row() < 0) {
        return place + "no data";
      }
      return place
          + figure(cell.reads())
          + " rows read/s · "
          + figure(cell.writes())
          + " rows written/s"
          + (cell.known() < columnsOfCell ? " · no data for a part of it" : "");
    }

    private void axis() {
      double seconds = (double) column.toSeconds() * columns;
      Duration step = STEPS.getLast();
      for (Duration candidate : STEPS) {
        if (candidate.toSeconds() / seconds * chart >= TICK_ROOM) {
          step = candidate;
          break;
        }
      }
      double right = x(across);
      sketch.add(new Shape.Line(LEFT, bottom(), right, bottom(), 1, false, Paint.Role.BORDER));
      Sketch.LabelLine labels = sketch.new LabelLine(bottom() + 16, LEFT, right + RIGHT);
      long stepSeconds = step.toSeconds();
      long at = Math.ceilDiv(from.getEpochSecond(), stepSeconds) * stepSeconds;
      for (; at <= from.getEpochSecond() + seconds; at += stepSeconds) {
        double x = LEFT + Math.floor((at - from.getEpochSecond()) / seconds * chart);
        sketch.add(new Shape.Line(x, bottom(), x, bottom() + 5, 1, false, Paint.Role.BORDER));
        LocalDateTime moment = LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC);
        boolean day = moment.toLocalTime().toSecondOfDay() == 0;
        labels.offer(
            x,
            day ? moment.toLocalDate().toString() : TIME.format(moment),
            TextStyle.TICK,
            Anchor.CENTRE,
            Paint.Role.MUTED);
      }
    }

    private void legend(double top) {
      double middle = top + 16;
      String unit = shown.words + ", log scale";
      double x = 12;
      sketch.label(x, middle, unit, TextStyle.TEXT, Anchor.LEFT, chart, Paint.Role.TEXT);
      x += sketch.measure().width(unit, TextStyle.TEXT) + 16;
      double end = LEFT + chart;
      double ramp = Math.min(RAMP, end - x - 110);
      if (ramp > 80) {
        ramp(x, middle, ramp);
        x += ramp + 24;
        sketch.add(new Shape.Hatching(x, middle - 6, 14, 12, Paint.Role.GAP));
        sketch.label(
            x + 20, middle, "no data", TextStyle.TEXT, Anchor.LEFT, end - x - 20, Paint.Role.MUTED);
        x += 20 + sketch.measure().width("no data", TextStyle.TEXT) + 16;
      }
      double room = end - x;
      boolean beside = sketch.measure().width(source, TextStyle.TEXT) <= room;
      sketch.label(
          end,
          beside ? middle : top + 42,
          source,
          TextStyle.TEXT,
          Anchor.RIGHT,
          beside ? room : end - 12,
          Paint.Role.MUTED);
    }

    private void ramp(double left, double middle, double length) {
      for (int i = 0; i < RAMP_STEPS; i++) {
        double from = left + Math.rint(length * i / RAMP_STEPS);
        double to = left + Math.rint(length * (i + 1) / RAMP_STEPS);
        sketch.box(from, middle - 7, to, middle + 5, new Paint.Heat((double) i / (RAMP_STEPS - 1)));
      }
      sketch.add(new Shape.Frame(left, middle - 7, length, 12, 1, Paint.Role.BORDER));
      Sketch.LabelLine labels = sketch.new LabelLine(middle + 13, left - 6, left + length + 24);
      labels.offer(left, "0", TextStyle.TICK, Anchor.CENTRE, Paint.Role.MUTED);
      labels.offer(left + length, figure(most), TextStyle.TICK, Anchor.CENTRE, Paint.Role.MUTED);
      for (double tick = 1; tick < most; tick *= 10) {
        double x = left + length * Math.log1p(tick) / Math.log1p(most);
        labels.offer(x, figure(tick), TextStyle.TICK, Anchor.CENTRE, Paint.Role.MUTED);
      }
    }
  }

  private String interval(int first, int end) {
    LocalDateTime start = moment(first);
    LocalDateTime stop = moment(end);
    return MOMENT.format(start)
        + " to "
        + (start.toLocalDate().equals(stop.toLocalDate()) ? TIME : MOMENT).format(stop)
        + " UTC";
  }

  private LocalDateTime moment(int index) {
    return LocalDateTime.ofInstant(from.plus(column.multipliedBy(index)), ZoneOffset.UTC);
  }

  /// 1, 2 or 5 with zeros, not below; 1 at least.
  private static double roundedUp(double rate) {
    double power = 1;
    while (true) {
      for (int digit : new int[] {1, 2, 5}) {
        if (digit * power >= rate) {
          return digit * power;
        }
      }
      power *= 10;
    }
  }

  /// `0`, `0.25`, `12.5`, `1 204`, `1.2 M`.
  private static String figure(double rate) {
    if (rate > 0 && rate < 0.01) {
      return "< 0.01";
    }
    if (rate >= 1e6) {
      return String.format(Locale.ROOT, "%.1f\u202fM", rate / 1e6);
    }
    if (rate >= 100 || rate == Math.rint(rate)) {
      return Band.grouped(Math.round(rate));
    }
    return String.format(Locale.ROOT, rate >= 10 ? "%.1f" : "%.2f", rate);
  }
}
