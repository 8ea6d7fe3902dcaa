package io.shardlens.cli;

import io.shardlens.execute.CheckReport;
import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.execute.TableProof;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints what a check found: the findings, then for each table what each shard's keys say, with
/// the derivations of misplaced ones.
record CheckPrinter(Topology topology, CheckReport report) {

  void print(PrintWriter out) {
    for (Finding finding : report.findings()) {
      out.println(
          TextTable.padded(word(finding.severity()), 8, false)
              + finding.title()
              + ": "
              + finding.detail());
      // Those of the routing follow with their derivations.
      if (finding.kind() != Kind.ROUTING) {
        finding.examples().forEach(line -> out.println("          " + SafeText.escape(line)));
      }
    }
    report.tables().forEach(table -> print(out, table));
  }

  private void print(PrintWriter out, TableProof proof) {
    out.println();
    out.println(
        SafeText.escape(
            proof.table().name().shortName()
                + ", by "
                + String.join(", ", proof.table().key())
                + " (routing "
                + proof.table().routing()
                + ")"));
    TextTable table =
        new TextTable(
            List.of("shard", "keys", "misplaced", "ms", "how"),
            List.of(false, true, true, true, false));
    for (ShardProof shard : proof.shards()) {
      table.add(
          List.of(
              topology.shard(shard.shard()).label(),
              keys(shard),
              (shard.moreMisplaced() ? "> " : "") + shard.misplaced(),
              Long.toString(shard.millis()),
              shard.how()));
    }
    table.print(out);
    for (ShardProof shard : proof.shards()) {
      shard
          .notes()
          .forEach(note ->
              out.println(SafeText.escape(topology.shard(shard.shard()).label() + ": " + note)));
      for (Misplaced misplaced : shard.examples()) {
        out.println(SafeText.escape(misplaced.sentence()));
        Derivations.print(out, misplaced.derivation());
      }
    }
  }

  private static String keys(ShardProof shard) {
    if (shard.method() == ShardProof.Method.UNREAD) {
      return "-";
    }
    String count = shard.keys() < 0 ? "all" : Long.toString(shard.keys());
    return shard.keysAreEstimated() && shard.keys() >= 0 ? "about " + count : count;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  void write(JsonText json) {
    json.startObject().name("findings").startArray();
    for (Finding finding : report.findings()) {
      json.startObject()
          .name("kind")
          .text(word(finding.kind()))
          .name("severity")
          .text(word(finding.severity()))
          .name("title")
          .text(finding.title())
          .name("detail")
          .text(finding.detail());
      texts(json.name("examples"), finding.examples());
      json.endObject();
    }
    json.endArray().name("tables").startArray();
    for (TableProof table : report.tables()) {
      json.startObject()
          .name("table")
          .text(table.table().name().toString())
          .name("routing")
          .text(table.table().routing())
          .name("proved")
          .truth(table.isWhole())
          .name("shards")
          .startArray();
      table.shards().forEach(shard -> write(json, shard));
      json.endArray().endObject();
    }
    json.endArray().name("millis").number(report.millis()).endObject().endLine().flush();
  }

  private static void write(JsonText json, ShardProof shard) {
    json.startObject().name("shard").text(shard.shard().value());
    json.name("method").text(word(shard.method())).name("keys");
    if (shard.keys() < 0) {
      json.nothing();
    } else {
      json.number(shard.keys());
    }
    json.name("estimated")
        .truth(shard.keysAreEstimated())
        .name("misplaced")
        .number(shard.misplaced())
        .name("moreMisplaced")
        .truth(shard.moreMisplaced())
        .name("how")
        .text(shard.how())
        .name("millis")
        .number(shard.millis());
    texts(json.name("notes"), shard.notes());
    json.name("examples").startArray();
    for (Misplaced misplaced : shard.examples()) {
      json.startObject();
      json.name("key").startArray();
      misplaced.key().forEach(json::text);
      json.endArray()
          .name("owner")
          .text(misplaced.owner().map(owner -> owner.value()).orElse(null));
      json.name("sentence").text(misplaced.sentence());
      Derivations.write(json, misplaced.derivation());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void texts(JsonText json, List<String> texts) {
    json.startArray();
    texts.forEach(json::text);
    json.endArray();
  }
}
