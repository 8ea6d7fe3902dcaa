package io.shardlens.topology.imports;

/// A text to import.
///
/// @param name the file's name, for messages
/// @param text its content
public record ImportSource(String name, String text) {

  /// Longer sources are refused unread: 1 MiB.
  public static final int MAXIMUM_CHARACTERS = 1024 * 1024;
}
