package io.shardlens.ui.common;

import io.shardlens.topology.TableDefinition;
import java.util.List;
import javafx.scene.Parent;

/// How a screen leads to another one.
public interface Navigation {

  void showMap();

  /// Shows all that the checks found.
  void showChecks();

  /// Looks a record up on the Record tab, which thereby is also the last key asked.
  ///
  /// @param key one text per key column, as typed
  void openRecord(TableDefinition.Sharded table, List<String> key);

  /// Opens a new query tab with a statement, which is not run.
  void openQuery(String sql);

  /// Asks for the unlocking of writes, as the badge of the shell does.
  void askToUnlock();

  /// Shows a dialog over the window, which keeps the focus until [#closeDialog]; Escape closes it.
  void showDialog(Parent dialog);

  void closeDialog();
}
