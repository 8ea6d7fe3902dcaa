package io.shardlens.execute.statistics;

import io.shardlens.execute.statistics.KeyHistogram.Frequent;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a histogram of keys that were drawn: a value that would fill more than a bucket by itself
/// is a frequent one, the others are cut into buckets.
final class SampledHistogram {

  private static final int BUCKETS = 100;

  private SampledHistogram() {}

  /// @param rows of the whole table
  static KeyHistogram of(ShardId shard, KeyDraw draw, KeyType type, double rows) {
    KeyTexts texts = new KeyTexts(type);
    TreeMap<KeyValue, Integer> counts = new TreeMap<>();
    long nulls = 0;
    for (@Nullable String[] cells : draw.keys()) {
      String text = cells[0];
      if (text == null) {
        nulls++;
      } else {
        texts.key(text).ifPresent(key -> counts.merge(key, 1, Integer::sum));
      }
    }
    double rowsPerKey = draw.keys().isEmpty() ? 0 : rows / draw.keys().size();
    List<Frequent> frequent = new ArrayList<>();
    List<KeyValue> others = new ArrayList<>();
    int bucketOfAll = draw.keys().size() / BUCKETS;
    for (Map.Entry<KeyValue, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      if (count > 1 && count > bucketOfAll) {
        frequent.add(new Frequent(entry.getKey(), count * rowsPerKey));
      } else {
        for (int i = 0; i < count; i++) {
          others.add(entry.getKey());
        }
      }
    }
    if (others.size() == 1) {
      frequent.add(new Frequent(others.removeFirst(), rowsPerKey));
    }
    frequent.sort(Comparator.comparingDouble(Frequent::rows).reversed());
    return new KeyHistogram(
        shard,
        KeyHistogram.Source.SAMPLED,
        rows - texts.leftOut() * rowsPerKey,
        nulls * rowsPerKey,
        bounds(others),
        frequent,
        texts.leftOut());
  }

  private static List<KeyValue> bounds(List<KeyValue> sorted) {
    int buckets = Math.min(BUCKETS, sorted.size() - 1);
    List<KeyValue> bounds = new ArrayList<>();
    for (int i = 0; i <= buckets && buckets > 0; i++) {
      bounds.add(sorted.get((int) ((long) i * (sorted.size() - 1) / buckets)));
    }
    return bounds;
  }
}
