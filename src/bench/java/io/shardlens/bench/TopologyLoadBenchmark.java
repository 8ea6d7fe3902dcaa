package io.shardlens.bench;

import io.shardlens.routing.Router;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import io.shardlens.topology.json.TopologyWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// How long a large topology takes from the bytes of its file to a router: 1 024 shards and 10 000
/// ranges in about 4 MiB. The first round is what a command pays, which starts cold.
final class TopologyLoadBenchmark {
  private static final int SHARDS = 1_024;
  private static final int RANGES = 10_000;
  private static final int ROUNDS = 9;

  private TopologyLoadBenchmark() {}

  public static void main(String[] arguments) {
    run();
  }

  static void run() {
    byte[] file = file();
    System.out.printf(
        Locale.ROOT,
        "Topology of %,d shards and %,d ranges, %.1f MiB, milliseconds%n",
        SHARDS,
        RANGES,
        file.length / (1024.0 * 1024.0));
    double[] read = new double[ROUNDS];
    double[] indexed = new double[ROUNDS];
    double[] written = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      Topology topology = read(file);
      long afterRead = System.nanoTime();
      Router router = new Router(topology);
      long afterIndex = System.nanoTime();
      int length = new TopologyWriter().text(router.topology()).length();
      long end = System.nanoTime();
      if (length == 0) {
        throw new IllegalStateException("Nothing was written");
      }
      read[i] = (afterRead - start) / 1e6;
      indexed[i] = (afterIndex - afterRead) / 1e6;
      written[i] = (end - afterIndex) / 1e6;
    }
    print("parse and validate", read);
    print("index", indexed);
    print("write", written);
  }

  private static void print(String what, double[] millis) {
    double first = millis[0];
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT, "  %-20s first %,8.0f   median %,8.0f%n", what, first, sorted[ROUNDS / 2]);
  }

  private static Topology read(byte[] file) {
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read read -> read.topology();
      case ReadResult.Refused refused ->
          throw new IllegalStateException(refused.problems().getFirst().toString());
    };
  }

  /// Each shard and each range has a description, as large files are made by tools.
  private static byte[] file() {
    StringBuilder text =
        new StringBuilder("{ \"version\": 1, \"name\": \"large\", \"shards\": [\n");
    for (int i = 0; i < SHARDS; i++) {
      text.append(i == 0 ? "" : ",\n")
          .append(
              """
              { "id": "shard_%d", "label": "Shard %d", "description": "%s", "host": "db-%d.example.com", "port": 5432, "database": "users_%d", "user": "reader", "sslMode": "verify-full" }\
              """
                  .formatted(i, i, "made by a tool ".repeat(10), i, i));
    }
    text.append(
        " ],\n"
            + "\"routings\": { \"r\": { \"strategy\": \"range\", \"keyTypes\": [\"bigint\"],"
            + " \"ranges\": [\n");
    for (int i = 0; i < RANGES; i++) {
      text.append(i == 0 ? "{ " : ",\n{ \"from\": " + i * 1_000L + ", ")
          .append(i == RANGES - 1 ? "" : "\"to\": " + (i + 1) * 1_000L + ", ")
          .append("\"description\": \"")
          .append("moved by hand on a day long ago ".repeat(9))
          .append("\", \"shard\": \"shard_")
          .append(i % SHARDS)
          .append("\" }");
    }
    text.append(
        "] } },\n"
            + "\"tables\": [ { \"name\": \"t\", \"kind\": \"sharded\", \"key\": [\"id\"],"
            + " \"routing\": \"r\" } ] }");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
