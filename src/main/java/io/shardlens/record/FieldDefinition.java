package io.shardlens.record;

import io.shardlens.rows.PgType;

/// A column of a table, as far as a record view and an edit must know it.
///
/// @param notNull whether the column refuses NULL
/// @param shardKey whether the column is part of the shard key
/// @param identity whether the column is part of the primary key
/// @param generated whether the server computes the value
/// @param note empty, or a word on the type: the labels of an enum
public record FieldDefinition(
    String name,
    PgType type,
    boolean notNull,
    boolean shardKey,
    boolean identity,
    boolean generated,
    String note) {

  /// Why the field cannot be edited, for people; empty where it can.
  public String whyNotEditable() {
    if (shardKey) {
      return "The shard key decides on which shard the record lies; changing it means moving the"
          + " record, which Shardlens does not do yet";
    }
    if (generated) {
      return "The server computes this column";
    }
    return identity ? "The primary key names the record that is changed" : "";
  }
}
