package io.shardlens.ui.common;

import io.shardlens.topology.TableDefinition;
import java.util.List;

/// The record screen, as far as others lead there.
public interface LookUpScreen extends Screen {

  /// Reads a record. Where an unsaved change would be lost, the reader is asked first.
  ///
  /// @param key one text per key column, as typed
  void lookUp(TableDefinition.Sharded table, List<String> key);
}
