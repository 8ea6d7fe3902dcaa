package io.shardlens.app;

import io.shardlens.ui.common.Messages;
import io.shardlens.ui.shell.FileChoice;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's own dialogs for files.
final class FileDialogs implements FileChoice {

  @Override
  public Optional<Path> choose(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Messages.text("shell.chooseFile"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(Messages.text("shell.topologyFiles"), "*.json"),
            new FileChooser.ExtensionFilter(Messages.text("shell.allFiles"), "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  @Override
  public List<Path> chooseToImport(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Messages.text("import.choose.title"));
    List<File> chosen = chooser.showOpenMultipleDialog(owner);
    // The toolkit's own word for a reader who thought better of it is null.
    return Optional.ofNullable(chosen).orElse(List.of()).stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> chooseToSave(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Messages.text("shell.chooseToSave"));
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
