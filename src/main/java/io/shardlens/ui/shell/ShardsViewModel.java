package io.shardlens.ui.shell;

import io.shardlens.execute.ShardHealth;
import io.shardlens.execute.ShardInspector;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How the shards of the open topology fare, asked again and again.
public final class ShardsViewModel {
  static final Duration POLL = Duration.ofSeconds(10);

  private final ShardInspector inspector;
  private final Background background;
  private final Map<ShardId, ReadOnlyObjectWrapper<@Nullable ShardHealth>> health =
      new LinkedHashMap<>();
  private final Map<ShardId, Background.Job> asking = new HashMap<>();
  private final Set<ShardId> awaited = new HashSet<>();
  private final List<Background.Job> jobs = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Summary> summary;

  /// How many shards answered, and which PostgreSQL they run.
  ///
  /// @param asked how many have answered or failed to, at all
  /// @param versions each version once
  public record Summary(int shards, int asked, int up, List<String> versions) {}

  public ShardsViewModel(Topology topology, ShardInspector inspector, Background background) {
    this.inspector = inspector;
    this.background = background;
    topology.shards().forEach(shard -> health.put(shard.id(), new ReadOnlyObjectWrapper<>()));
    summary = new ReadOnlyObjectWrapper<>(summarise());
  }

  /// Asks at once, and then every ten seconds until closed.
  public void start() {
    askAll();
    jobs.add(background.every(POLL, this::askAll));
  }

  /// `null` until the shard has answered, or has failed to, for the first time.
  public ReadOnlyObjectProperty<@Nullable ShardHealth> healthOf(ShardId shard) {
    return Objects.requireNonNull(health.get(shard)).getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Summary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public void close() {
    jobs.forEach(Background.Job::abandon);
    asking.values().forEach(Background.Job::abandon);
  }

  private void askAll() {
    health.keySet().forEach(this::ask);
  }

  /// A shard that still owes its last answer is not asked again.
  private void ask(ShardId shard) {
    if (awaited.contains(shard)) {
      return;
    }
    awaited.add(shard);
    asking.put(
        shard,
        background.run(
            () -> inspector.health(shard),
            answer -> answer(shard, answer),
            failure -> answer(shard, new ShardHealth.Down(shard, Failures.text(failure)))));
  }

  private void answer(ShardId shard, ShardHealth answer) {
    awaited.remove(shard);
    Optional.ofNullable(health.get(shard)).ifPresent(known -> known.set(answer));
    summary.set(summarise());
  }

  private Summary summarise() {
    List<ShardHealth> known =
        health.values().stream()
            .flatMap(answer -> Optional.ofNullable(answer.get()).stream())
            .toList();
    List<ShardHealth.Up> up =
        known.stream()
            .filter(ShardHealth.Up.class::isInstance)
            .map(ShardHealth.Up.class::cast)
            .toList();
    return new Summary(
        health.size(),
        known.size(),
        up.size(),
        up.stream()
            .map(ShardHealth.Up::serverVersion)
            .distinct()
            .sorted()
            .collect(Collectors.toList()));
  }
}
