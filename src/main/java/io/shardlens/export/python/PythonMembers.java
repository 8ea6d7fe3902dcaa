package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rings and highest weights, whose shards are hashed by name.
record PythonMembers(PythonRule rule) {

  /// Points are compared as numbers of 64 bits without a sign.
  private static final String MASK = "0xFFFFFFFFFFFFFFFF";

  List<String> ring(RoutingRule.Ring ring) throws NotExpressibleException {
    PythonModule module = rule.module();
    String members = members(ring.members());
    String points = points(ring, members);
    String owners = module.unique(rule.prefix() + "_RING");
    String sorted = module.unique(rule.prefix() + "_POINTS");
    module.block(owners + " = " + points + "()", sorted + " = sorted(" + owners + ")");
    String search = ring.strictlyAfter() ? "bisect_right" : "bisect_left";
    module.imports("from bisect import " + search);
    List<String> lines = new ArrayList<>(rule.number().lines(ring.key()));
    lines.add("index = " + search + "(" + sorted + ", number & " + MASK + ")");
    lines.add(rule.found(owners + "[" + sorted + "[index if index < len(" + sorted + ") else 0]]"));
    return lines;
  }

  /// A function that computes the points when the module is loaded.
  private String points(RoutingRule.Ring ring, String members) throws NotExpressibleException {
    String name = rule.module().unique(rule.prefix().toLowerCase(Locale.ROOT) + "_points");
    String label =
        PythonLiteral.quoted(ring.label())
            + ".replace(\"{shard}\", name).replace(\"{point}\", str(label))";
    int size = ring.key().part().bytes();
    int from = ring.key().part().from();
    String first = ring.pointsPerLabel() == 1 ? "" : "first";
    String point =
        "points.setdefault(" + rule.number().number(ring.key(), "data", first) + " & " + MASK;
    List<String> lines = new ArrayList<>();
    lines.add("def " + name + "() -> dict[int, str]:");
    lines.add("    points: dict[int, str] = {}");
    lines.add("    for name, shard in " + members + ":");
    lines.add("        for label in range(" + ring.labels() + "):");
    lines.add("            data = " + label + ".encode()");
    if (ring.pointsPerLabel() == 1) {
      lines.add("            " + point + ", shard)");
    } else {
      int end = from + ring.pointsPerLabel() * size;
      lines.add("            for first in range(" + from + ", " + end + ", " + size + "):");
      lines.add("                " + point + ", shard)");
    }
    lines.add("    return points");
    rule.module().block(lines);
    return name;
  }

  private String members(List<RoutingRule.Member> members) {
    return rule.module()
        .constant(
            rule.prefix() + "_MEMBERS",
            PythonRule.tuple("tuple[str, str]"),
            "()",
            members.stream()
                .map(member ->
                    "("
                        + PythonLiteral.quoted(member.name())
                        + ", "
                        + PythonLiteral.quoted(member.shard().value())
                        + ")")
                .map(Element::of)
                .toList());
  }

  List<String> rendezvous(RoutingRule.Rendezvous rendezvous) throws NotExpressibleException {
    String members = members(rendezvous.members());
    NumberSource.Hash hash = rendezvous.hash();
    String text = rule.number().joinedText(hash.bytes().separator());
    String label =
        PythonLiteral.quoted(rendezvous.label())
            + ".replace(\"{shard}\", name).replace(\"{key}\", text)";
    String weight = rule.module().unique(rule.prefix().toLowerCase(Locale.ROOT) + "_weight");
    rule.module()
        .block(
            "def " + weight + "(name: str, text: str) -> int:",
            "    data = " + PythonNumber.encoded(label, hash.bytes().charset()),
            "    return " + rule.number().number(hash, "data", ""));
    return List.of(
        "text = " + text,
        "# Of equal weights max() takes the first.",
        rule.found("max(" + members + ", key=lambda member: " + weight + "(member[0], text))[1]"));
  }
}
