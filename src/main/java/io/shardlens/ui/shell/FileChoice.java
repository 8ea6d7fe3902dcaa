package io.shardlens.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/// Asks the reader for a file to open.
@FunctionalInterface
public interface FileChoice {

  /// @return empty when the reader thought better of it
  Optional<Path> choose(Window owner);
}
