package io.shardlens.ui.record;

import io.shardlens.record.Elsewhere;
import io.shardlens.record.LookupOutcome;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.record.Notice.Action;
import io.shardlens.ui.record.Notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the record screen says about a look-up and about a change.
record RecordWords(Topology topology) {

  /// What to know or do about the last look-up; empty where the record is there.
  Optional<Notice> ofLookup(RecordState state, ElsewhereState elsewhere) {
    return switch (state) {
      case RecordState.Idle _, RecordState.LookingUp _ -> Optional.empty();
      case RecordState.Held(KeyRequest request, RecordState _) ->
          Optional.of(
              new Notice(
                  Severity.WARNING,
                  "A change is not applied yet",
                  "Looking up "
                      + ValueText.escape(request.words())
                      + " would lose it. Apply it first, or discard it.",
                  List.of(Action.KEEP_EDITING, Action.DISCARD_AND_LOOK_UP)));
      case RecordState.Broken(KeyRequest _, String message) ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  "The look-up came to nothing",
                  message,
                  List.of(Action.TRY_AGAIN)));
      case RecordState.Answered(KeyRequest request, LookupOutcome outcome) ->
          ofOutcome(request, outcome, elsewhere);
    };
  }

  private Optional<Notice> ofOutcome(
      KeyRequest request, LookupOutcome outcome, ElsewhereState elsewhere) {
    String record = request.table().name().shortName() + " " + ValueText.escape(request.words());
    return switch (outcome) {
      case LookupOutcome.Found found ->
          found.truncated()
              ? Optional.of(
                  new Notice(
                      Severity.WARNING,
                      "Only the first "
                          + Figures.count(found.records().size())
                          + " records were read",
                      "More have this key. A query shows them all.",
                      List.of()))
              : Optional.empty();
      case LookupOutcome.NotFound notFound -> Optional.of(notFound(notFound, record, elsewhere));
      case LookupOutcome.Unowned unowned ->
          Optional.of(
              new Notice(Severity.DANGER, "No shard owns " + record, unowned.reason(), List.of()));
      case LookupOutcome.BadKey badKey ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  "This is no key of " + request.table().name().shortName(),
                  badKey.message(),
                  List.of()));
      case LookupOutcome.Failed failed ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  label(failed.shard())
                      + (failed.connection() ? " did not answer" : " refused the look-up"),
                  withState(failed.message(), failed.sqlState()),
                  List.of(Action.TRY_AGAIN)));
    };
  }

  private Notice notFound(LookupOutcome.NotFound outcome, String record, ElsewhereState elsewhere) {
    String owner = label(outcome.shard());
    String title = "No row " + record + " on " + owner;
    String asked = owner + " owns the key and answered in " + Figures.millis(outcome.millis());
    return switch (elsewhere) {
      case ElsewhereState.NotAsked _ ->
          new Notice(
              Severity.NEUTRAL,
              title,
              asked + ". The other shards were not asked.",
              List.of(Action.LOOK_ON_THE_OTHERS));
      case ElsewhereState.Asking _ ->
          new Notice(Severity.NEUTRAL, title, asked + ". Asking the others…", List.of());
      case ElsewhereState.Broken(String message) ->
          new Notice(
              Severity.WARNING,
              title,
              asked + ". The others could not be asked: " + message,
              List.of(Action.LOOK_ON_THE_OTHERS));
      case ElsewhereState.Known(Elsewhere known, boolean _) when !known.holding().isEmpty() ->
          new Notice(
              Severity.DANGER,
              "Misplaced: " + record + " lies on " + labels(known.holding()),
              owner
                  + " owns the key and does not have the row. The application will not find it"
                  + " there. Move it, or correct the routing."
                  + silent(known),
              List.of());
      case ElsewhereState.Known(Elsewhere known, boolean _) ->
          new Notice(
              known.silent().isEmpty() ? Severity.NEUTRAL : Severity.WARNING,
              title + (known.silent().isEmpty() ? ", nor on any other shard" : ""),
              asked + ", and so did " + labels(known.asked()) + "." + silent(known),
              known.silent().isEmpty() ? List.of() : List.of(Action.LOOK_ON_THE_OTHERS));
    };
  }

  /// The check beside the derivation: whether the key lies on its owner only.
  Optional<Notice> ofElsewhere(ElsewhereState state, ShardId owner) {
    return switch (state) {
      case ElsewhereState.NotAsked _ -> Optional.empty();
      case ElsewhereState.Asking _ ->
          Optional.of(new Notice(Severity.NEUTRAL, "Asking the other shards…", "", List.of()));
      case ElsewhereState.Broken(String message) ->
          Optional.of(new Notice(Severity.WARNING, "Other shards not asked", message, List.of()));
      case ElsewhereState.Known(Elsewhere known, boolean found) -> {
        if (!known.holding().isEmpty()) {
          yield Optional.of(
              new Notice(
                  Severity.DANGER,
                  (found ? "Also on " : "On ") + labels(known.holding()),
                  "Rows with this key lie on a shard that does not own it",
                  List.of()));
        }
        if (!known.silent().isEmpty()) {
          yield Optional.of(
              new Notice(
                  Severity.WARNING,
                  labels(List.copyOf(known.silent().keySet())) + " did not answer",
                  "Whether the key lies there too is not known." + silent(known),
                  List.of()));
        }
        yield Optional.of(
            new Notice(
                Severity.SUCCESS,
                found ? "Only on " + label(owner) : "On no shard",
                "Asked: " + labels(known.asked()),
                List.of()));
      }
    };
  }

  /// What a change came to, over what will run; empty where nothing was run.
  Optional<Notice> ofEdit(EditState state) {
    return switch (state) {
      case EditState.Clean _, EditState.Preparing _, EditState.Pending _, EditState.Applying _ ->
          Optional.empty();
      case EditState.Applied applied ->
          Optional.of(
              new Notice(
                  Severity.SUCCESS,
                  "Applied to " + label(applied.change().before().shard()),
                  "One row, committed in "
                      + Figures.millis(applied.millis())
                      + ". The statement below undoes it.",
                  List.of()));
      case EditState.Conflicted conflicted ->
          Optional.of(
              new Notice(
                  Severity.WARNING,
                  "Someone else changed this record",
                  "It was version "
                      + conflicted.change().before().version()
                      + " when you read it and is version "
                      + conflicted.current().version()
                      + " now. Nothing was written.",
                  List.of(Action.TAKE_CURRENT_AND_KEEP_CHANGE, Action.DISCARD)));
      case EditState.Gone gone ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  "The record is no longer on " + label(gone.change().before().shard()),
                  "Someone else deleted or moved it since it was read. Nothing was written.",
                  List.of(Action.READ_AGAIN)));
      case EditState.Rejected rejected ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  label(rejected.change().before().shard()) + " refused the change",
                  withState(rejected.message(), rejected.sqlState()) + "\nNothing was written.",
                  List.of()));
      case EditState.Unknown unknown ->
          Optional.of(
              new Notice(
                  Severity.DANGER,
                  "Whether the change was written is not known",
                  unknown.message() + "\nRead the record again to see.",
                  List.of(Action.READ_AGAIN)));
    };
  }

  private String silent(Elsewhere known) {
    if (known.silent().isEmpty()) {
      return "";
    }
    List<String> causes = new ArrayList<>();
    known.silent().forEach((shard, why) -> causes.add(label(shard) + ": " + why));
    return "\nNot known: " + String.join("; ", causes);
  }

  private static String withState(String message, String sqlState) {
    return sqlState.isEmpty() || message.contains(sqlState)
        ? message
        : message + "\nSQLSTATE " + sqlState;
  }

  private String label(ShardId shard) {
    return ValueText.escape(topology.shard(shard).label());
  }

  private String labels(List<ShardId> shards) {
    return shards.stream().map(this::label).collect(Collectors.joining(", "));
  }
}
