package io.shardlens.ui.map;

import io.shardlens.map.RuleSpace;
import io.shardlens.map.Viewport;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What of a rule without ranges is seen, and how. Kept while other routings are looked at.
final class RuleView {

  /// The fewest buckets in sight.
  private static final double NEAREST = 2;

  /// @param form of a line of buckets, empty for others
  /// @param view of a line of buckets as a band
  /// @param search what values are searched for, empty for nothing
  record State(Optional<RuleSpace.Form> form, Viewport view, String search) {}

  private final RuleSpace space;
  private final Viewport limits;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>();

  RuleView(RuleSpace space) {
    this.space = space;
    this.limits = space instanceof RuleSpace.Line line ? line.line().limits() : new Viewport(0, 1);
    Optional<RuleSpace.Form> form =
        space instanceof RuleSpace.Line line
            ? Optional.of(line.forms().getFirst())
            : Optional.empty();
    state.set(new State(form, limits, ""));
  }

  RuleSpace space() {
    return space;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  void form(RuleSpace.Form form) {
    state.set(new State(Optional.of(form), state.get().view(), state.get().search()));
  }

  void search(String text) {
    state.set(new State(state.get().form(), state.get().view(), text));
  }

  /// Whether what is seen is a part of a line, so that there is something to zoom.
  boolean isBand() {
    return state.get().form().filter(form -> form == RuleSpace.Form.BAND).isPresent();
  }

  /// @param factor above 1 to see less
  void zoom(double around, double factor) {
    see(state.get().view().zoomed(around, factor, limits, NEAREST));
  }

  /// @param part of what is seen, to the right where it is above 0
  void pan(double part) {
    see(state.get().view().panned(part * state.get().view().span(), limits));
  }

  void fit() {
    see(limits);
  }

  /// Buckets with a margin.
  void zoomTo(double from, double to) {
    double margin = Math.max(NEAREST, to - from) / 4;
    see(new Viewport(from - margin, to + margin).within(limits));
  }

  private void see(Viewport view) {
    if (isBand()) {
      state.set(new State(state.get().form(), view, state.get().search()));
    }
  }
}
