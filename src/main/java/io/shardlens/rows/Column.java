package io.shardlens.rows;

/// One column of a result: its label and its type. Labels may repeat, as they may in PostgreSQL.
public record Column(String name, PgType type) {}
