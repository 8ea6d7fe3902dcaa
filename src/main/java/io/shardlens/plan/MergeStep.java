package io.shardlens.plan;

import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How the answers of the shards become one result.
public sealed interface MergeStep {

  /// One line for people: `Concatenate, streaming`.
  String summary();

  /// One shard holds every row that the statement can see: its answer is the answer.
  ///
  /// @param sql what is sent
  record SingleShard(ShardId shard, String sql) implements MergeStep {
    @Override
    public String summary() {
      return "None: one shard answers";
    }
  }

  /// The rows of the shards one after the other; streaming.
  ///
  /// @param sql what every asked shard is sent
  /// @param offset rows skipped of the whole
  /// @param limit rows returned at most, empty for all
  record Concatenate(String sql, long offset, OptionalLong limit) implements MergeStep {
    @Override
    public String summary() {
      return "Concatenate, streaming";
    }
  }

  /// The sorted rows of the shards merged by the order of the statement; streaming.
  ///
  /// @param sql what every asked shard is sent
  /// @param hidden how many columns at the end were added for the order and are dropped from the
  ///   result
  /// @param cut how rows before the offset may be counted instead of being sent, empty where they
  ///   must be sent
  record MergeSort(
      String sql,
      List<SortKey> order,
      int hidden,
      long offset,
      OptionalLong limit,
      Optional<OffsetCut> cut)
      implements MergeStep {
    /// From here on an offset may be worth a look at statistics.
    private static final long DEEP = 10_000;

    public MergeSort {
      order = List.copyOf(order);
    }

    /// A merge for which all rows before the offset are sent.
    public MergeSort(String sql, List<SortKey> order, int hidden, long offset, OptionalLong limit) {
      this(sql, order, hidden, offset, limit, Optional.empty());
    }

    @Override
    public String summary() {
      return cut.isPresent() && offset >= DEEP
          ? "Merge-sort; rows before the offset are counted and not sent, as far as statistics tell"
          : "Merge-sort, streaming";
    }
  }

  /// Groups of the shards, with partial aggregates, put together in Java; holds one row for each
  /// group.
  ///
  /// @param sql what every asked shard is sent
  /// @param parts the columns that it returns
  /// @param keys the indexes of those that make a group
  /// @param columns of the result
  /// @param outputs how each of them is made
  /// @param order of the result, by its columns; empty for none
  /// @param limit rows returned at most, empty for all
  record Groups(
      String sql,
      List<Column> parts,
      List<Integer> keys,
      List<Column> columns,
      List<GroupColumn> outputs,
      List<SortKey> order,
      long offset,
      OptionalLong limit)
      implements MergeStep {
    public Groups {
      parts = List.copyOf(parts);
      keys = List.copyOf(keys);
      columns = List.copyOf(columns);
      outputs = List.copyOf(outputs);
      order = List.copyOf(order);
    }

    /// The same groups of another statement.
    Groups withSql(String other) {
      return new Groups(other, parts, keys, columns, outputs, order, offset, limit);
    }

    @Override
    public String summary() {
      return "Aggregate on each shard, then its groups together";
    }
  }

  /// A result column of merged groups.
  ///
  /// @param column the index of the shards' column that it is made of
  /// @param count of an average the index of the counts, otherwise -1
  /// @param order of a least or greatest value
  record GroupColumn(Combination how, int column, int count, Optional<SortType> order) {}

  /// How a result column of merged groups is made of the shards' columns.
  enum Combination {
    KEY,
    COUNT,
    /// The sum of `bigint`s.
    SUM,
    NUMERIC_SUM,
    AVERAGE,
    MIN,
    MAX,
    COUNT_DISTINCT
  }

  /// Rows are gathered to one PostgreSQL, where the last stage runs over them in a read-only
  /// transaction.
  ///
  /// @param mergeShard the shard that runs the last stage
  /// @param parts what is read of the shards, each under the name by which the last stage calls it
  /// @param content what the rows are
  /// @param body the last stage, for a session in which every part is a relation of its name
  /// @param elsewhere the same for a server that holds no table of the shards
  record Gathered(
      ShardId mergeShard,
      Content content,
      List<GatheredPart> parts,
      String body,
      Elsewhere elsewhere)
      implements MergeStep {
    /// What the gathered rows are.
    public enum Content {
      /// Rows of the tables; the last stage is the statement as it was written.
      TABLES,
      /// Groups of each shard, with partial aggregates; the last stage puts them together.
      GROUPS
    }

    public Gathered {
      parts = List.copyOf(parts);
    }

    /// A plan whose last stage reads its parts and nothing else.
    public Gathered(ShardId mergeShard, Content content, List<GatheredPart> parts, String body) {
      this(mergeShard, content, parts, body, new Elsewhere(parts, body));
    }

    /// The last stage with its parts as `WITH` queries over `unnest` of bind parameters: one
    /// `$n::text[]` for each column of each part, in order.
    public String sql() {
      return LastStage.overArrays(body, parts);
    }

    @Override
    public String summary() {
      return switch (content) {
        case TABLES -> "Gather, then the statement itself in PostgreSQL";
        case GROUPS -> "Aggregate on each shard, then its groups together in PostgreSQL";
      };
    }
  }

  /// The rows of one table are gathered and handed to every shard with rows of the other tables of
  /// a join, where they are a relation of its name; the shards join and group.
  ///
  /// @param table the table
  /// @param part what is read of it
  /// @param shards who joins
  /// @param sql what they are sent, with one `$n::text[]` for each column of the part, in order
  /// @param then how their groups become one result: [Groups], or [Gathered] groups
  /// @param otherwise what is done where the table has too many rows for that
  record Broadcast(
      TableName table,
      GatheredPart part,
      List<ShardId> shards,
      String sql,
      MergeStep then,
      Gathered otherwise)
      implements MergeStep {
    public Broadcast {
      shards = List.copyOf(shards);
    }

    @Override
    public String summary() {
      return "Hand the rows of " + part.name() + " to the shards. " + then.summary();
    }
  }

  /// The last stage on a server that holds no table of the shards: tables that lie whole on the
  /// merge shard are parts, too.
  record Elsewhere(List<GatheredPart> parts, String body) {
    public Elsewhere {
      parts = List.copyOf(parts);
    }

    /// The last stage with its parts as `WITH` queries over tables.
    ///
    /// @param relations the table of each part, in their order, as SQL
    public String sql(List<String> relations) {
      return LastStage.overTables(body, parts, relations);
    }
  }

  /// Every shard's own answer, side by side.
  record SideBySide(String sql) implements MergeStep {
    @Override
    public String summary() {
      return "None: each shard answers for itself";
    }
  }

  /// Nothing is run.
  record Nothing() implements MergeStep {
    @Override
    public String summary() {
      return "Nothing is run";
    }
  }

  /// One relation of the last stage, made of rows of several shards.
  ///
  /// @param name the relation's name, unqualified and unquoted
  /// @param columns its columns, in the order in which they are read; at least one
  /// @param sql the query that reads them
  /// @param from the shards that are asked for them
  record GatheredPart(String name, List<GatheredColumn> columns, String sql, List<ShardId> from) {
    public GatheredPart {
      columns = List.copyOf(columns);
      from = List.copyOf(from);
    }
  }

  /// A column of a gathered part.
  ///
  /// @param sqlType the type as SQL that casts to it, schema included where it is not built in
  /// @param collation the explicit collation as SQL, empty for the type's own
  record GatheredColumn(String name, String sqlType, String collation) {}

  /// One key of a merge-sort.
  ///
  /// @param column the index of the result column, from 0
  record SortKey(int column, SortType type, boolean descending, boolean nullsFirst) {}

  /// The types whose order in Java is proved equal to PostgreSQL's.
  enum SortType {
    INTEGER,
    /// With NaN above and the infinities at the ends.
    NUMERIC,
    /// -0 equals 0, NaN is the greatest.
    FLOAT,
    BOOLEAN,
    UUID,
    /// `date`, `timestamp` and, in UTC, `timestamptz`, in ISO form, with BC and the infinities.
    DATE_TIME,
    /// Text under collation "C": UTF-8 bytes, unsigned.
    BYTES
  }
}
