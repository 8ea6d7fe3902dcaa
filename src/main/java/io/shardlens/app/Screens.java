package io.shardlens.app;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.LookUpScreen;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import io.shardlens.ui.common.ScreenFactory;
import io.shardlens.ui.map.MapScreen;
import io.shardlens.ui.query.QueryScreen;

/// Makes the screens of the features.
record Screens(Background background) implements ScreenFactory {

  @Override
  public Screen map(OpenTopology open, Navigation navigation) {
    return new MapScreen(open, navigation);
  }

  @Override
  public LookUpScreen record(OpenTopology open, Navigation navigation) {
    return new LookUpScreen() {
      @Override
      public void lookUp(
          io.shardlens.topology.TableDefinition.Sharded t, java.util.List<String> k) {}

      @Override
      public javafx.scene.Parent root() {
        return new javafx.scene.layout.Pane();
      }

      @Override
      public javafx.beans.property.ReadOnlyBooleanProperty dirtyProperty() {
        return new javafx.beans.property.SimpleBooleanProperty(true);
      }

      @Override
      public javafx.beans.property.ReadOnlyStringProperty statusProperty() {
        return new javafx.beans.property.SimpleStringProperty("Read from Asia");
      }

      @Override
      public void shown() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Screen query(OpenTopology open, Navigation navigation, String sql) {
    return new QueryScreen(open, background, sql);
  }
}
