package io.shardlens.ui.query;

import java.util.List;

/// What stands between the outcome strip and the rows when there is something to know or to do.
///
/// @param detail the causes, one a line
/// @param actions what can be done next, the best first
record Notice(Severity severity, String title, String detail, List<Action> actions) {

  Notice {
    actions = List.copyOf(actions);
  }

  enum Severity {
    WARNING,
    DANGER
  }

  enum Action {
    RETRY,
    SHOW_PARTIAL,
    ASK_ALL_SHARDS,
    COPY_DETAILS
  }
}
