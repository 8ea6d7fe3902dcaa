package io.shardlens.ui.map;

import io.shardlens.topology.RoutingDefinition;
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

/// Lays the remainders of a hash routing out, in equal widths; neighbours of one shard become one
/// segment.
///
/// @param marker the remainder of the last key asked
public record HashBand(RoutingDefinition.PostgresHash routing, OptionalInt marker) {

  /// A run of remainders of one shard.
  record Run(ShardId shard, int first, int end) {
    String interval() {
      return end == first + 1 ? "remainder " + first : "remainders " + first + " to " + (end - 1);
    }
  }

  List<Run> runs() {
    List<ShardId> owners = routing.remainders();
    List<Run> runs = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= owners.size(); i++) {
      if (i == owners.size() || !owners.get(i).equals(owners.get(first))) {
        runs.add(new Run(owners.get(first), first, i));
        first = i;
      }
    }
    return runs;
  }

  BandLayout layout(double width, ToDoubleFunction<String> measure) {
    double each = width / routing.modulus();
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
    for (int i = 0; i < routing.modulus(); i++) {
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
