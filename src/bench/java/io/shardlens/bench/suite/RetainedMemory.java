package io.shardlens.bench.suite;

import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ResultConsumer;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a result takes that is held as the window holds it, beside what came over the wire.
///
/// Nothing else may run in this JVM meanwhile.
public final class RetainedMemory {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final QueryService service;

  public RetainedMemory(QueryService service) {
    this.service = service;
  }

  /// @param result kept, so that what it holds is alive
  /// @param firstRow nanoseconds until rows could be shown, 0 where that was at the end
  public record Held(QueryResult result, long firstRow, long before) {

    /// @param wire what came over the wire, in bytes
    public String words(long wire) {
      long bytes = liveBytes() - before;
      String words =
          String.format(
              Locale.ROOT, "retains %d MiB, %.2f of the wire", bytes >> 20, (double) bytes / wire);
      return result.rows().isEmpty() ? "nothing" : words;
    }
  }

  /// Every row at most, in ten minutes at most.
  public static QueryRequest request(String sql) {
    return new QueryRequest(sql, List.of(), false, PATIENCE, Integer.MAX_VALUE);
  }

  public Held hold(String sql) {
    long before = used();
    long start = System.nanoTime();
    FirstRows first = new FirstRows();
    QueryResult result = service.run(request(sql), first);
    return new Held(result, first.seen == 0 ? 0 : first.seen - start, before);
  }

  private static final class FirstRows implements QueryService.Progress {
    private volatile long seen;

    @Override
    public void planned(io.shardlens.plan.QueryPlan plan) {}

    @Override
    public void rows(io.shardlens.topology.ShardId shard, long rows) {}

    @Override
    public void finished(io.shardlens.execute.ShardOutcome outcome) {}

    @Override
    public void merged(List<Column> columns, List<Row> rows) {
      if (seen == 0 && !rows.isEmpty()) {
        seen = System.nanoTime();
      }
    }
  }

  /// A DataRow message: a letter, a length, the number of cells, and a length before each.
  public long wireBytes(String sql) {
    long[] bytes = {0};
    service.stream(
        request(sql),
        0,
        new ResultConsumer() {
          @Override
          public void columns(List<Column> columns) {}

          @Override
          public boolean row(Row row) {
            bytes[0] += 7;
            row.read((utf8, offset, length) -> bytes[0] += 4 + Math.max(0, length));
            return true;
          }
        },
        QueryService.Progress.NONE);
    return bytes[0];
  }

  private static long liveBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return used();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
