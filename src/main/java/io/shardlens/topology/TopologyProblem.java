package io.shardlens.topology;

/// One thing that is wrong with a topology file.
///
/// @param pointer the JSON pointer of the place (RFC 6901), empty for the document
/// @param line from 1, or 0 where the file has no such place
/// @param column from 1, or 0 where the file has no such place
/// @param message what is wrong and what to do; never the value of anything that could be a secret
public record TopologyProblem(
    Severity severity, String pointer, int line, int column, String message) {

  /// How much a problem matters.
  public enum Severity {
    /// The file is refused.
    ERROR,
    /// The file is read; it says something that is hardly meant.
    WARNING
  }

  /// An error.
  public TopologyProblem(String pointer, int line, int column, String message) {
    this(Severity.ERROR, pointer, line, column, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// `line 7, column 12 (/shards/0/host): message`; before the message of a warning stands that it
  /// is one.
  @Override
  public String toString() {
    String place = line > 0 ? "line " + line + ", column " + column : "file";
    return place
        + (pointer.isEmpty() ? "" : " (" + pointer + ")")
        + (isError() ? ": " : ": warning: ")
        + message;
  }
}
