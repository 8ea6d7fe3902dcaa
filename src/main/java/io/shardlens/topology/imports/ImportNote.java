package io.shardlens.topology.imports;

/// One thing that an importer says of what it read.
///
/// @param text never the value of anything that could be a secret
public record ImportNote(ImportPlace place, Kind kind, String text) {

  /// What became of the thing.
  public enum Kind {
    /// It is in the topology.
    UNDERSTOOD,
    /// It is in the topology in another form, or by an assumption that the text names.
    ASSUMED,
    /// It was left out on purpose: a password, a driver's setting.
    DROPPED,
    /// It was not understood, and the topology does without it.
    NOT_UNDERSTOOD
  }

  /// `settings.py:12:5: text`.
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
