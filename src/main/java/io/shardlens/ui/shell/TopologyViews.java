package io.shardlens.ui.shell;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.ScreenFactory;
import java.time.InstantSource;

/// Makes the views of open topologies.
public record TopologyViews(ScreenFactory screens, Background background, InstantSource clock) {

  TopologyView create(OpenTopology open, Dialogs dialogs) {
    return new TopologyView(open, this, dialogs);
  }
}
