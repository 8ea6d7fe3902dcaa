package io.shardlens.bench.suite;

import java.util.ArrayList;
import java.util.List;

/// Times of one kind; in nanoseconds when added, in milliseconds when asked for.
final class Times {

  private final List<Long> nanos = new ArrayList<>();

  void add(long time) {
    nanos.add(time);
  }

  boolean isEmpty() {
    return nanos.isEmpty();
  }

  double median() {
    return part(0.5);
  }

  /// @param part 0.99 for what one of a hundred exceeds
  double part(double part) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int place = (int) Math.min(sorted.size() - 1L, Math.floor(sorted.size() * part));
    return sorted.get(place) / 1e6;
  }

  double least() {
    return part(0);
  }

  double greatest() {
    return part(1);
  }
}
