package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.routing.RingPoints;
import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.expression.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rings and highest weights in SQL.
record SqlMembers(List<SqlKey> key) {

  /// An array of more points is more than a statement should carry.
  private static final int MOST_POINTS = 10_000;

  String ring(RoutingRule.Ring ring) throws NotExpressibleException {
    HashRing points = RingPoints.of(ring, key.stream().map(SqlKey::type).toList());
    if (points.size() > MOST_POINTS) {
      throw new NotExpressibleException(
          "an expression with its " + points.size() + " points is too long");
    }
    SqlSteps steps = new SqlSteps();
    String number = unsigned(steps, new SqlNumber(steps, key, false).of(ring.key()), ring.key());
    String thresholds =
        IntStream.range(0, points.size())
            .mapToObj(i -> Long.toUnsignedString(points.point(i)))
            .collect(Collectors.joining(", ", "ARRAY[", "]::numeric[]"));
    // How many points lie below the number, or, where its own is passed over, not above it.
    String sought = "(" + number + ")::numeric" + (ring.strictlyAfter() ? "" : " - 1");
    String owners =
        IntStream.rangeClosed(0, points.size())
            .map(i -> points.ownerOfPoint(i % points.size()))
            .mapToObj(owner -> SqlRule.shard(ring.members().get(owner).shard()))
            .collect(Collectors.joining(", ", "(ARRAY[", "])"));
    return steps.select(owners + "[width_bucket(" + sought + ", " + thresholds + ") + 1]");
  }

  /// Points are compared as numbers of 64 bits without a sign.
  private static String unsigned(SqlSteps steps, String number, NumberSource.Hash hash) {
    boolean fits = !hash.signed() && hash.part().bytes() <= Long.BYTES;
    return fits
        ? number
        : steps.step(
            "number",
            "mod(mod((%s)::numeric, %d) + %d, %d)"
                .formatted(number, SqlNumber.WORDS, SqlNumber.WORDS, SqlNumber.WORDS));
  }

  String rendezvous(RoutingRule.Rendezvous rendezvous) throws NotExpressibleException {
    NumberSource.Hash hash = rendezvous.hash();
    List<String> rows = new ArrayList<>();
    for (RoutingRule.Member member : rendezvous.members()) {
      SqlSteps steps = new SqlSteps();
      SqlNumber number = new SqlNumber(steps, key, false);
      String label =
          label(
              rendezvous.label().replace("{shard}", member.name()),
              number.joinedText(hash.bytes().separator()));
      String weight = steps.select(number.number(hash, SqlNumber.encoded(hash, label)));
      rows.add(
          "("
              + (rows.size() + 1)
              + ", "
              + SqlRule.shard(member.shard())
              + ", ("
              + weight
              + ")::numeric)");
    }
    return "(SELECT shard\nFROM (VALUES\n"
        + SqlSteps.indented(String.join(",\n", rows))
        + "\n) AS weights (place, shard, weight)\nORDER BY weight DESC, place\nLIMIT 1)";
  }

  private static String label(String label, String text) {
    return "replace(" + SqlLiteral.quoted(label) + ", '{key}', " + text + ")";
  }
}
