package io.shardlens.topology.imports;

/// Where in its sources an importer read something.
///
/// @param source the file's name, or what else the text came from
/// @param line from 1, or 0 for the source as a whole
/// @param column from 1, or 0 for the line as a whole
public record ImportPlace(String source, int line, int column) {

  /// `settings.py:12:5`.
  @Override
  public String toString() {
    return source + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
  }
}
