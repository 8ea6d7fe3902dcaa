package io.shardlens.bench.suite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The hand-written queries that put groups of several shards together.
final class IdealGroups {

  private static final int STRIPES = 16;
  private static final int MANY = 18;

  private final Shards shards;
  private final SuiteData data;

  IdealGroups(Shards shards, SuiteData data) {
    this.shards = shards;
    this.data = data;
  }

  /// q07: counts, sums and sums of squares; PostgreSQL divides, so that the digits are its own.
  void deviations(RowReader rows) throws Exception {
    Ask.over(
            shards.connection(0),
            parts(
                "SELECT country, count(*), count(balance), sum(balance), sum(balance * balance)"
                    + " FROM users GROUP BY country"),
            "text bigint bigint numeric numeric",
            ", sums AS (SELECT c0, sum(c1) AS c, sum(c2) AS n, sum(c3) AS s, sum(c4) AS q FROM"
                + " parts GROUP BY c0), variances AS (SELECT *, (n * q - s * s) / nullif(n * (n -"
                + " 1), 0) AS v FROM sums) SELECT c0, c, s / nullif(n, 0), round(sqrt(v), scale(v))"
                + " FROM variances ORDER BY c0")
        .forEach(rows::row);
  }

  /// q07b
  void sums(SuiteQuery query, RowReader rows) throws Exception {
    Map<String, BigDecimal[]> groups = new TreeMap<>();
    List<BinaryOperator<BigDecimal>> merges =
        List.of(BigDecimal::add, BigDecimal::add, BigDecimal::min, BigDecimal::max);
    for (List<@Nullable String> part : parts(query.sql())) {
      BigDecimal[] group = groups.computeIfAbsent(text(part, 0), _ -> new BigDecimal[4]);
      for (int i = 0; i < group.length; i++) {
        String cell = part.get(i + 1);
        if (cell != null) {
          BigDecimal number = new BigDecimal(cell);
          group[i] = group[i] == null ? number : merges.get(i).apply(group[i], number);
        }
      }
    }
    groups.forEach((country, group) -> {
      @Nullable String[] cells = {country, null, null, null, null};
      for (int i = 0; i < group.length; i++) {
        cells[i + 1] = group[i] == null ? null : group[i].toPlainString();
      }
      Peer.hand(rows, cells);
    });
  }

  /// q08: everything is read, and counted in stripes of the hash.
  void distinct(RowReader rows) throws Exception {
    List<List<Set<String>>> found =
        shards.all((_, connection) -> {
          List<Set<String>> stripes = new ArrayList<>();
          for (int i = 0; i < STRIPES; i++) {
            stripes.add(new HashSet<>());
          }
          CopyText.read(
              connection,
              "SELECT email FROM users",
              row -> {
                String email = text(row, 0);
                stripes.get(Math.floorMod(email.hashCode() >> 16, STRIPES)).add(email);
              });
          return stripes;
        });
    List<Integer> counts =
        shards.all((shard, _) -> {
          int count = 0;
          for (int stripe = shard; stripe < STRIPES; stripe += SuiteData.SHARDS) {
            Set<String> all = found.getFirst().get(stripe);
            for (int other = 1; other < found.size(); other++) {
              all.addAll(found.get(other).get(stripe));
            }
            count += all.size();
          }
          return count;
        });
    Peer.hand(
        rows,
        new @Nullable String[] {
          Integer.toString(counts.stream().mapToInt(Integer::intValue).sum())
        });
  }

  private static final class Name {
    long count;
    long balances;
    long cents;
  }

  /// q09: sums in cents, of which a `long` holds enough.
  void names(RowReader rows) throws Exception {
    Map<String, Name> names = new HashMap<>();
    CopyLanes.any(
        shards,
        "SELECT name, count(*), count(balance), (sum(balance) * 100)::bigint FROM users GROUP BY"
            + " name",
        part -> {
          Name name = names.computeIfAbsent(text(part, 0), _ -> new Name());
          name.count += Long.parseLong(text(part, 1));
          long balances = Long.parseLong(text(part, 2));
          name.balances += balances;
          name.cents += balances == 0 ? 0 : Long.parseLong(text(part, 3));
        });
    names.forEach((text, name) ->
        Peer.hand(
            rows,
            new @Nullable String[] {
              text,
              Long.toString(name.count),
              name.balances == 0 ? null : BigDecimal.valueOf(name.cents, 2).toPlainString()
            }));
  }

  /// q16: no shard knows what is more than so many, so all groups are read.
  void having(RowReader rows) throws Exception {
    Map<String, long[]> names = new HashMap<>();
    CopyLanes.any(
        shards,
        "SELECT name, count(*) FROM users GROUP BY name",
        part ->
            names.computeIfAbsent(text(part, 0), _ -> new long[1])[0] +=
                Long.parseLong(text(part, 1)));
    List<List<@Nullable String>> many = new ArrayList<>();
    names.forEach((name, count) -> {
      if (count[0] > MANY) {
        many.add(List.of(name, Long.toString(count[0])));
      }
    });
    Ask.over(
            shards.connection(0),
            many,
            "text bigint",
            "SELECT c0, c1 FROM parts ORDER BY c1 DESC, c0 LIMIT 50")
        .forEach(rows::row);
  }

  /// q10: the join stays inside the shards.
  void joined(SuiteQuery query, RowReader rows) throws Exception {
    countsAndSums(parts(query.sql()), rows);
  }

  /// q11: the few refunded orders go to the shards of those who referred.
  void crossJoined(RowReader rows) throws Exception {
    List<List<List<@Nullable String>>> byOwner = new ArrayList<>();
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      byOwner.add(new ArrayList<>());
    }
    for (var part :
        shards.all((_, connection) ->
            CopyText.all(
                connection,
                "SELECT referrer_id, amount FROM orders WHERE status = 'refunded' AND referrer_id"
                    + " IS NOT NULL"))) {
      part.forEach(row -> byOwner.get(data.shardOf(Long.parseLong(text(row, 0)))).add(row));
    }
    List<List<@Nullable String>> all = new ArrayList<>();
    shards
        .all((shard, connection) ->
            Ask.over(
                connection,
                byOwner.get(shard),
                "bigint numeric",
                "SELECT country, count(*), sum(c1) FROM parts JOIN users ON id = c0 GROUP BY 1"))
        .forEach(all::addAll);
    countsAndSums(all, rows);
  }

  /// A text, a count, a sum and perhaps the greatest moment.
  private static void countsAndSums(List<List<@Nullable String>> parts, RowReader rows) {
    Map<String, @Nullable String[]> groups = new HashMap<>();
    for (List<@Nullable String> part : parts) {
      groups.merge(
          text(part, 0),
          part.toArray(String[]::new),
          (left, right) -> {
            left[1] = Long.toString(Long.parseLong(left[1]) + Long.parseLong(right[1]));
            left[2] = new BigDecimal(left[2]).add(new BigDecimal(right[2])).toPlainString();
            if (left.length > 3 && left[3].compareTo(right[3]) < 0) {
              left[3] = right[3];
            }
            return left;
          });
    }
    groups.values().forEach(group -> Peer.hand(rows, group));
  }

  /// q13: whoever is among the first three of all is among the first three of a shard.
  void topThree(RowReader rows) throws Exception {
    Map<String, List<List<@Nullable String>>> countries = new HashMap<>();
    parts(
            "SELECT id, country, balance FROM (SELECT id, country, balance, rank() OVER (PARTITION"
                + " BY country ORDER BY balance DESC NULLS LAST) AS r FROM users) t WHERE r <= 3")
        .forEach(row -> countries.computeIfAbsent(text(row, 1), _ -> new ArrayList<>()).add(row));
    Comparator<List<@Nullable String>> order =
        Comparator.comparing(
            row -> balance(row), Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()));
    countries
        .values()
        .forEach(candidates -> {
          candidates.sort(order.reversed());
          int rank = 1;
          for (int i = 0; i < candidates.size(); i++) {
            if (i > 0 && order.compare(candidates.get(i - 1), candidates.get(i)) != 0) {
              rank = i + 1;
            }
            if (rank <= 3) {
              List<@Nullable String> row = new ArrayList<>(candidates.get(i));
              row.add(Integer.toString(rank));
              rows.row(row);
            }
          }
        });
  }

  private static @Nullable BigDecimal balance(List<@Nullable String> row) {
    String text = row.get(2);
    return text == null ? null : new BigDecimal(text);
  }

  private List<List<@Nullable String>> parts(String sql) throws Exception {
    List<List<@Nullable String>> all = new ArrayList<>();
    shards.all((_, connection) -> Ask.rows(connection, sql)).forEach(all::addAll);
    return all;
  }

  private static String text(List<@Nullable String> row, int column) {
    return Objects.requireNonNull(row.get(column));
  }
}
