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
/// Memory does not grow with the file. A key without a shard has an empty one; what else may stand
/// in its place has a comma, which no shard's id has.
final class BulkRoute {
  private static final int EXAMPLES = 5;
  private static final int BAR = 40;

  private final Topology topology;
  private final TableDefinition.Sharded table;
  private final BulkRouter router;
  private final PrintWriter out;
  private final long[] counts;
  private final long[] others = new long[NoShard.values().length];
  private final byte[][] otherFields = new byte[NoShard.values().length][];
  private final List<String> examples = new ArrayList<>();

  /// What a key has that has no shard of its own.
  private enum NoShard {
    NOWHERE(BulkRouter.NOWHERE, "", "without a shard", " has no shard", ExitCode.ERROR),
    NO_KEY(BulkRouter.NO_KEY, "", "that are no keys", " is no key of the table", ExitCode.ERROR),
    UNKNOWN(
        BulkRouter.UNKNOWN,
        "unknown, no answer",
        "whose shard is not known, because the directory gave no answer",
        " is on a shard that is not known: the directory gave no answer",
        ExitCode.ERROR),
    UNREACHED(
        BulkRouter.UNREACHED,
        "unknown, no connection",
        "whose shard is not known, because there was no connection to the directory",
        " is on a shard that is not known: there was no connection to the directory",
        ExitCode.NO_CONNECTION),
    ANYWHERE(BulkRouter.ANYWHERE, "any, NULL", "that may be on any shard", "", ExitCode.DONE);

    private final int owner;
    private final String field;
    private final String counted;
    private final String one;
    private final int exitCode;

    NoShard(int owner, String field, String counted, String one, int exitCode) {
      this.owner = owner;
      this.field = field;
      this.counted = counted;
      this.one = one;
      this.exitCode = exitCode;
    }

    /// A place of its own in an array.
    private int place() {
      return -1 - owner;
    }

    static NoShard of(int owner) {
      for (NoShard kind : values()) {
        if (kind.owner == owner) {
          return kind;
        }
      }
      throw new IllegalArgumentException("No outcome is " + owner);
    }
  }

  BulkRoute(Topology topology, TableDefinition.Sharded table, BulkRouter router, PrintWriter out) {
    this.topology = topology;
    this.table = table;
    this.router = router;
    this.out = out;
    this.counts = new long[router.shards().size()];
    for (NoShard kind : NoShard.values()) {
      otherFields[kind.place()] = CsvLines.quoted(kind.field);
    }
  }

  /// @param header whether the first record names the columns
  /// @param histogram whether the counts are printed instead of the keys
  /// @throws IOException when the file cannot be read
  void run(InputStream in, boolean header, boolean histogram) throws IOException {
    KeyStream keys = new KeyStream(in);
    int[] columns = header ? columns(keys) : firstColumns();
    KeyFields fields = new KeyFields(columns);
    byte[][] names = names();
    CsvLines lines = new CsvLines(out);
    if (!histogram) {
      out.println(String.join(",", table.key()) + ",shard");
    }
    while (keys.read()) {
      int owner =
          fields.find(keys)
              ? router.owner(keys.bytes(), fields.starts, fields.lengths)
              : BulkRouter.NO_KEY;
      byte[] shard = owner < 0 ? other(keys, NoShard.of(owner)) : names[owner];
      if (owner >= 0) {
        counts[owner]++;
      }
      if (!histogram) {
        fields.write(keys, lines);
        lines.raw(shard);
        lines.endLine();
      }
    }
    lines.flush();
    if (histogram) {
      printHistogram();
    }
  }

  /// Where the key's fields are in the record at hand.
  private static final class KeyFields {
    private final int[] columns;
    private final int[] starts;
    private final int[] lengths;

    KeyFields(int[] columns) {
      this.columns = columns;
      this.starts = new int[columns.length];
      this.lengths = new int[columns.length];
    }

    /// Whether the record has them all.
    boolean find(KeyStream keys) {
      boolean all = true;
      for (int i = 0; i < columns.length; i++) {
        boolean there = columns[i] < keys.fields();
        boolean isNull = !there || keys.isNull(columns[i]);
        starts[i] = there ? keys.start(columns[i]) : 0;
        lengths[i] = isNull ? BulkRouter.NULL : keys.length(columns[i]);
        all &= there;
      }
      return all;
    }

    void write(KeyStream keys, CsvLines lines) {
      for (int i = 0; i < columns.length; i++) {
        if (lengths[i] == BulkRouter.NULL) {
          lines.nullField();
        } else {
          lines.field(keys.bytes(), starts[i], lengths[i]);
        }
      }
    }
  }

  private byte[] other(KeyStream keys, NoShard kind) {
    others[kind.place()]++;
    if (kind.exitCode != ExitCode.DONE && examples.size() < EXAMPLES) {
      example(keys, kind);
    }
    return otherFields[kind.place()];
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

  private void example(KeyStream keys, NoShard kind) {
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
            + kind.one);
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
    out.println(routed + " keys routed");
    for (NoShard kind : NoShard.values()) {
      if (others[kind.place()] > 0) {
        out.println(others[kind.place()] + " " + kind.counted);
      }
    }
  }

  private String label(ShardId shard) {
    return SafeText.escape(topology.shard(shard).label()) + " (" + shard + ")";
  }

  /// The worst of the codes that `route` gives for each key alone.
  int exitCode() {
    int code = ExitCode.DONE;
    for (NoShard kind : NoShard.values()) {
      code = others[kind.place()] > 0 ? Math.max(code, kind.exitCode) : code;
    }
    return code;
  }

  /// What went wrong, with the first records, for a person.
  String complaint() {
    long count = 0;
    for (NoShard kind : NoShard.values()) {
      count += kind.exitCode == ExitCode.DONE ? 0 : others[kind.place()];
    }
    return count
        + (count == 1 ? " record has" : " records have")
        + " no known shard:\n  "
        + String.join("\n  ", examples);
  }
}
