package io.shardlens.topology.imports;

/// Why a source cannot be read.
///
/// @param message what is wrong and what to do; never the value of anything that could be a secret
public record ImportProblem(ImportPlace place, String message) {

  /// `settings.py:12:5: message`.
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
