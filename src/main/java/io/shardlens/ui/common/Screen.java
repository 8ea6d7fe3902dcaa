package io.shardlens.ui.common;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Parent;

/// The content of one tab: a map, a record, a query.
public interface Screen {

  Parent root();

  /// Whether there is something that would be lost; the tab shows a dot.
  ReadOnlyBooleanProperty dirtyProperty();

  /// What would be lost if the screen were made anew, of another version of the topology.
  default Stake stake() {
    return dirtyProperty().get() ? Stake.WORK : Stake.NOTHING;
  }

  /// What the reader has typed, with which a screen made anew begins; empty where there is nothing.
  default String draft() {
    return "";
  }

  /// What the status line says while the tab is in front; its first part, up to the first ` | `, is
  /// emphasised, the others follow behind dividers.
  ReadOnlyStringProperty statusProperty();

  /// The tab came to the front: put the focus where work begins.
  void shown();

  /// The tab or the topology is closed: stop what is under way and let go of everything.
  void close();
}
