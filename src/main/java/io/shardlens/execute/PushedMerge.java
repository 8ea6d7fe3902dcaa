package io.shardlens.execute;

import io.shardlens.plan.Survey;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs statements that the shards answer and Java merges while rows arrive. Thread-safe.
final class PushedMerge {

  private final Topology topology;
  private final Map<ShardId, Integer> positions;
  private final Scatter scatter;
  private final HeldMemory memory = HeldMemory.standard();

  PushedMerge(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.positions = topology.positions();
    this.scatter = scatter;
  }

  /// Merges and holds the rows, packed.
  QueryResult held(
      QueryRequest request,
      Deadline deadline,
      PushedQuery query,
      ResultBuilder result,
      Survey survey,
      QueryService.Progress progress) {
    return held(request, deadline, query, result, survey, progress, reading -> {});
  }

  /// Merges again where a shard was missing, over what the others sent then.
  ///
  /// @param askAgain whether the missing ones are asked again
  QueryResult resumed(
      QueryRequest request,
      AnsweredParts earlier,
      boolean askAgain,
      ResultBuilder result,
      QueryService.Progress progress) {
    return held(
        request,
        Deadline.in(request.timeout()),
        earlier.query(),
        result,
        earlier.survey(),
        progress,
        reading -> reading.resume(earlier, askAgain));
  }

  private QueryResult held(
      QueryRequest request,
      Deadline deadline,
      PushedQuery query,
      ResultBuilder result,
      Survey survey,
      QueryService.Progress progress,
      Consumer<ShardReading> before) {
    List<ShardId> shards = result.chosen(query.shards());
    // What is held anyway need not wait for its turn in the merge.
    Arrivals arrivals = new Arrivals(shards.size(), Integer.MAX_VALUE, 0);
    MergedOutput.Held output = new MergedOutput.Held(shards.size(), arrivals::kept, progress);
    ShardReading reading =
        new ShardReading(
            query.sql(),
            shards,
            most(query, request),
            positions,
            arrivals,
            BatchStore.standard(memory),
            result,
            progress);
    before.accept(reading);
    PushedRun run =
        new PushedRun(
            request,
            query,
            result,
            new AgreedColumns(topology, survey, query.hidden()),
            arrivals,
            reading,
            output);
    return run.run(scatter, deadline, ServerClock.Limit.TOTAL)
        .orElseGet(() -> result.rows(output.columns(), output.rows(), run.cut()));
  }

  /// Merges and hands the rows on.
  StreamedResult streamed(
      QueryRequest request,
      PushedQuery query,
      ResultBuilder result,
      Survey survey,
      QueryService.Progress progress,
      long heldBytes,
      ResultConsumer consumer) {
    List<ShardId> shards = result.chosen(query.shards());
    Arrivals arrivals =
        new Arrivals(shards.size(), Arrivals.AHEAD, query.inTurn() ? memory.readAhead() : 0);
    BatchStore store = BatchStore.standard(memory);
    ShardReading reading =
        new ShardReading(
            query.sql(),
            shards,
            most(query, request),
            positions,
            arrivals,
            store,
            result,
            progress);
    MergedOutput.Streamed output =
        new MergedOutput.Streamed(consumer, store, heldBytes, reading::handOn);
    PushedRun run =
        new PushedRun(
            request,
            query,
            result,
            new AgreedColumns(topology, survey, query.hidden()),
            arrivals,
            reading,
            output);
    Optional<QueryResult> none =
        run.run(scatter, Deadline.in(request.timeout()), ServerClock.Limit.EACH);
    if (none.isPresent()) {
      return new StreamedResult(none.get(), output.rows());
    }
    boolean ignored = output.handOn();
    return new StreamedResult(result.rows(output.columns(), List.of(), run.cut()), output.rows());
  }

  /// One row beyond what may be shown tells whether there are more.
  private static long most(PushedQuery query, QueryRequest request) {
    return query.offset() + request.maxRows() + 1;
  }
}
