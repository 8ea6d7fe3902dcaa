package io.shardlens.map;

import java.util.OptionalLong;

/// How many rows a bucket has; empty where nobody has counted them, which is not 0.
@FunctionalInterface
public interface BucketRows {

  BucketRows NOT_COUNTED = bucket -> OptionalLong.empty();

  OptionalLong of(int bucket);

  /// @param counted how many buckets were counted
  /// @param sum of their rows
  /// @param most rows of one bucket
  record Summary(int counted, long sum, long most) {

    boolean isEmpty() {
      return counted == 0;
    }

    /// Rows of each counted bucket if all had the same.
    double even() {
      return counted == 0 ? 0 : (double) sum / counted;
    }

    /// The part of the highest bar.
    double part(double rows) {
      return most == 0 ? 0 : rows / most;
    }
  }

  /// Over the first buckets.
  default Summary summary(int count) {
    int counted = 0;
    long sum = 0;
    long most = 0;
    for (int bucket = 0; bucket < count; bucket++) {
      OptionalLong rows = of(bucket);
      if (rows.isPresent()) {
        counted++;
        sum += rows.getAsLong();
        most = Math.max(most, rows.getAsLong());
      }
    }
    return new Summary(counted, sum, most);
  }
}
