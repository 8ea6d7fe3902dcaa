package io.shardlens.ui.shell;

import javafx.scene.Parent;

/// Shows a dialog over the window.
interface Dialogs {
  void show(Parent dialog);

  void close();
}
