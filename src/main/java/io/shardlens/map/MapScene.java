package io.shardlens.map;

import java.util.List;
import java.util.Optional;

/// A picture of a key space. Immutable, and as large as what can be seen of it, not as the key
/// space: what is narrower than a pixel was merged before.
///
/// @param width pixels; nothing is painted beyond
/// @param height pixels
/// @param shapes in the order of painting
/// @param targets what can be pointed at; the last one that contains a point is the one on top
public record MapScene(double width, double height, List<Shape> shapes, List<Target> targets) {

  public MapScene {
    shapes = List.copyOf(shapes);
    targets = List.copyOf(targets);
  }

  public static MapScene empty() {
    return new MapScene(0, 0, List.of(), List.of());
  }

  /// What is under a point.
  public Optional<Target> hit(double x, double y) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (targets.get(i).area().contains(x, y)) {
        return Optional.of(targets.get(i));
      }
    }
    return Optional.empty();
  }
}
