package io.shardlens.execute;

import io.shardlens.plan.OffsetCut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Chooses the value up to which rows are counted: as far as possible, but with hardly a chance to
/// pass the offset.
final class CutChoice {

  /// How far off an estimate of one shard with its usual sample of 30 000 rows may be: three
  /// standard deviations of a quantile of the sample, and half a step of the histogram's.
  private static final double DOUBT = 0.01;

  private final List<ValueSpread> spreads;
  private final Comparator<String> order;
  private final boolean nullsFirst;
  private final List<String> candidates;
  private final double doubt;

  /// @param value up to which rows are counted
  /// @param before how many these are, about
  /// @param limit how many rows of each shard from there on are enough, if the estimate is as good
  ///   as it should be
  record Cut(String value, double before, long limit) {}

  CutChoice(Collection<ValueSpread> spreads, OffsetCut cut) {
    this.spreads = List.copyOf(spreads);
    Comparator<String> values = SortOrders.values(cut.type());
    this.order = cut.descending() ? values.reversed() : values;
    this.nullsFirst = cut.nullsFirst();
    this.candidates = new ArrayList<>();
    double unknown = 0;
    double squares = 0;
    for (ValueSpread spread : spreads) {
      candidates.addAll(spread.values());
      squares += (double) spread.rows() * spread.rows();
      unknown += spread.isKnown() ? 0 : spread.rows();
    }
    candidates.sort(order);
    // The errors of the shards are independent of each other.
    this.doubt = DOUBT * Math.sqrt(squares) + unknown + 10;
  }

  /// The cut for an offset and so many rows behind it, empty where it would save little.
  ///
  /// @param more by how many rows an earlier cut was known to come later than was thought
  Optional<Cut> of(long offset, long wanted, double more) {
    int low = 0;
    int high = candidates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before(candidates.get(middle)) + more + doubt <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return Optional.empty();
    }
    String value = candidates.get(low - 1);
    double before = before(value) + more;
    double limit = Math.ceil(offset - before + doubt + wanted);
    return limit * spreads.size() * 2 < otherwise(offset + wanted)
        ? Optional.of(new Cut(value, before, (long) limit))
        : Optional.empty();
  }

  /// About how many rows the shards send where none is counted.
  ///
  /// @param first how many of the whole order are needed
  double otherwise(long first) {
    return spreads.stream().mapToDouble(spread -> Math.min(first, spread.rows())).sum();
  }

  private double before(String value) {
    return spreads.stream().mapToDouble(spread -> spread.before(value, order, nullsFirst)).sum();
  }
}
