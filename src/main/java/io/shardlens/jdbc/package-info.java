/// Sessions on PostgreSQL servers: pools, credentials, the settings that make the server itself
/// refuse writes, and the translation of its errors into words.
///
/// The only package that knows `java.sql`, HikariCP and pgjdbc.
@NullMarked
package io.shardlens.jdbc;

import org.jspecify.annotations.NullMarked;
