package io.shardlens.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The hand-written queries that want what stands at a place of an order: a first pass counts by
/// bucket, a second one reads the buckets that matter. The width of the buckets is chosen for the
/// data.
final class IdealPlaces {

  private static final int BALANCE_BUCKET = 100;

  private IdealPlaces() {}

  /// q12: buckets are days.
  static void offset(Shards shards, long offset, SuiteQuery query, RowReader rows)
      throws Exception {
    TreeMap<Long, Long> days =
        counts(
            shards,
            "SELECT floor(extract(epoch FROM created_at) / 86400)::bigint, count(*) FROM users"
                + " GROUP BY 1");
    long before = 0;
    long seen = 0;
    long first = days.firstKey();
    long last = first;
    for (var day : days.entrySet()) {
      if (seen + day.getValue() <= offset) {
        before = seen + day.getValue();
        first = day.getKey() + 1;
      }
      last = day.getKey();
      seen += day.getValue();
      if (seen >= offset + query.limit()) {
        break;
      }
    }
    long skipped = offset - before;
    String sql =
        "SELECT id, email, created_at FROM users WHERE created_at >= to_timestamp(%d) AND"
            + " created_at < to_timestamp(%d) ORDER BY created_at LIMIT %d";
    String day = sql.formatted(first * 86_400, (last + 1) * 86_400, skipped + query.limit());
    List<List<@Nullable String>> all = new ArrayList<>();
    shards.all((_, connection) -> Ask.rows(connection, day)).forEach(all::addAll);
    all.sort(SortKey.order(query.order()));
    all.stream().skip(skipped).limit(query.limit()).forEach(rows::row);
  }

  /// q14: buckets of a hundred; both percentiles in the same two passes.
  static void percentiles(Shards shards, RowReader rows) throws Exception {
    String bucket = "floor(balance / " + BALANCE_BUCKET + ")::int";
    TreeMap<Long, Long> counts =
        counts(
            shards,
            "SELECT " + bucket + ", count(*) FROM users WHERE balance IS NOT NULL GROUP BY 1");
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    double[] places = {0.5 * (all - 1), 0.95 * (all - 1)};
    TreeMap<Long, Long> wanted = new TreeMap<>();
    for (double place : places) {
      for (long row : new long[] {(long) Math.floor(place), (long) Math.ceil(place)}) {
        Map.Entry<Long, Long> found = holding(counts, row);
        wanted.put(found.getKey(), found.getValue());
      }
    }
    String buckets =
        wanted.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    TreeMap<Long, List<Double>> values = new TreeMap<>();
    for (var part :
        shards.all((_, connection) ->
            Ask.rows(
                connection,
                "SELECT balance FROM users WHERE " + bucket + " IN (" + buckets + ")"))) {
      for (List<@Nullable String> row : part) {
        double value = Double.parseDouble(Objects.requireNonNull(row.getFirst()));
        values
            .computeIfAbsent((long) Math.floor(value / BALANCE_BUCKET), _ -> new ArrayList<>())
            .add(value);
      }
    }
    values.values().forEach(found -> found.sort(null));
    @Nullable String[] cells = new @Nullable String[places.length];
    for (int i = 0; i < places.length; i++) {
      double low = at(counts, values, (long) Math.floor(places[i]));
      double high = at(counts, values, (long) Math.ceil(places[i]));
      double between = low + (places[i] - Math.floor(places[i])) * (high - low);
      String text = Double.toString(between);
      cells[i] = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    Peer.hand(rows, cells);
  }

  private static double at(
      TreeMap<Long, Long> counts, TreeMap<Long, List<Double>> values, long row) {
    Map.Entry<Long, Long> bucket = holding(counts, row);
    return Objects.requireNonNull(values.get(bucket.getKey())).get((int) (row - bucket.getValue()));
  }

  /// The bucket that holds a row of the order, and how many rows are before it.
  private static Map.Entry<Long, Long> holding(TreeMap<Long, Long> counts, long row) {
    long before = 0;
    for (var bucket : counts.entrySet()) {
      if (row < before + bucket.getValue()) {
        return Map.entry(bucket.getKey(), before);
      }
      before += bucket.getValue();
    }
    throw new IllegalArgumentException("There are no " + row + " rows");
  }

  private static TreeMap<Long, Long> counts(Shards shards, String sql) throws Exception {
    TreeMap<Long, Long> counts = new TreeMap<>();
    for (var part : shards.all((_, connection) -> Ask.rows(connection, sql))) {
      for (List<@Nullable String> row : part) {
        counts.merge(
            Long.valueOf(Objects.requireNonNull(row.get(0))),
            Long.valueOf(Objects.requireNonNull(row.get(1))),
            Long::sum);
      }
    }
    return counts;
  }
}
