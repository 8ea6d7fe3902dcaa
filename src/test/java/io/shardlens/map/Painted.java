package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Checks what holds for every picture: it stays inside its scene, its texts do not meet, and
/// nothing in them can change how they read.
final class Painted {
  private static final double TOLERANCE = 1e-6;

  private static final double TALLEST_TEXT = 30;

  private Painted() {}

  record Extent(double left, double top, double right, double bottom) {
    boolean meets(Extent other) {
      return left < other.right - TOLERANCE
          && other.left < right - TOLERANCE
          && top < other.bottom - TOLERANCE
          && other.top < bottom - TOLERANCE;
    }
  }

  /// Rooms from nothing to a large screen.
  static Room room(double width, double height) {
    return new Room(width, height, TextMeasure.MONOSPACED);
  }

  static ShardNames names(int count) {
    return new ShardNames(
        IntStream.range(0, count)
            .mapToObj(i -> new ShardName(new ShardId("s" + i), "Shard " + i))
            .toList());
  }

  static void check(MapScene scene) {
    for (Shape shape : scene.shapes()) {
      Extent extent = extent(shape);
      assertThat(
              extent.left() >= -TOLERANCE
                  && extent.top() >= -TOLERANCE
                  && extent.right() <= scene.width() + TOLERANCE
                  && extent.bottom() <= scene.height() + TOLERANCE)
          .as("%s lies in %s × %s", shape, scene.width(), scene.height())
          .isTrue();
    }
    List<Shape.Label> labels = labels(scene);
    labels.sort(Comparator.comparingDouble(Shape.Label::y));
    List<Extent> extents = labels.stream().map(Painted::extent).toList();
    for (int i = 0; i < labels.size(); i++) {
      assertThat(labels.get(i).text().chars().noneMatch(Character::isISOControl))
          .as("%s has no control character", labels.get(i))
          .isTrue();
      for (int j = i - 1; j >= 0 && labels.get(i).y() - labels.get(j).y() < TALLEST_TEXT; j--) {
        if (extents.get(i).meets(extents.get(j))) {
          throw new AssertionError(labels.get(i) + " meets " + labels.get(j));
        }
      }
    }
    for (Target target : scene.targets()) {
      assertThat(target.words()).isNotBlank().hasSizeLessThan(500);
    }
  }

  static List<Shape.Label> labels(MapScene scene) {
    List<Shape.Label> labels = new ArrayList<>();
    for (Shape shape : scene.shapes()) {
      if (shape instanceof Shape.Label label) {
        labels.add(label);
      }
    }
    return labels;
  }

  static List<String> texts(MapScene scene) {
    return labels(scene).stream().map(Shape.Label::text).toList();
  }

  static Extent extent(Shape shape) {
    return switch (shape) {
      case Shape.Box(double x, double y, double width, double height, Paint _) ->
          rectangle(x, y, width, height);
      case Shape.Frame(double x, double y, double width, double height, double _, Paint _) ->
          rectangle(x, y, width, height);
      case Shape.Hatching(double x, double y, double width, double height, Paint _) ->
          rectangle(x, y, width, height);
      case Shape.Arrow arrow -> rectangle(arrow.x(), arrow.y(), arrow.width(), arrow.height());
      case Shape.Line line ->
          new Extent(
              Math.min(line.x1(), line.x2()),
              Math.min(line.y1(), line.y2()),
              Math.max(line.x1(), line.x2()),
              Math.max(line.y1(), line.y2()));
      case Shape.Wedge wedge ->
          new Extent(
              Math.min(wedge.topLeft(), wedge.bottomLeft()),
              wedge.top(),
              Math.max(wedge.topRight(), wedge.bottomRight()),
              wedge.bottom());
      case Shape.Sector sector -> circle(sector.x(), sector.y(), sector.outer());
      case Shape.SectorFrame frame -> circle(frame.x(), frame.y(), frame.outer());
      case Shape.Label label -> {
        double width = TextMeasure.MONOSPACED.width(label.text(), label.style());
        double left = label.anchor().left(label.x(), width);
        double half = Sketch.lineHeight(label.style()) / 2;
        yield new Extent(left, label.y() - half, left + width, label.y() + half);
      }
    };
  }

  private static Extent rectangle(double x, double y, double width, double height) {
    assertThat(width > 0 && height > 0).as("%s × %s", width, height).isTrue();
    return new Extent(x, y, x + width, y + height);
  }

  private static Extent circle(double x, double y, double radius) {
    return new Extent(x - radius, y - radius, x + radius, y + radius);
  }
}
