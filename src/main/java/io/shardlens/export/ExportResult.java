package io.shardlens.export;

import java.util.List;

/// What became of an export.
public sealed interface ExportResult {

  /// @param text the whole file
  /// @param leftOut a sentence for each table that is not in it, with the reason
  record Written(String text, List<String> leftOut) implements ExportResult {
    public Written {
      leftOut = List.copyOf(leftOut);
    }
  }

  /// @param reasons sentences, at least one
  record Refused(List<String> reasons) implements ExportResult {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
