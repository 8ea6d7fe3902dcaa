package io.shardlens.merge;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value to order by, read once from PostgreSQL's text instead of at each comparison. Only values
/// that one [ValueOrder] has read are compared with one another. Immutable.
sealed interface SortValue extends Comparable<SortValue> {

  record Whole(long value) implements SortValue {
    @Override
    public int compareTo(SortValue other) {
      return Long.compare(value, ((Whole) other).value);
    }
  }

  /// NaN is the greatest.
  ///
  /// @param value a zero has no sign
  record Real(double value) implements SortValue {
    @Override
    public int compareTo(SortValue other) {
      return Double.compare(value, ((Real) other).value);
    }
  }

  /// @param day since 1970
  /// @param micros of the day
  record Moment(long day, long micros) implements SortValue {
    @Override
    public int compareTo(SortValue other) {
      Moment moment = (Moment) other;
      int byDay = Long.compare(day, moment.day);
      return byDay != 0 ? byDay : Long.compare(micros, moment.micros);
    }
  }

  /// A decimal number, or what a `numeric` may be besides.
  ///
  /// @param rank orders before everything else: the infinities and NaN have another one than
  ///   numbers
  /// @param unscaled the number without its point, where `large` is null
  /// @param scale the digits behind the point, where `large` is null
  /// @param large a number of more digits
  record Exact(int rank, long unscaled, int scale, @Nullable BigDecimal large)
      implements SortValue {
    @Override
    public int compareTo(SortValue other) {
      Exact exact = (Exact) other;
      if (rank != exact.rank) {
        return Integer.compare(rank, exact.rank);
      }
      return large == null && exact.large == null && scale == exact.scale
          ? Long.compare(unscaled, exact.unscaled)
          : decimal().compareTo(exact.decimal());
    }

    private BigDecimal decimal() {
      return large == null ? BigDecimal.valueOf(unscaled, scale) : large;
    }
  }

  /// Bytes that lie somewhere in an array, which is not copied.
  final class Bytes implements SortValue {
    private final byte[] bytes;
    private final int from;
    private final int to;

    Bytes(byte[] bytes, int offset, int length) {
      this.bytes = bytes;
      this.from = offset;
      this.to = offset + length;
    }

    @Override
    public int compareTo(SortValue other) {
      Bytes that = (Bytes) other;
      return Arrays.compareUnsigned(bytes, from, to, that.bytes, that.from, that.to);
    }
  }
}
