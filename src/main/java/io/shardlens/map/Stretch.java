package io.shardlens.map;

import io.shardlens.map.BucketSpace.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A part of a line of buckets as it can be drawn: a run that is wide enough to be seen, or many
/// that are not, in columns of pixels. There are as many as pixels have room for, however many
/// buckets there are.
sealed interface Stretch {

  /// What is narrower is drawn together with its neighbours.
  double NARROW = 2;

  /// What stands between wide runs is seen at least so wide.
  double LEAST = 1;

  double left();

  double right();

  default double width() {
    return right() - left();
  }

  /// @param left pixels; of a run that begins out of sight 0
  record Wide(Run run, double left, double right) implements Stretch {}

  /// @param buckets how many are in it
  record Dense(int buckets, double left, double right, List<Column> columns) implements Stretch {
    public Dense {
      columns = List.copyOf(columns);
    }
  }

  /// @param first the first bucket
  /// @param end the first after
  /// @param shares the largest first
  record Column(int first, int end, double left, double right, List<Share> shares) {
    public Column {
      shares = List.copyOf(shares);
    }

    double width() {
      return right - left;
    }

    /// `Europe 75.0 %, Asia 25.0 %`, the largest four.
    String words(ShardNames names) {
      StringBuilder words = new StringBuilder();
      for (Share share : shares.subList(0, Math.min(4, shares.size()))) {
        words.append(words.isEmpty() ? "" : ", ").append(names.inWords(share.owner()));
        if (shares.size() > 1) {
          words.append(' ').append(SceneWords.percent(share.part()));
        }
      }
      return shares.size() > 4
          ? words + " and " + SceneWords.count(shares.size() - 4L) + " more"
          : words.toString();
    }
  }

  /// @param part above 0; those of a column are 1 together
  record Share(int owner, double part) {}

  /// What is seen, from left to right.
  static List<Stretch> of(BucketSpace space, Viewport view, double width) {
    List<Stretch> stretches = new ArrayList<>();
    List<Run> runs = space.runs();
    if (width <= 0 || runs.isEmpty()) {
      return stretches;
    }
    int denseFrom = -1;
    int run = space.runAt(view.from());
    for (; run < runs.size() && runs.get(run).from() < view.to(); run++) {
      double left = Math.max(0, view.x(runs.get(run).from(), width));
      double right = Math.min(width, view.x(runs.get(run).to(), width));
      if (right - left >= NARROW) {
        if (denseFrom >= 0) {
          stretches.add(dense(space, denseFrom, run, view, width));
          denseFrom = -1;
        }
        stretches.add(new Wide(runs.get(run), left, right));
      } else if (denseFrom < 0 && right > left) {
        denseFrom = run;
      }
    }
    if (denseFrom >= 0) {
      stretches.add(dense(space, denseFrom, run, view, width));
    }
    return stretches;
  }

  private static Dense dense(BucketSpace space, int from, int end, Viewport view, double width) {
    List<Run> runs = space.runs();
    double begin = Math.max(view.from(), runs.get(from).from());
    double stop = Math.min(view.to(), runs.get(end - 1).to());
    double left = view.x(begin, width);
    double right = view.x(stop, width);
    int count = Math.max(1, (int) ((right - left) / NARROW));
    List<Column> columns = new ArrayList<>();
    int run = from;
    for (int i = 0; i < count; i++) {
      double start = begin + (stop - begin) * i / count;
      double next = i + 1 == count ? stop : begin + (stop - begin) * (i + 1) / count;
      Map<Integer, Double> parts = new TreeMap<>();
      while (runs.get(run).to() <= start && run + 1 < end) {
        run++;
      }
      for (int at = run; at < end && runs.get(at).from() < next; at++) {
        double part = Math.min(next, runs.get(at).to()) - Math.max(start, runs.get(at).from());
        if (part > 0) {
          parts.merge(runs.get(at).owner(), part / (next - start), Double::sum);
        }
      }
      int first = space.pieceAt(start);
      int last = Math.max(first, space.pieceAt(Math.nextDown(next)));
      // The last piece of a ring is the first point's.
      boolean wraps = first == space.count();
      columns.add(
          new Column(
              wraps ? 0 : first,
              wraps ? 1 : Math.min(last + 1, space.count()),
              left + (right - left) * i / count,
              left + (right - left) * (i + 1) / count,
              parts.entrySet().stream()
                  .map(entry -> new Share(entry.getKey(), entry.getValue()))
                  .sorted(Comparator.comparingDouble(Share::part).reversed())
                  .toList()));
    }
    int buckets = columns.getLast().end() - columns.getFirst().first();
    return new Dense(buckets, left, right, columns);
  }
}
