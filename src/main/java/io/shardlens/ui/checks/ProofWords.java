package io.shardlens.ui.checks;

import io.shardlens.execute.CheckReport;
import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.execute.TableProof;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Badge;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.TopologyChecks;
import io.shardlens.ui.common.ValueText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.kordamp.ikonli.feather.Feather;

/// What the Checks tab says.
final class ProofWords {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Topology topology;

  ProofWords(Topology topology) {
    this.topology = topology;
  }

  String checkedAt(TopologyChecks.State state) {
    return state
        .known()
        .map(known ->
            Messages.text(
                "checks.at",
                TIME.format(known.at().atZone(ZoneId.systemDefault())),
                Figures.millis(known.report().millis())))
        .orElse("");
  }

  String summary(TopologyChecks.State state) {
    if (state.known().isEmpty()) {
      return state instanceof TopologyChecks.State.Failed ? "" : Messages.text("checks.first");
    }
    CheckReport report = state.known().get().report();
    long keys =
        report.tables().stream()
            .flatMap(table -> table.shards().stream())
            .mapToLong(shard -> Math.max(0, shard.keys()))
            .sum();
    return Messages.text(
        "checks.summary",
        Figures.count(topology.shards().size(), "shard", "shards"),
        Figures.count(report.tables().size(), "sharded table", "sharded tables"),
        Figures.count(keys));
  }

  /// The title of the worst finding, for the status line.
  String status(TopologyChecks.State state) {
    if (state instanceof TopologyChecks.State.Running) {
      return Messages.text("checks.running");
    }
    return state
        .known()
        .map(known -> {
          long misplaced = known.report().tables().stream().mapToLong(TableProof::misplaced).sum();
          String title =
              known.report().findings().stream()
                  .reduce(
                      (one, other) -> other.severity().compareTo(one.severity()) >= 0 ? other : one)
                  .map(CheckReport.Finding::title)
                  .orElse("");
          return Messages.text(
              "checks.status", ValueText.escape(title), Figures.count(misplaced), checkedAt(state));
        })
        .orElse("");
  }

  Shard shard(ShardProof proof) {
    return topology.shard(proof.shard());
  }

  String routing(TableProof proof) {
    RoutingDefinition routing = topology.routing(proof.table().routing());
    return Messages.text(
        "checks.routing",
        ValueText.escape(String.join(", ", proof.table().key())),
        ValueText.escape(routing.name()),
        routing.strategy());
  }

  Badge badge(TableProof proof) {
    if (proof.misplaced() > 0) {
      return new Badge(
          Badge.Tone.DANGER, Feather.ALERT_OCTAGON, Messages.text("checks.badge.misplaced"));
    }
    if (proof.shards().stream().anyMatch(shard -> shard.method() == Method.UNREAD)) {
      return new Badge(
          Badge.Tone.WARNING, Feather.ALERT_TRIANGLE, Messages.text("checks.badge.unread"));
    }
    return proof.isWhole()
        ? new Badge(Badge.Tone.SUCCESS, Feather.CHECK_CIRCLE, Messages.text("checks.badge.proved"))
        : new Badge(Badge.Tone.NEUTRAL, Feather.CHECK, Messages.text("checks.badge.sampled"));
  }

  /// `49 512`, `about 120 000 000`, `3 schemas`, or a dash where nothing was read.
  String keys(ShardProof shard) {
    if (shard.method() == Method.UNREAD) {
      return "–";
    }
    if (shard.method() == Method.EVERY_SCHEMA) {
      return Figures.count(shard.keys(), "schema", "schemas");
    }
    if (shard.keys() < 0) {
      return Messages.text("checks.keys.all");
    }
    String count = Figures.count(shard.keys());
    return shard.keysAreEstimated() ? Messages.text("checks.keys.about", count) : count;
  }

  String misplaced(ShardProof shard) {
    return shard.method() == Method.UNREAD && shard.misplaced() == 0
        ? "–"
        : (shard.moreMisplaced() ? ">\u202f" : "") + Figures.count(shard.misplaced());
  }
}
