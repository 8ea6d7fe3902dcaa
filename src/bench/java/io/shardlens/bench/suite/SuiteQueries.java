package io.shardlens.bench.suite;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// The twenty queries. Keys, the range and the offset follow the number of users; at a million they
/// are `BETWEEN 245001 AND 255000`, which two shards hold, and `OFFSET 500000`.
final class SuiteQueries {

  private static final int KEYS = 100;
  private static final int HALF_RANGE = 5_000;

  private SuiteQueries() {}

  static List<SuiteQuery> of(SuiteData data) {
    return List.of(
        SuiteQuery.lookUp(1),
        SuiteQuery.unordered(
            "q02_in100", "SELECT * FROM users WHERE id IN (" + keys(data, KEYS) + ")"),
        SuiteQuery.ordered("q03_range10k", range(data), 0, SortKey.number(0)),
        SuiteQuery.unordered("q04_fullscan", "SELECT * FROM users"),
        SuiteQuery.ordered(
            "q05_top100_email",
            "SELECT id, email, name FROM users ORDER BY email, id LIMIT 100",
            100,
            SortKey.text(1),
            SortKey.number(0)),
        SuiteQuery.loose(
            "q06_order_full", "SELECT * FROM users ORDER BY created_at", 0, SortKey.text(5)),
        SuiteQuery.ordered(
            "q07_group_country",
            "SELECT country, count(*) AS c, avg(balance) AS a, stddev(balance) AS s FROM users"
                + " GROUP BY country ORDER BY country",
            0,
            SortKey.text(0)),
        SuiteQuery.ordered(
            "q07b_group_noavgstd",
            "SELECT country, count(*) AS c, sum(balance) AS s, min(balance) AS mi, max(balance) AS"
                + " ma FROM users GROUP BY country ORDER BY country",
            0,
            SortKey.text(0)),
        SuiteQuery.unordered("q08_distinct", "SELECT count(DISTINCT email) AS c FROM users"),
        SuiteQuery.unordered(
            "q09_group_100k",
            "SELECT name, count(*) AS c, sum(balance) AS s FROM users GROUP BY name"),
        SuiteQuery.unordered(
            "q10_coloc_join",
            "SELECT u.country, count(*) AS c, sum(o.amount) AS s, max(o.created_at) AS m FROM users"
                + " u JOIN orders o ON o.user_id = u.id GROUP BY u.country"),
        SuiteQuery.unordered(
            "q11_cross_join",
            "SELECT u.country, count(*) AS c, sum(o.amount) AS s FROM orders o JOIN users u ON u.id"
                + " = o.referrer_id WHERE o.status = 'refunded' GROUP BY u.country"),
        SuiteQuery.loose(
            "q12_deep_offset",
            "SELECT id, email, created_at FROM users ORDER BY created_at LIMIT 50 OFFSET "
                + data.users() / 2,
            50,
            SortKey.text(2)),
        SuiteQuery.unordered(
            "q13_window_top3",
            "SELECT * FROM (SELECT id, country, balance, rank() OVER (PARTITION BY country ORDER BY"
                + " balance DESC NULLS LAST) AS r FROM users) t WHERE r <= 3"),
        SuiteQuery.unordered(
            "q14_percentile",
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) AS p50,"
                + " percentile_cont(0.95) WITHIN GROUP (ORDER BY balance) AS p95 FROM users"),
        SuiteQuery.ordered(
            "q15_nulls_desc",
            "SELECT id, balance FROM users ORDER BY balance DESC, id LIMIT 100",
            100,
            SortKey.number(1).down(),
            SortKey.number(0)),
        SuiteQuery.ordered(
            "q16_having",
            "SELECT name, count(*) AS c FROM users GROUP BY name HAVING count(*) > 18 ORDER BY c"
                + " DESC, name LIMIT 50",
            50,
            SortKey.number(1).down(),
            SortKey.text(0)),
        SuiteQuery.ordered(
            "q17_order_expr",
            "SELECT id, lower(email) AS e FROM users ORDER BY lower(email), id LIMIT 100",
            100,
            SortKey.text(1),
            SortKey.number(0)),
        SuiteQuery.ordered(
            "q18_filter_city",
            "SELECT id, email FROM users WHERE attributes->>'city' = 'Lagos' AND country = 'PT'"
                + " ORDER BY id",
            0,
            SortKey.number(0)),
        SuiteQuery.ordered(
            "q19_collation",
            "SELECT id, name FROM users WHERE name ILIKE '%smith%' ORDER BY name, id LIMIT 100",
            100,
            SortKey.text(1),
            SortKey.number(0)));
  }

  private static String range(SuiteData data) {
    long middle = data.firstOf(1) - 1;
    long half = Math.min(HALF_RANGE, middle);
    return "SELECT * FROM users WHERE id BETWEEN "
        + (middle - half + 1)
        + " AND "
        + (middle + half)
        + " ORDER BY id";
  }

  private static String keys(SuiteData data, int count) {
    return new Random(SuiteData.SEED)
        .longs(count, 1, data.users() + 1L)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", "));
  }
}
