package io.shardlens.execute;

import io.shardlens.routing.Derivation;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the rows of one table on one shard say of the routing.
///
/// @param keys how many were looked at; of tenants how many schemas; -1 where the server knows no
///   number
/// @param keysAreEstimated whether the number is the server's estimate
/// @param misplaced how many of them lie on the wrong shard, or in no shard's place
/// @param moreMisplaced whether there are more than were counted
/// @param examples some of the misplaced ones
/// @param how the keys were looked at, in words
/// @param notes what was not finished, is missing or could not be read, a sentence each
public record ShardProof(
    ShardId shard,
    Method method,
    long keys,
    boolean keysAreEstimated,
    long misplaced,
    boolean moreMisplaced,
    List<Misplaced> examples,
    String how,
    List<String> notes,
    long millis) {

  public ShardProof {
    examples = List.copyOf(examples);
    notes = List.copyOf(notes);
  }

  /// How much of the rows was looked at.
  public enum Method {
    /// The server compared every row.
    EVERY_ROW(true),
    /// The schema of every tenant was looked at.
    EVERY_SCHEMA(true),
    /// Keys drawn at random were routed.
    RANDOM_SAMPLE(false),
    /// The keys that the server gave first were routed; nothing can be drawn from a view.
    FIRST_ROWS(false),
    /// The keys could not be read.
    UNREAD(false);

    private final boolean whole;

    Method(boolean whole) {
      this.whole = whole;
    }

    /// Whether no row was left out.
    public boolean isWhole() {
      return whole;
    }
  }

  /// A key on a shard that is not its own.
  ///
  /// @param key one text per key column, `null` for NULL
  /// @param owner the shard that owns it, empty where none does
  /// @param sentence where it lies and where it belongs, for people
  /// @param derivation why it belongs there
  public record Misplaced(
      List<@Nullable String> key, Optional<ShardId> owner, String sentence, Derivation derivation) {
    public Misplaced {
      key = Collections.unmodifiableList(new ArrayList<>(key));
    }
  }
}
