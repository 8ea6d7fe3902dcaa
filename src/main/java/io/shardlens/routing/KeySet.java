package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      case Overridden(List<KeyValue> _) -> true;
      case InGroup(KeySet _, KeySet keys) -> keys.isOne();
      case Interval _, AllBut _, Nulls _, HashInterval _, Share _, Results _ -> false;
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

  /// Every key but some, which are told apart elsewhere; NULL is not among them.
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

  /// A key that the file names among the overrides of the older or the newer routing.
  ///
  /// @param key one value per key column
  record Overridden(List<KeyValue> key) implements KeySet {
    public Overridden {
      key = List.copyOf(key);
    }

    @Override
    public String words() {
      return "overridden key " + String.join(", ", key.stream().map(KeyValue::text).toList());
    }
  }

  /// Keys with NULL.
  record Nulls() implements KeySet {
    @Override
    public String words() {
      return "NULL keys";
    }
  }

  /// The keys whose hash lies between two bounds.
  ///
  /// @param from included
  /// @param to excluded
  /// @param share the part of the hash space, above 0 and at most 1
  record HashInterval(BigInteger from, BigInteger to, double share) implements KeySet {
    @Override
    public String words() {
      return "keys with a hash in [" + from + ", " + to + "), " + percent(share) + " of all,";
    }
  }

  /// A part of all keys that has no shorter description than its rule.
  ///
  /// @param share 0 to 1, where keys spread as the sample does
  /// @param sampled how many keys were routed by both rules for the estimate
  record Share(double share, int sampled) implements KeySet {
    @Override
    public String words() {
      return "about " + percent(share) + " of the keys";
    }
  }

  /// The keys of a group, told apart by their other columns.
  ///
  /// @param group values of the first column: [Values] or [AllBut]
  /// @param keys what the other columns hold
  record InGroup(KeySet group, KeySet keys) implements KeySet {
    @Override
    public String words() {
      return "of " + group.words() + ", " + keys.words();
    }
  }

  /// The keys for which an expression gives some results.
  ///
  /// @param results positions or names of shards, as the expression gives them; at least one
  record Results(List<String> results) implements KeySet {
    public Results {
      results = List.copyOf(results);
    }

    @Override
    public String words() {
      return "keys for which the expression gives " + String.join(", ", results);
    }
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return percent > 0 && percent < 0.1
        ? "less than 0.1 %"
        : String.format(
            Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
  }
}
