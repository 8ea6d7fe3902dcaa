package io.shardlens.bench.suite;

import java.util.List;

/// One query of the suite.
///
/// @param sql as a user would type it
/// @param order what the answer is ordered by; empty where any order is right
/// @param total whether no two rows are equal in that order, so that there is one right order only
/// @param limit rows at most, 0 where there is no `LIMIT`
record SuiteQuery(String name, String sql, List<SortKey> order, boolean total, int limit) {

  /// The one that is asked many times with different keys.
  static final String POINT = "q01_point";

  SuiteQuery {
    order = List.copyOf(order);
  }

  static SuiteQuery unordered(String name, String sql) {
    return new SuiteQuery(name, sql, List.of(), false, 0);
  }

  static SuiteQuery ordered(String name, String sql, int limit, SortKey... order) {
    return new SuiteQuery(name, sql, List.of(order), true, limit);
  }

  /// Ordered by what several rows may share.
  static SuiteQuery loose(String name, String sql, int limit, SortKey... order) {
    return new SuiteQuery(name, sql, List.of(order), false, limit);
  }

  static SuiteQuery lookUp(long id) {
    return unordered(POINT, "SELECT * FROM users WHERE id = " + id);
  }

  boolean isPoint() {
    return name.equals(POINT);
  }
}
