package io.shardlens.sql;

/// What a statement does, by its first key word.
public enum StatementKind {
  /// `SELECT`, `VALUES`, `TABLE`, `WITH`, or a parenthesis before one of them.
  QUERY,
  EXPLAIN,
  SHOW,
  /// Changes rows or the schema: `INSERT`, `CREATE`, `TRUNCATE`, …
  WRITE,
  /// Changes the session or the transaction: `SET`, `BEGIN`, `COPY`, `LOCK`, `PREPARE`, …
  SESSION
}
