/// The way to a PostgreSQL: the only place that knows java.sql and the driver.
@NullMarked
package io.shardlens.jdbc;

import org.jspecify.annotations.NullMarked;
