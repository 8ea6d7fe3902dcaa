package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.List;

/// Which colour is which shard, and what else is drawn, in as many lines as it takes, at most
/// three; shards that have no room there are counted.
public final class MapLegend {
  private static final double LINE = 22;
  private static final int LINES = 3;
  private static final double SQUARE = 10;
  private static final double GAP = 16;

  /// A sign that is no shard.
  public enum Sign {
    OPEN_END("open end, not to scale"),
    GAP("no shard"),
    SELECTED("selected, or in view"),
    KEY("looked-up key");

    private final String words;

    Sign(String words) {
      this.words = words;
    }
  }

  private MapLegend() {}

  /// @param names of the shards by position
  /// @param note what was counted, when, and by whom; stands at the right end of the last line
  public static MapScene scene(
      List<String> names, List<Sign> signs, String note, double width, TextMeasure measure) {
    Sketch sketch = new Sketch(width, measure);
    double signWidth = 0;
    for (Sign sign : signs) {
      signWidth += entryWidth(measure, sign.words) + GAP;
    }
    double x = 12;
    double y = LINE / 2 + 4;
    int line = 1;
    for (int i = 0; i < names.size(); i++) {
      String name = measure.fitting(names.get(i), TextStyle.TEXT, 180);
      double needed = entryWidth(measure, name);
      if (x + needed > width - 12 && line < LINES) {
        line++;
        x = 12;
        y += LINE;
      }
      int left = names.size() - i;
      double more = entryWidth(measure, "and " + Band.grouped(left) + " more");
      boolean last = line == LINES;
      if (last && left > 1 && x + needed + GAP + more + signWidth > width - 12) {
        sketch.add(
            new Shape.Label(
                x,
                y,
                "and " + Band.grouped(left) + " more",
                TextStyle.TEXT,
                Anchor.LEFT,
                Paint.Role.MUTED));
        x += more + GAP;
        break;
      }
      sketch.box(x, y - SQUARE / 2, x + SQUARE, y + SQUARE / 2, Paint.solid(i));
      sketch.add(
          new Shape.Label(x + SQUARE + 6, y, name, TextStyle.TEXT, Anchor.LEFT, Paint.Role.TEXT));
      x += needed + GAP;
    }
    for (Sign sign : signs) {
      double needed = entryWidth(measure, sign.words);
      if (x + needed > width - 12) {
        x = 12;
        y += LINE;
      }
      draw(sketch, sign, x, y);
      sketch.add(
          new Shape.Label(
              x + SQUARE + 10, y, sign.words, TextStyle.TEXT, Anchor.LEFT, Paint.Role.MUTED));
      x += needed + GAP + 4;
    }
    double noteWidth = measure.width(note, TextStyle.TEXT);
    if (x + noteWidth > width - 12) {
      y += LINE;
    }
    sketch.label(width - 12, y, note, TextStyle.TEXT, Anchor.RIGHT, width - 24, Paint.Role.MUTED);
    return sketch.scene(y + LINE / 2 + 4);
  }

  private static double entryWidth(TextMeasure measure, String text) {
    return SQUARE + 6 + measure.width(text, TextStyle.TEXT);
  }

  private static void draw(Sketch sketch, Sign sign, double x, double y) {
    switch (sign) {
      case OPEN_END -> sketch.add(new Shape.Hatching(x, y - 6, SQUARE + 4, 12, Paint.Role.MUTED));
      case GAP -> sketch.add(new Shape.Hatching(x, y - 6, SQUARE + 4, 12, Paint.Role.GAP));
      case SELECTED -> sketch.add(new Shape.Frame(x, y - 6, SQUARE + 4, 12, 2, Paint.Role.INK));
      case KEY -> sketch.box(x + 6, y - 6, x + 8, y + 6, Paint.Role.INK);
    }
  }
}
