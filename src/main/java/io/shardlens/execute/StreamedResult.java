package io.shardlens.execute;

import io.shardlens.rows.Row;

/// What a stream of rows was worth, known only at its end.
///
/// @param result as of a query whose rows are held, but without the rows
/// @param rows how many were handed to the consumer. Where the result says that a shard is missing
///   or that there is an error, rows may have been handed out before that was known
public record StreamedResult(QueryResult result, long rows) {

  /// Hands on the rows of a result that has them all.
  static StreamedResult ofHeld(QueryResult result, ResultConsumer consumer) {
    if (result.error().isPresent()) {
      return new StreamedResult(result, 0);
    }
    consumer.columns(result.columns());
    long rows = 0;
    boolean wanted = true;
    for (Row row : result.rows()) {
      if (wanted) {
        wanted = consumer.row(row);
        rows++;
      }
    }
    return new StreamedResult(result.withoutRows(), rows);
  }
}
