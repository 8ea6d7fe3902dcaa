package io.shardlens.bench.suite;

/// What one peer made of one query.
sealed interface Measured {

  /// It was right, and took so long.
  ///
  /// @param times of the whole answer; of the look-ups one by one
  /// @param firstRows to the first row; empty where there were no rows
  record Right(Times times, Times firstRows) implements Measured {}

  /// It answered something else than the database with all rows.
  record Wrong(String difference) implements Measured {}

  /// It did not answer.
  record Failed(String firstLine) implements Measured {

    static Failed of(Throwable failure) {
      String text = failure instanceof NoAnswer ? failure.getMessage() : failure.toString();
      return new Failed(String.valueOf(text).lines().findFirst().orElse(""));
    }
  }

  /// It has no way for this query.
  record NotAsked() implements Measured {}
}
