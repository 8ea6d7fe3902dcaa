package io.shardlens.map;

import java.util.ArrayList;
import java.util.List;

/// The diagonal lines of a hatched rectangle, cut at its edges, so that whoever paints them needs
/// no clip.
public final class HatchLines {
  private HatchLines() {}

  /// @param step pixels between two lines along the horizontal
  /// @param rising from the lower left to the upper right, else falling
  /// @return x1, y1, x2, y2 of each line
  public static List<double[]> of(
      double x, double y, double width, double height, double step, boolean rising) {
    List<double[]> lines = new ArrayList<>();
    // Lines of neighbouring rectangles meet where they start at multiples of the step.
    for (double at = Math.floor((x - height) / step) * step; at < x + width; at += step) {
      double from = Math.max(at, x);
      double to = Math.min(at + height, x + width);
      if (to <= from) {
        continue;
      }
      double yFrom = rising ? y + height - (from - at) : y + (from - at);
      double yTo = rising ? y + height - (to - at) : y + (to - at);
      lines.add(new double[] {from, yFrom, to, yTo});
    }
    return lines;
  }

  /// Lines of the pattern of a shard: 1 rising, 2 falling, 3 both, 4 upright.
  public static List<double[]> ofPattern(
      int pattern, double x, double y, double width, double height) {
    double step = 6;
    return switch (pattern) {
      case 1 -> of(x, y, width, height, step, true);
      case 2 -> of(x, y, width, height, step, false);
      case 3 -> {
        List<double[]> lines = new ArrayList<>(of(x, y, width, height, step + 2, true));
        lines.addAll(of(x, y, width, height, step + 2, false));
        yield lines;
      }
      case 4 -> {
        List<double[]> lines = new ArrayList<>();
        for (double at = Math.ceil(x / 4) * 4 + 1; at < x + width; at += 4) {
          lines.add(new double[] {at, y, at, y + height});
        }
        yield lines;
      }
      default -> List.of();
    };
  }
}
