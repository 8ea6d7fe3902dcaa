package io.shardlens.ui.map;

import io.shardlens.execute.statistics.ActivityRecorder;
import io.shardlens.execute.statistics.ActivityWindow;
import io.shardlens.map.HeatMap;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.ValueText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What was read and written of the table that is asked about, on each shard over time. Samples
/// while it is open; what was kept before is seen first. To be used where [Background] delivers.
final class ActivityViewModel {

  /// How far apart samples are.
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /// How much time is seen.
  enum Span {
    HOUR(Duration.ofMinutes(1), 60),
    SIX_HOURS(Duration.ofMinutes(2), 180),
    DAY(Duration.ofMinutes(5), 288),
    WEEK(Duration.ofMinutes(15), 672);

    private final Duration column;
    private final int columns;

    Span(Duration column, int columns) {
      this.column = column;
      this.columns = columns;
    }

    /// The first of the columns of which the last one holds a moment.
    private Instant from(Instant now) {
      long millis = column.toMillis();
      long end = Math.floorDiv(now.toEpochMilli(), millis) + 1;
      return Instant.ofEpochMilli((end - columns) * millis);
    }
  }

  sealed interface State {
    /// The topology has no sharded table.
    record Nothing() implements State {}

    /// What was kept before is being read.
    record Loading(TableName table) implements State {}

    /// Two counts make a sample, and there is one at most.
    record Waiting(TableName table) implements State {}

    /// @param down why shards say nothing at the moment
    /// @param problem of which the samples do not suffer: that they are not kept
    record Shown(
        TableName table, ActivityWindow window, Map<ShardId, String> down, Optional<String> problem)
        implements State {
      public Shown {
        down = Map.copyOf(down);
      }
    }

    /// Nothing is known, and nobody says anything. It is tried again.
    record Failed(TableName table, String message) implements State {}
  }

  private record Look(
      Span span, ActivityWindow window, Map<ShardId, String> down, Optional<String> problem) {}

  private final Topology topology;
  private final ObservableValue<TableDefinition.@Nullable Sharded> table;
  private final Function<TableName, ActivityRecorder> recorders;
  private final Background background;
  private final InstantSource clock;

  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Nothing());
  private final ObjectProperty<Span> span = new SimpleObjectProperty<>(Span.HOUR);
  private final ObjectProperty<HeatMap.Shown> shown =
      new SimpleObjectProperty<>(HeatMap.Shown.BOTH);

  private @Nullable ActivityRecorder recorder;
  private TableDefinition.@Nullable Sharded sampled;
  private Background.@Nullable Job clockwork;
  private Background.@Nullable Job job;
  private Map<ShardId, String> down = Map.of();
  private boolean open;
  private boolean busy;

  /// @param recorders makes what samples a table; see [#INTERVAL]
  ActivityViewModel(
      Topology topology,
      ObservableValue<TableDefinition.@Nullable Sharded> table,
      Function<TableName, ActivityRecorder> recorders,
      Background background,
      InstantSource clock) {
    this.topology = topology;
    this.table = table;
    this.recorders = recorders;
    this.background = background;
    this.clock = clock;
    table.subscribe(now -> {
      if (open && !Objects.equals(now, sampled)) {
        stop();
        start();
      }
    });
    span.subscribe((before, now) -> redraw());
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ObjectProperty<Span> spanProperty() {
    return span;
  }

  ObjectProperty<HeatMap.Shown> shownProperty() {
    return shown;
  }

  /// Begins to sample, or goes on.
  void open() {
    if (!open) {
      open = true;
      start();
    }
  }

  /// Stops sampling; what is seen stays.
  void pause() {
    if (open) {
      open = false;
      stop();
    }
  }

  /// The shards of a table, in the order of the topology.
  private List<ShardId> shards(TableDefinition.Sharded of) {
    List<ShardId> owners = topology.routing(of.routing()).shards();
    return topology.shards().stream().map(Shard::id).filter(owners::contains).toList();
  }

  /// The picture of what is known.
  ///
  /// @param source where figures are from, in words
  HeatMap picture(State.Shown of, String source) {
    Map<ShardId, Integer> positions = topology.positions();
    ActivityWindow window = of.window();
    return new HeatMap(
        window.shards().stream()
            .map(shard ->
                new HeatMap.Row(
                    positions.getOrDefault(shard, 0),
                    ValueText.escape(topology.shard(shard).label()),
                    Optional.ofNullable(of.down().get(shard)).map(ValueText::escape).orElse("")))
            .toList(),
        window.from(),
        window.column(),
        window.columns(),
        window::reads,
        window::writes,
        shown.get(),
        source);
  }

  private void start() {
    TableDefinition.Sharded of = table.getValue();
    sampled = of;
    down = Map.of();
    if (of == null) {
      state.set(new State.Nothing());
      return;
    }
    ActivityRecorder begun = recorders.apply(of.name());
    recorder = begun;
    if (!(state.get() instanceof State.Shown seen && seen.table().equals(of.name()))) {
      state.set(new State.Loading(of.name()));
    }
    look(
        () -> {
          begun.load();
          return Map.of();
        },
        this::sample);
    clockwork = background.every(INTERVAL, this::sample);
  }

  private void stop() {
    if (clockwork != null) {
      clockwork.abandon();
      clockwork = null;
    }
    if (job != null) {
      job.abandon();
      job = null;
    }
    busy = false;
    ActivityRecorder ended = recorder;
    recorder = null;
    if (ended != null) {
      background.run(
          () -> {
            ended.pause();
            return "paused";
          },
          paused -> {},
          failure -> {});
    }
  }

  private void sample() {
    ActivityRecorder of = recorder;
    if (of != null && !busy) {
      look(of::sample, () -> {});
    }
  }

  private void redraw() {
    if (recorder != null && !busy) {
      Map<ShardId, String> known = down;
      look(() -> known, () -> {});
    }
  }

  private void look(Callable<Map<ShardId, String>> first, Runnable then) {
    ActivityRecorder of = recorder;
    TableDefinition.Sharded looked = sampled;
    if (of == null || looked == null) {
      return;
    }
    Span seen = span.get();
    List<ShardId> shards = shards(looked);
    busy = true;
    job =
        background.run(
            () -> {
              Map<ShardId, String> missing = first.call();
              ActivityWindow window =
                  of.window(shards, seen.from(clock.instant()), seen.column, seen.columns);
              return new Look(seen, window, missing, of.problem());
            },
            look -> {
              busy = false;
              show(looked, look);
              then.run();
            },
            failure -> {
              busy = false;
              failed(looked.name(), Failures.text(failure));
            });
  }

  private void show(TableDefinition.Sharded of, Look look) {
    down = look.down();
    if (look.span() != span.get()) {
      redraw();
    } else if (!look.window().isEmpty()) {
      state.set(new State.Shown(of.name(), look.window(), look.down(), look.problem()));
    } else if (look.down().size() < look.window().shards().size()) {
      state.set(new State.Waiting(of.name()));
    } else {
      state.set(
          new State.Failed(
              of.name(), ValueText.escape(look.down().values().stream().findFirst().orElse(""))));
    }
  }

  private void failed(TableName of, String message) {
    state.set(
        state.get() instanceof State.Shown seen
            ? new State.Shown(of, seen.window(), seen.down(), Optional.of(message))
            : new State.Failed(of, message));
  }
}
