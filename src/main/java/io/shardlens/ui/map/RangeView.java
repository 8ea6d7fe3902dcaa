package io.shardlens.ui.map;

import io.shardlens.map.KeyAxis;
import io.shardlens.map.KeyScale;
import io.shardlens.map.KeySpace;
import io.shardlens.map.Subject;
import io.shardlens.map.Viewport;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What of a range routing is seen, and how: the scale, the part of the axis, the pieces that are
/// selected, and the way back to what was seen before.
final class RangeView {
  private static final int REMEMBERED = 50;

  /// Around a piece that is zoomed to, so much of its width stays in sight on both sides.
  private static final double MARGIN = 0.15;

  /// @param selected empty for none
  record State(KeyAxis axis, KeyAxis overview, Viewport view, Optional<Subject.Pieces> selected) {}

  private final KeySpace space;
  private final KeyType type;
  private KeyAxis.@Nullable Extent used;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>();
  private final Deque<Viewport> earlier = new ArrayDeque<>();
  private final Deque<Viewport> later = new ArrayDeque<>();

  /// @param type of the keys on the band
  /// @param used the keys in use, `null` where that is not known
  RangeView(KeySpace space, KeyType type, KeyAxis.@Nullable Extent used) {
    this.space = space;
    this.type = type;
    this.used = used;
    KeyAxis axis = KeyAxis.of(space, type, KeyAxis.scales(type).getFirst(), used);
    state.set(new State(axis, axis.overview(), axis.home(), Optional.empty()));
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  KeySpace space() {
    return space;
  }

  KeyType type() {
    return type;
  }

  /// Learns which keys are in use; what is seen stays unless it was what is seen first.
  void used(KeyAxis.@Nullable Extent extent) {
    if (java.util.Objects.equals(used, extent)) {
      return;
    }
    used = extent;
    State now = state.get();
    boolean home = now.view().equals(now.axis().home());
    KeyAxis axis = KeyAxis.of(space, type, now.axis().scale(), used);
    state.set(
        new State(
            axis,
            axis.overview(),
            home ? axis.home() : now.view().within(axis.limits()),
            now.selected()));
  }

  /// Shows the same keys on another scale.
  void scale(KeyScale scale) {
    State now = state.get();
    if (now.axis().scale() == scale) {
      return;
    }
    KeyAxis axis = KeyAxis.of(space, type, scale, used);
    earlier.clear();
    later.clear();
    Viewport view = axis.home();
    if (!now.view().equals(now.axis().home())) {
      double from = axis.placeAt(now.axis().numberAt(now.view().from()));
      double to = axis.placeAt(now.axis().numberAt(now.view().to()));
      view = from < to ? new Viewport(from, to).within(axis.limits()) : view;
    }
    state.set(new State(axis, axis.overview(), view, now.selected()));
  }

  /// Zooms so that a place stays where it is.
  ///
  /// @param factor above 1 to see less
  void zoom(double around, double factor) {
    State now = state.get();
    see(
        now.view()
            .zoomed(around, factor, now.axis().limits(), now.axis().shortest(now.view().from())),
        false);
  }

  /// @param part of what is seen, to the right where it is above 0
  void pan(double part) {
    State now = state.get();
    see(now.view().panned(part * now.view().span(), now.axis().limits()), false);
  }

  void centre(double place) {
    State now = state.get();
    double half = now.view().span() / 2;
    see(now.view().panned(place - half - now.view().from(), now.axis().limits()), false);
  }

  /// All bounds and the keys in use.
  void fit() {
    see(state.get().axis().home(), true);
  }

  /// Everything that a key can be.
  void seeAll() {
    see(state.get().axis().limits(), true);
  }

  void zoomTo(Subject.Pieces pieces) {
    KeyAxis axis = state.get().axis();
    Viewport home = axis.home();
    double from = axis.low(pieces.lane(), pieces.first());
    double to = axis.high(pieces.lane(), pieces.end() - 1);
    // Of an end without a bound as much as is seen first.
    from = from <= axis.limits().from() ? Math.min(home.from(), to - home.span() / 8) : from;
    to = to >= axis.limits().to() ? Math.max(home.to(), from + home.span() / 8) : to;
    double least = axis.shortest(from);
    double margin = Math.max(MARGIN * (to - from), least / 2);
    see(
        new Viewport(from - margin, Math.max(to + margin, from + least)).within(axis.limits()),
        true);
  }

  /// Looks at a key from so near that its neighbours can be told apart from it.
  void zoomTo(KeyValue key) {
    KeyAxis axis = state.get().axis();
    double place = axis.place(key);
    double span = Math.max(axis.shortest(place) * 2, axis.home().span() / 50);
    see(new Viewport(place - span / 2, place + span / 2).within(axis.limits()), true);
  }

  /// Everything of one shard that has bounds.
  void zoomTo(int shard) {
    int first = -1;
    int last = -1;
    List<KeySpace.Piece> pieces = space.lane(0);
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).owner() == shard) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first >= 0) {
      zoomTo(new Subject.Pieces(0, first, last + 1));
    }
  }

  void select(Optional<Subject.Pieces> pieces) {
    State now = state.get();
    state.set(new State(now.axis(), now.overview(), now.view(), pieces));
  }

  /// Selects the next piece, or the one before, and brings it into sight.
  ///
  /// @param by 1 or -1
  void step(int by) {
    State now = state.get();
    int last = space.lane(0).size() - 1;
    int next =
        now.selected()
            .filter(pieces -> pieces.lane() == 0)
            .map(pieces -> Math.clamp(pieces.first() + (long) by, 0, last))
            .orElseGet(() -> Math.min(last, now.axis().firstEndingAfter(0, now.view().from(), 0)));
    Subject.Pieces pieces = new Subject.Pieces(0, next, next + 1);
    select(Optional.of(pieces));
    double from = now.axis().low(0, next);
    double to = now.axis().high(0, next);
    if (to <= now.view().from() || from >= now.view().to()) {
      centre(Math.clamp((from + to) / 2, now.axis().home().from(), now.axis().home().to()));
    }
  }

  OptionalInt owner(Subject.Pieces pieces) {
    int owner = space.piece(pieces).owner();
    return pieces.isOne() && owner != KeySpace.NOBODY ? OptionalInt.of(owner) : OptionalInt.empty();
  }

  boolean canGoBack() {
    return !earlier.isEmpty();
  }

  boolean canGoForward() {
    return !later.isEmpty();
  }

  void back() {
    go(earlier, later);
  }

  void forward() {
    go(later, earlier);
  }

  /// Remembers what is seen now, as a place to come back to; before a drag or a turn of the wheel.
  void remember() {
    Viewport now = state.get().view();
    if (!now.equals(earlier.peekLast())) {
      earlier.addLast(now);
      if (earlier.size() > REMEMBERED) {
        earlier.removeFirst();
      }
    }
    later.clear();
  }

  private void go(Deque<Viewport> from, Deque<Viewport> to) {
    Viewport next = from.pollLast();
    if (next != null) {
      State now = state.get();
      to.addLast(now.view());
      state.set(new State(now.axis(), now.overview(), next, now.selected()));
    }
  }

  private void see(Viewport view, boolean remembered) {
    State now = state.get();
    if (view.equals(now.view())) {
      return;
    }
    if (remembered) {
      remember();
    }
    state.set(new State(now.axis(), now.overview(), view, now.selected()));
  }
}
