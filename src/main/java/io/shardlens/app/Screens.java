package io.shardlens.app;

import io.shardlens.ui.checks.ChecksScreen;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.LookUpScreen;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import io.shardlens.ui.common.ScreenFactory;
import io.shardlens.ui.map.MapScreen;
import io.shardlens.ui.query.QueryScreen;
import io.shardlens.ui.record.RecordScreen;

/// Makes the screens of the features.
record Screens(Background background) implements ScreenFactory {

  @Override
  public Screen map(OpenTopology open, Navigation navigation) {
    return new MapScreen(open, navigation);
  }

  @Override
  public Screen checks(OpenTopology open, Navigation navigation) {
    return new ChecksScreen(open, navigation);
  }

  @Override
  public LookUpScreen record(OpenTopology open, Navigation navigation) {
    return new RecordScreen(open, background, navigation);
  }

  @Override
  public Screen query(OpenTopology open, Navigation navigation, String sql) {
    return new QueryScreen(open, background, sql);
  }
}
