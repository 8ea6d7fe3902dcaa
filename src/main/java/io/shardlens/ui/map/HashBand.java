package io.shardlens.ui.map;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.map.BandLayout.Anchor;
import io.shardlens.ui.map.BandLayout.Mark;
import io.shardlens.ui.map.BandLayout.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// Lays the buckets of a routing out, in equal widths; neighbours of one shard become one segment.
///
/// @param bucketWord what a bucket is called: `remainder`, `bucket`
/// @param marker the bucket of the last key asked
public record HashBand(BucketMap buckets, String bucketWord, OptionalInt marker) {

  /// More marks than these are not drawn.
  private static final int MARKS = 64;

  /// A run of buckets of one shard.
  record Run(ShardId shard, int first, int end, String word) {
    String interval() {
      return end == first + 1 ? word + " " + first : word + "s " + first + " to " + (end - 1);
    }
  }

  List<Run> runs() {
    return buckets.ranges().stream()
        .map(range -> new Run(range.shard(), range.from(), range.to(), bucketWord))
        .toList();
  }

  BandLayout layout(double width, ToDoubleFunction<String> measure) {
    double each = width / buckets.count();
    List<Segment> segments = new ArrayList<>();
    OptionalInt marked = OptionalInt.empty();
    for (Run run : runs()) {
      if (marker.isPresent() && marker.getAsInt() >= run.first() && marker.getAsInt() < run.end()) {
        marked = OptionalInt.of(segments.size());
      }
      segments.add(
          new Segment(
              Optional.of(run.shard()),
              run.first() * each,
              (run.end() - run.first()) * each,
              false,
              false,
              run.interval()));
    }
    List<Mark> marks = new ArrayList<>();
    int step = Math.ceilDiv(buckets.count(), MARKS);
    for (int i = 0; i < buckets.count(); i += step) {
      marks.add(new Mark((i + 0.5) * each, Integer.toString(i), Anchor.CENTRE, false));
    }
    return new BandLayout(
        segments,
        BandLayout.withoutCollisions(marks, width, measure),
        marker.isPresent()
            ? OptionalDouble.of((marker.getAsInt() + 0.5) * each)
            : OptionalDouble.empty(),
        marked);
  }
}
