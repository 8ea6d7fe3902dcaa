package io.shardlens.bench.suite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a patient programmer would write for each of these queries and no other: rewritten SQL for
/// the shards, at once, put together by hand. Routing is known, statistics are known, nothing is
/// parsed or checked. Neither a product nor a limit.
final class IdealPeer implements Peer {

  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");

  private final SuiteData data;
  private final Shards shards;
  private final DirectPeer direct;
  private final IdealGroups groups;

  IdealPeer(SuiteServers servers, Duration timeout) throws SQLException {
    data = servers.data();
    shards = new Shards(servers, timeout);
    direct = new DirectPeer(servers, timeout);
    groups = new IdealGroups(shards, data);
  }

  @Override
  public String name() {
    return "ideal";
  }

  @Override
  public void lookUp(long id, RowReader rows) throws SQLException {
    direct.lookUp(id, rows);
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws Exception {
    switch (query.name()) {
      case "q02_in100" -> keys(query, rows);
      case "q03_range10k" -> range(query, rows);
      case "q04_fullscan" -> CopyLanes.any(shards, query.sql(), rows);
      case "q05_top100_email" ->
          ranked(query, "bigint text text", "ORDER BY c1, c0 LIMIT 100", rows);
      case "q06_order_full" ->
          CopyLanes.merged(shards, query.sql(), SortKey.order(query.order()), rows);
      case "q07_group_country" -> groups.deviations(rows);
      case "q07b_group_noavgstd" -> groups.sums(query, rows);
      case "q08_distinct" -> groups.distinct(rows);
      case "q09_group_100k" -> groups.names(rows);
      case "q10_coloc_join" -> groups.joined(query, rows);
      case "q11_cross_join" -> groups.crossJoined(rows);
      case "q12_deep_offset" -> IdealPlaces.offset(shards, data.users() / 2, query, rows);
      case "q13_window_top3" -> groups.topThree(rows);
      case "q14_percentile" -> IdealPlaces.percentiles(shards, rows);
      case "q15_nulls_desc" -> merged(query, rows);
      case "q16_having" -> groups.having(rows);
      case "q17_order_expr" -> ranked(query, "bigint text", "ORDER BY c1, c0 LIMIT 100", rows);
      case "q18_filter_city" -> appended(0, SuiteData.SHARDS, query.sql(), rows);
      case "q19_collation" -> ranked(query, "bigint text", "ORDER BY c1, c0 LIMIT 100", rows);
      default -> throw new NoAnswer("nobody wrote " + query.name() + " by hand");
    }
  }

  /// Each shard is asked for its own keys.
  private void keys(SuiteQuery query, RowReader rows) throws Exception {
    List<StringBuilder> keys = new ArrayList<>();
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      keys.add(new StringBuilder());
    }
    NUMBER
        .matcher(query.sql().substring(query.sql().indexOf('(')))
        .results()
        .forEach(key ->
            keys.get(data.shardOf(Long.parseLong(key.group()))).append(',').append(key.group()));
    for (var answer :
        shards.all((shard, connection) ->
            keys.get(shard).isEmpty()
                ? List.<List<@Nullable String>>of()
                : Ask.rows(
                    connection,
                    "SELECT * FROM users WHERE id IN (" + keys.get(shard).substring(1) + ")"))) {
      answer.forEach(rows::row);
    }
  }

  private void range(SuiteQuery query, RowReader rows) throws Exception {
    List<Long> bounds =
        NUMBER.matcher(query.sql()).results().map(found -> Long.valueOf(found.group())).toList();
    appended(
        data.shardOf(bounds.getFirst()), data.shardOf(bounds.getLast()) + 1, query.sql(), rows);
  }

  /// The shards hold ranges of what the answer is ordered by.
  private void appended(int first, int end, String sql, RowReader rows) throws Exception {
    for (var answer : shards.on(first, end, (_, connection) -> Ask.rows(connection, sql))) {
      answer.forEach(rows::row);
    }
  }

  private void merged(SuiteQuery query, RowReader rows) throws Exception {
    List<List<@Nullable String>> all = new ArrayList<>();
    shards.all((_, connection) -> Ask.rows(connection, query.sql())).forEach(all::addAll);
    all.sort(SortKey.order(query.order()));
    all.stream().limit(query.limit()).forEach(rows::row);
  }

  /// The few candidates are ordered by a shard, whose collation it is.
  private void ranked(SuiteQuery query, String types, String tail, RowReader rows)
      throws Exception {
    List<List<@Nullable String>> all = new ArrayList<>();
    shards.all((_, connection) -> Ask.rows(connection, query.sql())).forEach(all::addAll);
    Ask.over(shards.connection(0), all, types, "SELECT * FROM parts " + tail).forEach(rows::row);
  }

  @Override
  public void close() throws SQLException {
    shards.close();
    direct.close();
  }
}
