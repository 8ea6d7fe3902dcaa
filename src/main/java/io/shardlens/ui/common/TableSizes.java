package io.shardlens.ui.common;

import io.shardlens.execute.ShardInspector;
import io.shardlens.execute.TableSize;
import io.shardlens.topology.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How full each table is on each shard: counted in the background when a screen first asks, and
/// once for all of them. To be used where [Background] delivers.
public final class TableSizes {

  public sealed interface Sizes {
    record Counting() implements Sizes {}

    /// @param sizes one for each shard that answered
    record Counted(List<TableSize> sizes, Instant at) implements Sizes {
      public Counted {
        sizes = List.copyOf(sizes);
      }

      public long rows() {
        return sizes.stream().mapToLong(TableSize::rows).sum();
      }

      public long bytes() {
        return sizes.stream().mapToLong(TableSize::bytes).sum();
      }
    }

    record Failed(String message) implements Sizes {}
  }

  private final ShardInspector inspector;
  private final Background background;
  private final Map<TableName, ReadOnlyObjectWrapper<Sizes>> known = new HashMap<>();
  private final Map<TableName, Background.Job> jobs = new HashMap<>();

  public TableSizes(ShardInspector inspector, Background background) {
    this.inspector = inspector;
    this.background = background;
  }

  /// The sizes of a table; counting begins with the first call.
  public ReadOnlyObjectProperty<Sizes> of(TableName table) {
    ReadOnlyObjectWrapper<Sizes> sizes = known.get(table);
    if (sizes == null) {
      sizes = new ReadOnlyObjectWrapper<>(new Sizes.Counting());
      known.put(table, sizes);
      count(table, sizes);
    }
    return sizes.getReadOnlyProperty();
  }

  /// Counts a table anew; what was counted stays until the new figures are there.
  public void recount(TableName table) {
    ReadOnlyObjectWrapper<Sizes> sizes = known.get(table);
    if (sizes != null) {
      count(table, sizes);
    }
  }

  /// Stops all counting.
  public void close() {
    jobs.values().forEach(Background.Job::abandon);
    jobs.clear();
  }

  private void count(TableName table, ReadOnlyObjectWrapper<Sizes> sizes) {
    Background.Job job =
        background.run(
            () -> inspector.sizes(table),
            counted -> sizes.set(new Sizes.Counted(counted, Instant.now())),
            failure -> sizes.set(new Sizes.Failed(Failures.text(failure))));
    Background.Job earlier = jobs.put(table, job);
    if (earlier != null) {
      earlier.abandon();
    }
  }
}
