package io.shardlens.execute;

import io.shardlens.topology.TableName;

/// A private place on a merge server where gathered parts are tables, for one statement. Used by
/// one thread at a time, except [#cancel] and [#abort].
///
/// Its life: objects and settings are made, then [#create] and [#feed] each part, then [#settle],
/// after which the server refuses writes, then the last stage is read. Closing it removes
/// everything that was made in it.
public interface MergeSession extends ShardSession {

  /// What people call the server: `the embedded PostgreSQL 18.6`.
  String serverName();

  /// Whether the whole database is this session's own, so that types, functions and collations may
  /// be made in it; otherwise nothing but temporary tables is.
  boolean ownsDatabase();

  /// Bytes of gathered rows, in the text form of `COPY`, that may be fed at most.
  long maxBytes();

  /// Makes one object of a database of its own; what fails leaves nothing behind and the session
  /// usable.
  ///
  /// @throws IllegalStateException where the database is not the session's own
  void define(String sql) throws ShardFailure;

  /// Sets a setting for the rest of the session; what fails leaves the session usable.
  void set(String name, String value) throws ShardFailure;

  /// Makes the table of a part.
  ///
  /// @param part its position, from 0
  /// @param columns the columns as SQL, between the parentheses
  void create(int part, String columns) throws ShardFailure;

  /// The table of a part as SQL.
  String table(int part);

  /// Whether a relation is the table of a part.
  boolean holds(TableName relation);

  /// Starts to feed a part; one part at a time.
  PartFeed feed(int part) throws ShardFailure;

  /// Ends the feeding: takes statistics of the parts, and makes the session read-only.
  ///
  /// @param parts how many there are
  void settle(int parts) throws ShardFailure;
}
