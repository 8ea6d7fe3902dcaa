package io.shardlens.ui.record;

import java.util.List;

/// What stands over the record, or over what will run, when there is something to know or to do.
///
/// @param actions what can be done next, the best first
record Notice(Severity severity, String title, String detail, List<Action> actions) {

  Notice {
    actions = List.copyOf(actions);
  }

  enum Severity {
    NEUTRAL,
    SUCCESS,
    WARNING,
    DANGER
  }

  enum Action {
    LOOK_ON_THE_OTHERS,
    TRY_AGAIN,
    DISCARD_AND_LOOK_UP,
    KEEP_EDITING,
    TAKE_CURRENT_AND_KEEP_CHANGE,
    DISCARD,
    READ_AGAIN
  }
}
