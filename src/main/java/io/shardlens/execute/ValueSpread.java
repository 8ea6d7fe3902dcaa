package io.shardlens.execute;

import io.shardlens.plan.OffsetCut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the values of a column spread over the rows of one shard, as its statistics say. Only an
/// estimate: nothing of an answer may rest on it.
final class ValueSpread {

  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  private final long rows;
  private final double nulls;
  private final List<Common> common;
  private final List<String> bounds;

  /// @param share the part of all rows that have this value
  record Common(String value, double share) {}

  /// @param rows of the query, as the server's planner expects
  /// @param nulls the part of them in which the value is NULL, from 0 to 1
  /// @param common values that are frequent
  /// @param bounds between which the other values lie, with the same number of rows between each
  ///   two; in the order of the query
  ValueSpread(long rows, double nulls, List<Common> common, List<String> bounds) {
    this.rows = rows;
    this.nulls = nulls;
    this.common = List.copyOf(common);
    this.bounds = List.copyOf(bounds);
  }

  /// Asks one shard; nothing of the table is read.
  static ValueSpread read(ShardSession session, OffsetCut cut) throws ShardFailure {
    String plan =
        SmallAnswers.text(
            SmallAnswers.rows(session, "EXPLAIN (FORMAT JSON) " + cut.all(), List.of())
                .getFirst()[0]);
    Matcher matcher = ROWS.matcher(plan);
    long rows = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    String array = cut.column().sqlType() + "[]";
    String sql =
        "WITH s AS (SELECT * FROM pg_catalog.pg_stats WHERE schemaname = $1 AND tablename = $2"
            + " AND attname = $3 ORDER BY inherited DESC LIMIT 1)"
            + " SELECT 'n', NULL, null_frac FROM s"
            + " UNION ALL SELECT 'c', v::text, f FROM s, unnest(most_common_vals::text::"
            + array
            + ", most_common_freqs) AS c(v, f)"
            + " UNION ALL SELECT 'h', v::text, 0 FROM s, unnest(histogram_bounds::text::"
            + array
            + ") AS h(v)";
    double nulls = 0;
    List<Common> common = new ArrayList<>();
    List<String> bounds = new ArrayList<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(
            session,
            sql,
            List.of(
                new Parameter.Text(cut.table().schema()),
                new Parameter.Text(cut.table().name()),
                new Parameter.Text(cut.column().name())))) {
      switch (SmallAnswers.text(row[0])) {
        case "n" -> nulls = Double.parseDouble(SmallAnswers.text(row[2]));
        case "c" ->
            common.add(
                new Common(
                    SmallAnswers.text(row[1]), Double.parseDouble(SmallAnswers.text(row[2]))));
        default -> bounds.add(SmallAnswers.text(row[1]));
      }
    }
    Comparator<String> order = SortOrders.values(cut.type());
    bounds.sort(cut.descending() ? order.reversed() : order);
    return new ValueSpread(rows, nulls, common, bounds);
  }

  long rows() {
    return rows;
  }

  /// Whether there are statistics to speak of.
  boolean isKnown() {
    return bounds.size() > 1 || !common.isEmpty();
  }

  /// The values that are known to occur.
  List<String> values() {
    List<String> values = new ArrayList<>(bounds);
    common.forEach(value -> values.add(value.value()));
    return values;
  }

  /// About how many rows come before a value.
  ///
  /// @param order of the query, by which the bounds are sorted
  double before(String value, Comparator<String> order, boolean nullsFirst) {
    double frequent = 0;
    double before = nullsFirst ? nulls : 0;
    for (Common known : common) {
      frequent += known.share();
      before += order.compare(known.value(), value) < 0 ? known.share() : 0;
    }
    double others = Math.max(0, 1 - nulls - frequent);
    return rows * (before + others * boundsBefore(value, order));
  }

  /// The part of the values between the bounds that come before a value.
  private double boundsBefore(String value, Comparator<String> order) {
    if (bounds.size() < 2) {
      return 0;
    }
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(bounds.get(middle), value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double last = bounds.size() - 1.0;
    if (low == 0 || low == bounds.size()) {
      return low == 0 ? 0 : 1;
    }
    boolean onBound = order.compare(bounds.get(low), value) == 0;
    return (onBound ? low : low - 0.5) / last;
  }
}
