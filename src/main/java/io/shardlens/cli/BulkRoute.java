package io.shardlens.cli;

import io.shardlens.routing.BulkRouter;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Routes the keys of a CSV file: a line `key,shard` for each, or how many keys each shard has.
///
/// Memory does not grow with the file.
final class BulkRoute {
  private static final int EXAMPLES = 5;
  private static final int BAR = 40;

  private final Topology topology;
  private final TableDefinition.Sharded table;
  private final BulkRouter router;
  private final PrintWriter out;
  private final long[] counts;
  private long unowned;
  private long unread;
  private final List<String> examples = new ArrayList<>();

  BulkRoute(Topology topology, TableDefinition.Sharded table, BulkRouter router, PrintWriter out) {
    this.topology = topology;
    this.table = table;
    this.router = router;
    this.out = out;
    this.counts = new long[router.shards().size()];
  }

  /// @param header whether the first record names the columns
  /// @param histogram whether the counts are printed instead of the keys
  /// @throws IOException when the file cannot be read
  void run(InputStream in, boolean header, boolean histogram) throws IOException {
    KeyStream keys = new KeyStream(in);
    int[] columns = header ? columns(keys) : firstColumns();
    byte[][] names = names();
    CsvLines lines = new CsvLines(out);
    if (!histogram) {
      out.println(String.join(",", table.key()) + ",shard");
    }
    while (keys.read()) {
      int owner = owner(keys, columns);
      switch (owner) {
        case BulkRouter.NOWHERE -> unowned++;
        case BulkRouter.NO_KEY -> unread++;
        default -> counts[owner]++;
      }
      if (owner < 0 && examples.size() < EXAMPLES) {
        example(keys, owner);
      }
      if (!histogram) {
        for (int column : columns) {
          if (column < keys.fields()) {
            lines.field(keys.bytes(), keys.start(column), keys.length(column));
          } else {
            lines.field(keys.bytes(), 0, 0);
          }
        }
        lines.raw(owner < 0 ? new byte[0] : names[owner]);
        lines.endLine();
      }
    }
    lines.flush();
    if (histogram) {
      printHistogram();
    }
  }

  private int owner(KeyStream keys, int[] columns) {
    if (columns.length == 1) {
      return columns[0] < keys.fields()
          ? router.owner(keys.bytes(), keys.start(columns[0]), keys.length(columns[0]))
          : BulkRouter.NO_KEY;
    }
    List<String> texts = new ArrayList<>();
    for (int column : columns) {
      if (column < keys.fields()) {
        texts.add(keys.text(column));
      }
    }
    return router.owner(texts);
  }

  private int[] firstColumns() {
    int[] columns = new int[table.key().size()];
    java.util.Arrays.setAll(columns, i -> i);
    return columns;
  }

  /// The positions of the key columns, by the names of the first record.
  private int[] columns(KeyStream keys) throws IOException {
    List<String> names = new ArrayList<>();
    if (keys.read()) {
      for (int i = 0; i < keys.fields(); i++) {
        names.add(keys.text(i).strip().replaceFirst("^\ufeff", ""));
      }
    }
    int[] columns = new int[table.key().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(table.key().get(i));
      if (columns[i] < 0) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "The header has no column "
                + table.key().get(i)
                + ", the shard key of "
                + table.name().shortName());
      }
    }
    return columns;
  }

  private void example(KeyStream keys, int owner) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < Math.min(keys.fields(), 4); i++) {
      fields.add(keys.text(i));
    }
    String text = String.join(",", fields);
    examples.add(
        "record "
            + keys.line()
            + ": "
            + SafeText.escape(text.length() > 60 ? text.substring(0, 60) + "…" : text)
            + (owner == BulkRouter.NO_KEY ? " is no key of the table" : " has no shard"));
  }

  /// As CSV, with quotes where they are needed.
  private byte[][] names() {
    return router.shards().stream()
        .map(shard -> CsvLines.quoted(shard.value()))
        .toArray(byte[][]::new);
  }

  private void printHistogram() {
    long routed = 0;
    long largest = 1;
    for (long count : counts) {
      routed += count;
      largest = Math.max(largest, count);
    }
    int width = router.shards().stream().mapToInt(shard -> label(shard).length()).max().orElse(0);
    for (int i = 0; i < counts.length; i++) {
      out.println(
          TextTable.padded(label(router.shards().get(i)), width, false)
              + "  "
              + TextTable.padded(Long.toString(counts[i]), 12, true)
              + "  "
              + String.format(Locale.ROOT, "%5.1f %%", routed == 0 ? 0 : 100.0 * counts[i] / routed)
              + "  "
              + "█".repeat((int) (BAR * counts[i] / largest)));
    }
    out.println(
        routed
            + " keys routed"
            + (unowned > 0 ? ", " + unowned + " without a shard" : "")
            + (unread > 0 ? ", " + unread + " that are no keys" : ""));
  }

  private String label(ShardId shard) {
    return SafeText.escape(topology.shard(shard).label()) + " (" + shard + ")";
  }

  /// Whether every record was a key and had a shard.
  boolean isComplete() {
    return unowned == 0 && unread == 0;
  }

  /// What went wrong, with the first records, for a person.
  String complaint() {
    return (unowned + unread)
        + (unowned + unread == 1 ? " record has" : " records have")
        + " no shard:\n  "
        + String.join("\n  ", examples);
  }
}
