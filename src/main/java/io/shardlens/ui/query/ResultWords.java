package io.shardlens.ui.query;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.execute.ShardOutcome.Status;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.Verdict;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.query.Notice.Action;
import io.shardlens.ui.query.Notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A result in words: its headline, its notice and its line of status.
record ResultWords(QueryResult result, Topology topology) {

  /// The line over the rows.
  ///
  /// @param verdict what the rows promise, empty where a run came to nothing that has a verdict
  record Headline(Optional<Verdict> verdict, String strong, String rest) {
    static final Headline NONE = new Headline(Optional.empty(), "", "");
  }

  /// Whether the result's rows are to be shown.
  boolean hasRows() {
    return !result.withheld() && result.error().isEmpty();
  }

  Headline headline() {
    String time = Figures.millis(result.millis());
    if (result.withheld()) {
      return new Headline(
          Optional.of(Verdict.PARTIAL),
          "Rows are held back",
          "only " + answered() + " answered in " + time);
    }
    if (result.error().isPresent()) {
      return switch (result.error().get().code()) {
        case REFUSED -> new Headline(Optional.of(Verdict.REFUSED), "No rows", "in " + time);
        case CANCELLED -> new Headline(Optional.empty(), "Cancelled", "after " + time);
        case USAGE, NO_CONNECTION, SQL, ROUTING, PARTIAL ->
            new Headline(Optional.empty(), "Failed", "after " + time);
      };
    }
    String from = result.verdict() == Verdict.PARTIAL ? "from " + answered() + " " : "";
    return new Headline(
        Optional.of(result.verdict()),
        Figures.count(result.rows().size(), "row", "rows"),
        from + "in " + time + (reachedLimit() ? ", the limit of the statement" : ""));
  }

  /// `EXACT · 4 of 4 shards · 200 rows · 61 ms`.
  String status() {
    List<String> parts = new ArrayList<>();
    Headline headline = headline();
    parts.add(headline.verdict().map(Enum::name).orElse(headline.strong()));
    if (result.error().isPresent() && !result.withheld()) {
      parts.add(firstLine(result.error().get().message()));
    } else {
      parts.add(answered() + pruned());
      parts.addAll(silent());
      parts.add(
          result.withheld()
              ? "rows held back"
              : Figures.count(result.rows().size(), "row", "rows"));
    }
    parts.add(Figures.millis(result.millis()));
    return String.join(" · ", parts);
  }

  Optional<Notice> notice() {
    if (result.withheld()) {
      return Optional.of(
          new Notice(
              Severity.WARNING,
              missing() + ": rows are held back, as a part could pass for the whole",
              causes(),
              List.of(Action.RETRY, Action.SHOW_PARTIAL, Action.COPY_DETAILS)));
    }
    if (result.error().isPresent()) {
      return Optional.of(ofError(result.error().get()));
    }
    return result.verdict() == Verdict.PARTIAL ? Optional.of(partial()) : Optional.empty();
  }

  private Notice ofError(QueryError error) {
    String state = error.sqlState().isEmpty() ? "" : "SQLSTATE " + error.sqlState();
    String position =
        error.position().isEmpty()
            ? ""
            : "at character " + error.position().getAsInt() + ", marked in the statement";
    String where =
        List.of(state, position).stream()
            .filter(Predicate.not(String::isEmpty))
            .collect(Collectors.joining(", "));
    String detail =
        lines(error.message(), where, error.code() == QueryError.Code.REFUSED ? reasons() : "");
    return switch (error.code()) {
      case CANCELLED ->
          new Notice(Severity.WARNING, "Cancelled on every shard", detail, List.of(Action.RETRY));
      case NO_CONNECTION ->
          new Notice(
              Severity.DANGER,
              "No answer could be had",
              lines(detail, causes()),
              List.of(Action.RETRY, Action.COPY_DETAILS));
      case REFUSED ->
          new Notice(
              Severity.DANGER,
              "Refused: a right answer could not be promised",
              detail,
              List.of(Action.COPY_DETAILS));
      case PARTIAL ->
          new Notice(
              Severity.DANGER,
              "The answer is not complete",
              lines(detail, causes()),
              List.of(Action.RETRY, Action.SHOW_PARTIAL, Action.COPY_DETAILS));
      case SQL ->
          new Notice(Severity.DANGER, "The statement failed", detail, List.of(Action.COPY_DETAILS));
      case USAGE, ROUTING ->
          new Notice(
              Severity.DANGER, "The statement was not run", detail, List.of(Action.COPY_DETAILS));
    };
  }

  private Notice partial() {
    List<ShardOutcome> silent = with(outcome -> isSilent(outcome.status()));
    if (!silent.isEmpty()) {
      return new Notice(
          Severity.WARNING,
          missing() + (silent.size() == 1 ? ": its" : ": their") + " rows are missing below",
          causes(),
          List.of(Action.RETRY, Action.COPY_DETAILS));
    }
    List<ShardOutcome> skipped = with(outcome -> outcome.status() == Status.SKIPPED);
    if (!skipped.isEmpty()) {
      return new Notice(
          Severity.WARNING,
          labels(skipped) + " left out by your choice of shards: rows may be missing below",
          reasons(),
          List.of(Action.ASK_ALL_SHARDS));
    }
    return new Notice(
        Severity.WARNING,
        "Rows are missing below",
        lines(
            result.reasons().stream().findFirst().orElse(""),
            "Raise Rows at most, or let the statement ask for fewer rows."),
        List.of());
  }

  private String missing() {
    List<ShardOutcome> silent = with(outcome -> isSilent(outcome.status()));
    return silent.isEmpty() ? "A shard did not answer" : labels(silent) + " did not answer";
  }

  /// Why shards are missing, one a line, or the reasons of the verdict where no shard says why.
  private String causes() {
    String causes =
        with(outcome -> isSilent(outcome.status())).stream()
            .map(this::cause)
            .collect(Collectors.joining("\n"));
    return causes.isEmpty() ? reasons() : causes;
  }

  private String cause(ShardOutcome outcome) {
    ShardLane lane = ShardLane.finished(0, topology.shard(outcome.shard()), outcome, 0);
    String message = lane.message().isEmpty() ? lane.word() : lane.message();
    return lane.label() + ": " + message + ", after " + Figures.millis(outcome.millis());
  }

  private String reasons() {
    return String.join("\n", result.reasons());
  }

  private List<String> silent() {
    return with(outcome -> isSilent(outcome.status())).stream()
        .map(outcome ->
            topology.shard(outcome.shard()).label()
                + " "
                + outcome.status().word().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private String answered() {
    long answered =
        with(outcome ->
                outcome.status() == Status.COMPLETED || outcome.status() == Status.TRUNCATED)
            .size();
    return answered + " of " + Figures.count(result.outcomes().size(), "shard", "shards");
  }

  private String pruned() {
    int pruned = with(outcome -> outcome.status() == Status.PRUNED).size();
    return pruned == 0 ? "" : " (" + pruned + " pruned)";
  }

  private boolean reachedLimit() {
    OptionalLong limit =
        result
            .plan()
            .map(plan ->
                switch (plan.merge()) {
                  case MergeStep.Concatenate concatenate -> concatenate.limit();
                  case MergeStep.MergeSort sort -> sort.limit();
                  case MergeStep.Groups groups -> groups.limit();
                  case MergeStep.SingleShard _,
                      MergeStep.Gathered _,
                      MergeStep.Broadcast _,
                      MergeStep.SideBySide _,
                      MergeStep.Nothing _ ->
                      OptionalLong.empty();
                })
            .orElse(OptionalLong.empty());
    return limit.isPresent() && limit.getAsLong() == result.rows().size();
  }

  private List<ShardOutcome> with(Predicate<ShardOutcome> wanted) {
    return result.outcomes().stream().filter(wanted).toList();
  }

  private String labels(List<ShardOutcome> outcomes) {
    List<String> labels =
        outcomes.stream().map(outcome -> topology.shard(outcome.shard()).label()).toList();
    return labels.size() == 1
        ? labels.getFirst()
        : String.join(", ", labels.subList(0, labels.size() - 1)) + " and " + labels.getLast();
  }

  private static boolean isSilent(Status status) {
    return switch (status) {
      case TIMED_OUT, CANCELLED, FAILED, LOST -> true;
      case COMPLETED, PRUNED, SKIPPED, TRUNCATED -> false;
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String lines(String... parts) {
    return List.of(parts).stream()
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .collect(Collectors.joining("\n"));
  }
}
