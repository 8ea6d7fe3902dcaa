package io.shardlens.topology.imports;

import java.util.List;
import java.util.Map;

/// Reads one kind of configuration. Implementations are stateless and thread-safe; nothing that a
/// source contains makes them throw, run for longer than it takes to read it, or open anything.
public interface Importer {

  /// Makes of the sources what can be made.
  ///
  /// @param sources at least one; their order does not matter
  /// @param answers to the questions of an earlier preview, or to what a note says was assumed, by
  ///   their ids; an answer that is not possible becomes a problem, one that nobody asked for is
  ///   ignored
  ImportPreview read(List<ImportSource> sources, Map<String, String> answers);
}
