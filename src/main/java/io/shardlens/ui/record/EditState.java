package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.ShardRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a change of the record on the screen stands.
sealed interface EditState {

  /// Nothing was changed.
  record Clean() implements EditState {}

  /// The statement for new values is being made.
  record Preparing(Map<String, @Nullable String> values) implements EditState {
    public Preparing {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// What will run is known, nothing was run.
  record Pending(Change change) implements EditState {}

  /// Running.
  record Applying(Change change) implements EditState {}

  /// Committed; the record on the screen is the record as the server now has it.
  record Applied(Change change, long millis) implements EditState {}

  /// Someone else changed the record since it was read; nothing was written.
  record Conflicted(Change change, ShardRecord current) implements EditState {}

  /// The record is no longer there; nothing was written.
  record Gone(Change change) implements EditState {}

  /// Refused; nothing was written.
  record Rejected(Change change, String message, String sqlState) implements EditState {}

  /// The connection broke at the commit: the change may have been written.
  record Unknown(Change change, String message) implements EditState {}

  /// The new values by field name, empty where nothing is to be written any more.
  default Map<String, @Nullable String> values() {
    return switch (this) {
      case Clean _, Applied _ -> Map.of();
      case Preparing(Map<String, @Nullable String> values) -> values;
      case Pending(Change change) -> change.values();
      case Applying(Change change) -> change.values();
      case Conflicted(Change change, ShardRecord _) -> change.values();
      case Gone(Change change) -> change.values();
      case Rejected(Change change, String _, String _) -> change.values();
      case Unknown(Change change, String _) -> change.values();
    };
  }

  /// Whether fields can be edited now.
  default boolean isOpen() {
    return switch (this) {
      case Clean _, Applied _, Preparing _, Pending _, Rejected _ -> true;
      case Applying _, Conflicted _, Gone _, Unknown _ -> false;
    };
  }

  /// Whether leaving the record now would lose work.
  default boolean isUnsaved() {
    return switch (this) {
      case Clean _, Applied _, Gone _, Unknown _ -> false;
      case Preparing _, Pending _, Applying _, Conflicted _, Rejected _ -> true;
    };
  }
}
