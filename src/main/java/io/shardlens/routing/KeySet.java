package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some keys of a routing, described in the terms of its rule.
public sealed interface KeySet {

  /// The keys in words, without the shards: `keys [40000, 50000)`.
  String words();

  /// Whether [#words] speak of one thing.
  default boolean isOne() {
    return switch (this) {
      case Values(List<KeyValue> values) -> values.size() == 1;
      case Buckets(List<Integer> buckets, int of) -> buckets.size() == 1 && of > 1;
      case Interval _, AllBut _ -> false;
    };
  }

  /// The keys from a lower bound, included, to an upper bound, excluded.
  ///
  /// @param from `null` is no bound
  /// @param to `null` is no bound
  record Interval(@Nullable KeyValue from, @Nullable KeyValue to) implements KeySet {
    @Override
    public String words() {
      if (from == null && to == null) {
        return "all keys";
      }
      return "keys "
          + (from == null ? "(-∞" : "[" + from.text())
          + ", "
          + (to == null ? "+∞" : to.text())
          + ")";
    }
  }

  /// Single keys; at least one.
  record Values(List<KeyValue> values) implements KeySet {
    private static final int SHOWN = 8;

    public Values {
      values = List.copyOf(values);
    }

    @Override
    public String words() {
      List<String> shown =
          new ArrayList<>(values.stream().limit(SHOWN).map(KeyValue::text).toList());
      if (values.size() > SHOWN) {
        shown.add("and " + (values.size() - SHOWN) + " more");
      }
      return (values.size() == 1 ? "value " : "values ") + String.join(", ", shown);
    }
  }

  /// Every key but some, which are told apart elsewhere; NULL among them.
  ///
  /// @param listed the keys that are not meant
  record AllBut(List<KeyValue> listed) implements KeySet {
    public AllBut {
      listed = List.copyOf(listed);
    }

    @Override
    public String words() {
      return "all values that are not listed";
    }
  }

  /// The keys whose hash or number falls into some of equally large buckets.
  ///
  /// @param buckets ascending, from 0; at least one
  /// @param of how many buckets there are
  record Buckets(List<Integer> buckets, int of) implements KeySet {
    private static final int SHOWN = 8;

    public Buckets {
      buckets = List.copyOf(buckets);
    }

    /// The part of the buckets, above 0 and at most 1; that is the part of the keys where they
    /// spread evenly.
    public double share() {
      return (double) buckets.size() / of;
    }

    @Override
    public String words() {
      if (buckets.size() == of) {
        return "all keys";
      }
      List<String> runs = runs();
      String more = runs.size() > SHOWN ? " and others, " + buckets.size() + " in all," : "";
      return (buckets.size() == 1 ? "bucket " : "buckets ")
          + String.join(", ", runs.subList(0, Math.min(SHOWN, runs.size())))
          + more
          + " of "
          + of;
    }

    /// `3`, `7 to 9`.
    private List<String> runs() {
      List<String> runs = new ArrayList<>();
      int i = 0;
      while (i < buckets.size()) {
        int first = buckets.get(i);
        int last = first;
        while (i + 1 < buckets.size() && buckets.get(i + 1) == last + 1) {
          last++;
          i++;
        }
        runs.add(first == last ? Integer.toString(first) : first + " to " + last);
        i++;
      }
      return runs;
    }
  }
}
