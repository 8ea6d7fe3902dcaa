package io.shardlens.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/// Asks the reader for a file.
@FunctionalInterface
public interface FileChoice {

  /// Asks for a file to open.
  ///
  /// @return empty when the reader thought better of it
  Optional<Path> choose(Window owner);

  /// Asks for the files of a configuration that is to be imported. Who only opens topologies
  /// imports none.
  ///
  /// @return empty when the reader thought better of it
  default List<Path> chooseToImport(Window owner) {
    return List.of();
  }

  /// Asks where to save a file. Who only opens files saves none.
  ///
  /// @param name suggested
  /// @return empty when the reader thought better of it
  default Optional<Path> chooseToSave(Window owner, String name) {
    return Optional.empty();
  }
}
