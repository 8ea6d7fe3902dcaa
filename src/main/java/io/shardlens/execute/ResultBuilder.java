package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.MergeStep.Gathered.Content;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects how every shard fared and turns it, with the rows, into a result. The one place that
/// decides what a result promises when a shard is missing. Used by the thread that runs the query,
/// except [#completed].
final class ResultBuilder {

  private static final String LOWER_BOUNDS =
      "Counts are lower bounds, and other aggregates those of the shards that answered: groups may"
          + " be missing";

  private final Topology topology;
  private final long start = System.nanoTime();
  private final Map<ShardId, ShardOutcome> outcomes = new LinkedHashMap<>();
  private final Map<ShardId, ShardFailure> failures = new LinkedHashMap<>();
  private @Nullable QueryPlan plan;
  private int maxRows = Integer.MAX_VALUE;
  private boolean allowPartial;
  private Set<ShardId> wanted = Set.of();
  private final List<String> unneeded = new ArrayList<>();
  private final List<String> earlier = new ArrayList<>();
  private @Nullable AnsweredParts answered;

  ResultBuilder(Topology topology) {
    this.topology = topology;
  }

  void planned(QueryPlan made, QueryRequest request) {
    plan = made;
    maxRows = request.maxRows();
    allowPartial = request.allowPartial();
    wanted = Set.copyOf(request.shards());
    made.shards().stream()
        .filter(decision -> !decision.asked())
        .forEach(decision ->
            outcomes.put(
                decision.shard(),
                new ShardOutcome(
                    decision.shard(), ShardOutcome.Status.PRUNED, 0, 0, decision.reason(), "")));
  }

  /// The shards of a plan that the reader's own choice leaves; the others are noted as skipped.
  List<ShardId> chosen(List<ShardId> planned) {
    List<ShardId> chosen = new ArrayList<>();
    for (ShardId shard : planned) {
      if (wanted.isEmpty() || wanted.contains(shard)) {
        chosen.add(shard);
      } else {
        outcomes.put(
            shard,
            new ShardOutcome(
                shard, ShardOutcome.Status.SKIPPED, 0, 0, "left out by your choice of shards", ""));
      }
    }
    return chosen;
  }

  /// What a shard that is done will be reported as; for progress, from any thread.
  ShardOutcome completed(ShardId shard, long rows) {
    return new ShardOutcome(shard, ShardOutcome.Status.COMPLETED, rows, millis(), "", "");
  }

  void outcome(ShardId shard, ShardOutcome.Status status, long rows, long millis) {
    outcomes.put(shard, new ShardOutcome(shard, status, rows, millis, "", ""));
  }

  /// A failure that the result has to answer for.
  ShardOutcome outcome(ShardId shard, ShardFailure failure, long millis) {
    failures.put(shard, failure);
    ShardOutcome outcome = outcomeOf(shard, failure, millis);
    outcomes.put(shard, outcome);
    return outcome;
  }

  /// A failure of a shard whose rows were not needed: every row of the result comes from others.
  void unneeded(ShardId shard, ShardFailure failure, long millis) {
    outcomes.put(shard, outcomeOf(shard, failure, millis));
    unneeded.add(
        label(shard) + ": " + failure.getMessage() + ". None of its rows was needed any more");
  }

  /// What was kept of the shards that answered, where another one is missing.
  void keep(AnsweredParts parts) {
    answered = parts;
  }

  /// A shard's answer is that of an earlier run.
  void answeredEarlier(ShardId shard) {
    earlier.add(label(shard));
  }

  /// What a shard that failed is reported as.
  static ShardOutcome outcomeOf(ShardId shard, ShardFailure failure, long millis) {
    ShardOutcome.Status status =
        switch (failure.kind()) {
          case CONNECT, LOGIN, STATEMENT -> ShardOutcome.Status.FAILED;
          case TIMEOUT -> ShardOutcome.Status.TIMED_OUT;
          case CANCELLED -> ShardOutcome.Status.CANCELLED;
          case LOST -> ShardOutcome.Status.LOST;
          case BUDGET -> ShardOutcome.Status.TRUNCATED;
        };
    return new ShardOutcome(shard, status, 0, millis, failure.getMessage(), failure.sqlState());
  }

  /// The result where the failures leave nothing to merge: the statement is wrong, was cancelled,
  /// no shard answered, or one is missing and a partial result was not asked for. Empty where there
  /// are rows to merge.
  Optional<QueryResult> spoiled() {
    for (var entry : failures.entrySet()) {
      ShardFailure failure = entry.getValue();
      if (failure.kind() == ShardFailure.Kind.CANCELLED) {
        return Optional.of(cancelled());
      }
      if (failure.kind() == ShardFailure.Kind.BUDGET) {
        return Optional.of(refused(failure.getMessage()));
      }
      if (isErrorOfTheData(failure)) {
        // One PostgreSQL with all rows would have met the same value and failed as a whole.
        return Optional.of(
            failed(
                new QueryError(
                    Code.SQL,
                    label(entry.getKey()) + ": " + failure.getMessage(),
                    failure.sqlState(),
                    failure.position())));
      }
    }
    boolean someAnswered =
        outcomes.values().stream()
            .anyMatch(outcome ->
                outcome.status() == ShardOutcome.Status.COMPLETED
                    || outcome.status() == ShardOutcome.Status.TRUNCATED);
    if (!someAnswered) {
      return Optional.of(nobodyAnswered());
    }
    return failures.isEmpty() || allowPartial ? Optional.empty() : Optional.of(withheld());
  }

  private QueryResult nobodyAnswered() {
    if (failures.isEmpty()) {
      return failed(
          new QueryError(
              Code.ROUTING,
              "None of the shards that you chose can hold a matching row",
              "",
              noPosition()));
    }
    boolean connection = failures.values().stream().allMatch(ShardFailure::isConnection);
    boolean refused =
        failures.values().stream()
            .allMatch(failure -> failure.kind() == ShardFailure.Kind.STATEMENT);
    ShardFailure first = failures.values().iterator().next();
    Code code = refused ? Code.SQL : connection ? Code.NO_CONNECTION : Code.PARTIAL;
    return failed(new QueryError(code, missing(), first.sqlState(), noPosition()));
  }

  /// The reader has stopped the query.
  QueryResult cancelled() {
    return failed(new QueryError(Code.CANCELLED, "Cancelled", "", noPosition()));
  }

  /// A shard is missing, and others' rows were handed on before that was known.
  QueryResult brokenOff() {
    return failed(
        new QueryError(
            Code.PARTIAL,
            missing() + " The rows before it are only a part of the result.",
            failures.values().iterator().next().sqlState(),
            noPosition()));
  }

  private QueryResult withheld() {
    return build(
        List.of(),
        List.of(),
        Verdict.PARTIAL,
        List.of(missing()),
        true,
        Optional.of(
            new QueryError(
                Code.PARTIAL,
                missing()
                    + " The rows of the others are held back until you ask for a partial result.",
                failures.values().iterator().next().sqlState(),
                noPosition())));
  }

  private String missing() {
    List<String> sentences = new ArrayList<>();
    failures.forEach(
        (shard, failure) -> sentences.add(label(shard) + ": " + failure.getMessage() + "."));
    return String.join(" ", sentences).replace("..", ".");
  }

  /// SQLSTATE classes that speak of values and would have failed anywhere: 21 cardinality, 22 data,
  /// 2F and 38 to 39 of functions, P0 raised by functions, and syntax and types of class 42 other
  /// than missing objects and rights.
  private static boolean isErrorOfTheData(ShardFailure failure) {
    return failure.kind() == ShardFailure.Kind.STATEMENT
        && failure.sqlState().matches("(21|22|2F|38|39|P0).*");
  }

  /// Whether nothing can come of a query in which a shard failed so, whatever the others say.
  static boolean endsEverything(ShardFailure failure) {
    return failure.kind() == ShardFailure.Kind.CANCELLED
        || failure.kind() == ShardFailure.Kind.BUDGET
        || isErrorOfTheData(failure);
  }

  /// @param more whether rows beyond the cap were left out
  QueryResult rows(List<Column> columns, List<Row> rows, boolean more) {
    return rows(columns, rows, more ? Optional.of(capReason()) : Optional.empty());
  }

  /// Why there are no more rows where more match.
  String capReason() {
    return "Only the first " + maxRows + " rows are shown; more match";
  }

  /// @param cut why there may be more rows than these, empty where there are none
  QueryResult rows(List<Column> columns, List<Row> rows, Optional<String> cut) {
    QueryPlan made = java.util.Objects.requireNonNull(plan);
    List<String> reasons = new ArrayList<>();
    if (!failures.isEmpty()) {
      reasons.add(missing() + " Its rows are missing.");
    }
    List<String> skipped =
        outcomes.values().stream()
            .filter(outcome -> outcome.status() == ShardOutcome.Status.SKIPPED)
            .map(outcome -> label(outcome.shard()))
            .toList();
    if (!skipped.isEmpty()) {
      reasons.add("Left out by your choice: " + String.join(", ", skipped));
    }
    if (!reasons.isEmpty()) {
      overAPart(made.merge()).ifPresent(reasons::add);
    }
    cut.ifPresent(reasons::add);
    boolean partial = !reasons.isEmpty();
    if (!earlier.isEmpty()) {
      reasons.add(
          "Answered in an earlier run and not asked again: "
              + String.join(", ", earlier)
              + ". Rows that changed in between are seen as each shard saw them");
    }
    reasons.addAll(made.reasons());
    reasons.addAll(unneeded);
    return build(
        columns,
        rows,
        partial ? Verdict.PARTIAL : made.verdict(),
        reasons,
        false,
        Optional.empty());
  }

  /// What rows that were made of others say when some of those are missing.
  private static Optional<String> overAPart(MergeStep merge) {
    return switch (merge) {
      case MergeStep.Groups _, MergeStep.Broadcast _ -> Optional.of(LOWER_BOUNDS);
      case MergeStep.Gathered gathered when gathered.content() == Content.GROUPS ->
          Optional.of(LOWER_BOUNDS);
      case MergeStep.Gathered _ ->
          Optional.of("The statement ran over the rows of the shards that answered alone");
      case MergeStep.SingleShard _,
          MergeStep.Concatenate _,
          MergeStep.MergeSort _,
          MergeStep.SideBySide _,
          MergeStep.Nothing _ ->
          Optional.empty();
    };
  }

  QueryResult refused(String reason) {
    return build(
        List.of(),
        List.of(),
        Verdict.REFUSED,
        List.of(reason),
        false,
        Optional.of(new QueryError(Code.REFUSED, reason, "", noPosition())));
  }

  QueryResult failed(QueryError error) {
    boolean shardsMissing =
        switch (error.code()) {
          case PARTIAL, NO_CONNECTION, CANCELLED -> plan != null;
          case USAGE, SQL, ROUTING, REFUSED -> false;
        };
    return build(
        List.of(),
        List.of(),
        shardsMissing ? Verdict.PARTIAL : Verdict.REFUSED,
        List.of(error.message()),
        false,
        Optional.of(error));
  }

  private QueryResult build(
      List<Column> columns,
      List<Row> rows,
      Verdict verdict,
      List<String> reasons,
      boolean withheld,
      Optional<QueryError> error) {
    List<ShardOutcome> all = new ArrayList<>();
    for (Shard shard : topology.shards()) {
      ShardOutcome known = outcomes.get(shard.id());
      all.add(
          known != null
              ? known
              : new ShardOutcome(shard.id(), ShardOutcome.Status.SKIPPED, 0, 0, "not asked", ""));
    }
    return new QueryResult(
        Optional.ofNullable(plan),
        columns,
        rows,
        verdict,
        reasons,
        all,
        withheld,
        error,
        millis(),
        Optional.ofNullable(answered));
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }

  private static OptionalInt noPosition() {
    return OptionalInt.empty();
  }
}
