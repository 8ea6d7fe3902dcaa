package io.shardlens.cli;

import io.shardlens.execute.MergeServer;
import io.shardlens.execute.MergeServers;
import io.shardlens.execute.TransferEstimate;
import io.shardlens.plan.MergeStep.Gathered;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.ShardId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says for people where the last stage of a gathered merge runs.
///
/// @param shard the label of the shard whose session merges few rows
/// @param servers those that merge many
record MergePlace(String shard, MergeServers servers) {

  /// `in a session on Europe where no more than 50,000 rows are gathered, else on the embedded
  /// PostgreSQL`.
  String words() {
    if (servers.servers().isEmpty()) {
      return session();
    }
    String others =
        servers.servers().stream()
            .map(MergePlace::on)
            .collect(Collectors.joining(", or where that cannot, "));
    return servers.smallRows() == 0
        ? others
        : String.format(
            Locale.ROOT,
            "%s where no more than %,d rows are gathered, else %s",
            session(),
            servers.smallRows(),
            others);
  }

  /// Which of them it will be, or empty where too few shards say how much they would send.
  ///
  /// @param estimates of what is gathered
  Optional<String> expected(Gathered step, List<TransferEstimate> estimates) {
    if (servers.servers().isEmpty()) {
      return Optional.of(session());
    }
    long rows = estimates.stream().mapToLong(TransferEstimate::rows).sum();
    long bytes = estimates.stream().mapToLong(TransferEstimate::bytes).sum();
    if (!servers.isSmall(rows, bytes)) {
      return Optional.of(on(servers.servers().getFirst()));
    }
    Set<ShardId> silent = new HashSet<>();
    step.parts().forEach(part -> silent.addAll(part.from()));
    estimates.forEach(estimate -> silent.remove(estimate.shard()));
    return silent.isEmpty() ? Optional.of(session()) : Optional.empty();
  }

  private String session() {
    return "in a session on " + SafeText.escape(shard);
  }

  private static String on(MergeServer server) {
    return "on " + SafeText.escape(server.name());
  }
}
