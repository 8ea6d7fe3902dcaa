package io.shardlens.map;

import io.shardlens.map.ListedValues.Group;
import io.shardlens.map.Shape.Anchor;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Listed values as tiles, a block of them for each shard: with their texts where these have room,
/// else as squares, and where even these are too many, several to a square.
public final class TilesScene {
  private static final double LEFT = 150;
  private static final double RIGHT = 8;
  private static final double PADDING = 8;
  private static final double BLOCK_GAP = 4;
  private static final double EDGE = 4;
  private static final double TILE = 22;
  private static final double TILE_GAP = 4;
  private static final double LONGEST_TILE = 240;
  private static final double LEAST_BLOCK = 44;

  /// Texts are for reading: more of them than a screen holds are not read.
  private static final double TALLEST_OF_TEXTS = 640;

  private static final double TALLEST_OF_SQUARES = 420;
  private static final double[] SIDES = {14, 10, 8, 6};
  private static final double LEAST_SQUARES_BLOCK = 26;
  private static final int TEXTS = 2_000;

  /// @param asked the place of the looked-up key, empty for none
  /// @param chosen the shard that stands out
  /// @param found what was searched for; empty where nothing was
  public record Picture(
      ListedValues values,
      ShardNames names,
      OptionalInt asked,
      Optional<ShardId> chosen,
      Optional<BitSet> found) {}

  /// A tile of a block, from its upper left corner.
  private record Tile(int place, String text, double x, double y, double width) {}

  private record Block(Group group, List<Tile> tiles, double height) {}

  private final Picture picture;
  private final ListedValues values;
  private final Sketch sketch;
  private final double left;
  private final double inner;

  private TilesScene(Picture picture, double width, TextMeasure measure) {
    this.picture = picture;
    this.values = picture.values();
    this.sketch = new Sketch(width, measure);
    this.left = width >= 3 * LEFT ? LEFT : EDGE + PADDING;
    this.inner = Math.max(0, width - left - RIGHT - PADDING);
  }

  public static MapScene scene(Picture picture, double width, TextMeasure measure) {
    return new TilesScene(picture, width, measure).draw();
  }

  private MapScene draw() {
    if (inner < TILE || values.size() == 0) {
      return sketch.scene(values.size() == 0 ? 0 : TILE);
    }
    Optional<List<Block>> blocks = texts();
    return blocks.isPresent() ? drawTexts(blocks.get()) : drawSquares();
  }

  private Optional<List<Block>> texts() {
    if (values.size() > TEXTS) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    double height = 0;
    for (Group group : values.groups()) {
      Block block = block(group);
      blocks.add(block);
      height += block.height() + BLOCK_GAP;
      if (height > TALLEST_OF_TEXTS) {
        return Optional.empty();
      }
    }
    return Optional.of(blocks);
  }

  private Block block(Group group) {
    List<Tile> tiles = new ArrayList<>();
    double x = 0;
    double y = PADDING;
    for (int i = group.first(); i < group.end(); i++) {
      String text =
          sketch.fitting(values.text(i), TextStyle.VALUE, Math.min(LONGEST_TILE, inner) - 16);
      double width = sketch.measured(text, TextStyle.VALUE) + 16;
      if (x > 0 && x + width > inner) {
        x = 0;
        y += TILE + TILE_GAP;
      }
      tiles.add(new Tile(i, text, x, y, width));
      x += width + TILE_GAP;
    }
    return new Block(group, tiles, Math.max(LEAST_BLOCK, y + TILE + PADDING));
  }

  private MapScene drawTexts(List<Block> blocks) {
    double y = BLOCK_GAP;
    for (Block block : blocks) {
      ground(block.group(), y, block.height());
      for (Tile tile : block.tiles()) {
        tile(tile, block.group().owner(), y);
      }
      y += block.height() + BLOCK_GAP;
    }
    return sketch.scene(y);
  }

  private void tile(Tile tile, int owner, double top) {
    double x = left + tile.x();
    double y = top + tile.y();
    boolean asked = isAsked(tile.place(), tile.place() + 1);
    boolean faded = picture.found().isPresent() && !picture.found().get().get(tile.place());
    boolean others = values.isOthers(tile.place());
    Paint text = faded ? Paint.Role.MUTED : Paint.Role.TEXT;
    if (asked) {
      sketch.fill(x, y, tile.width(), TILE, Paint.Role.INK);
      text = Paint.Role.SURFACE;
    } else if (!faded && picture.found().isPresent()) {
      sketch.fill(x, y, tile.width(), TILE, Paint.solid(owner));
      text = Paint.onSolid(owner);
    } else if (!faded) {
      sketch.fill(x, y, tile.width(), TILE, Paint.Role.SURFACE);
    }
    if (!asked) {
      sketch.frame(
          x, y, tile.width(), TILE, 1, others ? Paint.Role.FAINT_BORDER : Paint.Role.BORDER);
    }
    sketch.labelInFull(x + 8, y + TILE / 2, tile.text(), TextStyle.VALUE, Anchor.LEFT, text);
    target(x, y, tile.width(), TILE, tile.place(), tile.place() + 1);
  }

  private void target(double x, double y, double wide, double tall, int first, int end) {
    String words =
        end == first + 1
            ? SceneWords.shortened(values.text(first), 200)
                + ", "
                + picture.names().inWords(values.owner(first))
            : SceneWords.count(end - (long) first, values.word())
                + ", "
                + (values.owner(first) == values.owner(end - 1)
                    ? picture.names().inWords(values.owner(first))
                    : "of several shards");
    sketch.target(x, y, wide, tall, new Subject.Buckets(first, end), words);
  }

  private boolean isAsked(int first, int end) {
    return picture.asked().isPresent()
        && picture.asked().getAsInt() >= first
        && picture.asked().getAsInt() < end;
  }

  private void ground(Group group, double y, double height) {
    double right = sketch.width() - RIGHT;
    double start = left == LEFT ? 12 : 0;
    sketch.fill(start, y, right - start, height, Paint.tint(group.owner()));
    sketch.fill(start, y, EDGE, height, Paint.solid(group.owner()));
    sketch.target(
        start,
        y,
        right - start,
        height,
        new Subject.Position(group.owner()),
        picture.names().inWords(group.owner()) + ", " + values.counted(group.owner()));
    if (picture.chosen().filter(picture.names().id(group.owner())::equals).isPresent()) {
      sketch.frame(start, y, right - start, height, 2, Paint.Role.INK);
    }
    if (left == LEFT) {
      boolean two = height >= LEAST_BLOCK;
      double middle = two ? y + LEAST_BLOCK / 2 - 8 : y + height / 2;
      sketch.label(
          start + EDGE + 8,
          middle,
          picture.names().label(group.owner()),
          TextStyle.NAME,
          Anchor.LEFT,
          LEFT - start - EDGE - 20,
          Paint.Role.TEXT);
      if (two) {
        sketch.label(
            start + EDGE + 8,
            middle + 17,
            counted(group),
            TextStyle.AXIS,
            Anchor.LEFT,
            LEFT - start - EDGE - 20,
            Paint.Role.TEXT);
      }
    }
  }

  private String counted(Group group) {
    if (picture.found().isEmpty()) {
      return values.counted(group.owner());
    }
    long found = picture.found().get().get(group.first(), group.end()).cardinality();
    return SceneWords.count(found) + " of " + SceneWords.count(group.size());
  }

  /// Blocks of squares, or one block for all shards where there are too many of them.
  private MapScene drawSquares() {
    for (double side : SIDES) {
      if (height(side, 1) <= TALLEST_OF_SQUARES) {
        return drawBlocks(side, 1);
      }
    }
    double side = SIDES[SIDES.length - 1];
    int each = 2;
    while (each < values.size()
        && height(side, each) > TALLEST_OF_SQUARES
        && values.groups().size() * (LEAST_SQUARES_BLOCK + BLOCK_GAP) <= TALLEST_OF_SQUARES) {
      each *= 2;
    }
    return height(side, each) <= TALLEST_OF_SQUARES ? drawBlocks(side, each) : drawTogether();
  }

  private double height(double side, int each) {
    double height = BLOCK_GAP;
    for (Group group : values.groups()) {
      height += blockHeight(group, side, each) + BLOCK_GAP;
    }
    return height;
  }

  private double blockHeight(Group group, double side, int each) {
    int columns = Math.max(1, (int) (inner / side));
    int rows = Math.ceilDiv(Math.ceilDiv(group.size(), each), columns);
    return Math.max(LEAST_SQUARES_BLOCK, rows * side + PADDING);
  }

  private MapScene drawBlocks(double side, int each) {
    double y = BLOCK_GAP;
    for (Group group : values.groups()) {
      double height = blockHeight(group, side, each);
      ground(group, y, height);
      squares(group.first(), group.end(), side, each, y + PADDING / 2);
      y += height + BLOCK_GAP;
    }
    return sketch.scene(y);
  }

  /// All values one after the other, as far as squares go.
  private MapScene drawTogether() {
    double side = SIDES[SIDES.length - 1];
    int columns = Math.max(1, (int) (inner / side));
    int rows = (int) (TALLEST_OF_SQUARES / side);
    int each = Math.max(1, Math.ceilDiv(values.size(), columns * rows));
    int used = Math.ceilDiv(Math.ceilDiv(values.size(), each), columns);
    if (left == LEFT) {
      sketch.label(
          12,
          BLOCK_GAP + 10,
          SceneWords.count(values.size(), values.word()),
          TextStyle.AXIS,
          Anchor.LEFT,
          LEFT - 20,
          Paint.Role.MUTED);
      sketch.label(
          12,
          BLOCK_GAP + 26,
          "of " + SceneWords.count(values.groups().size(), "shard"),
          TextStyle.AXIS,
          Anchor.LEFT,
          LEFT - 20,
          Paint.Role.MUTED);
    }
    squares(0, values.size(), side, each, BLOCK_GAP);
    return sketch.scene(2 * BLOCK_GAP + Math.max(used * side, 34));
  }

  private void squares(int first, int end, double side, int each, double top) {
    int columns = Math.max(1, (int) (inner / side));
    int cell = 0;
    for (int from = first; from < end; from += each) {
      int to = Math.min(end, from + each);
      double x = left + cell % columns * side;
      double y = top + Math.floorDiv(cell, columns) * side;
      boolean found =
          picture.found().isEmpty()
              || (picture.found().get().nextSetBit(from) >= 0
                  && picture.found().get().nextSetBit(from) < to);
      if (found) {
        sketch.fill(x, y, side - 1, side - 1, Paint.solid(values.owner(from)));
      } else {
        sketch.fill(x, y, side - 1, side - 1, Paint.Role.SURFACE);
      }
      if (isAsked(from, to)) {
        sketch.frame(x - 1, y - 1, side + 1, side + 1, 2, Paint.Role.INK);
      }
      target(x, y, side, side, from, to);
      cell++;
    }
  }
}
