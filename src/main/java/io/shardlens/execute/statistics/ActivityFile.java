package io.shardlens.execute.statistics;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The file of an [ActivityLog]: a line for each part of a cell, added at the end, readable by its
/// owner only. It has figures and digests, no names and no rows.
///
/// A line that was not written to its end is skipped. A file that has grown too long is written
/// anew with the newest part of what it says. Of several windows with the same table only the first
/// one adds to it. Used by one thread at a time.
public final class ActivityFile implements AutoCloseable {

  private static final String HEADER = "shardlens activity 1";

  /// About a day by the minute of 400 shards.
  private static final long MOST_BYTES = 32L << 20;

  private static final int FIELDS = 6;

  /// The longest line has 12 digits of a digest and five numbers.
  private static final int LONGEST_LINE = 200;

  private final Path path;
  private final long mostBytes;
  private final Map<ShardId, String> digests = new HashMap<>();
  private final Map<String, ShardId> shards = new HashMap<>();
  private @Nullable FileChannel lock;
  private boolean mine;

  ActivityFile(Path path, List<Shard> shards, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
    for (Shard shard : shards) {
      // A shard that moves to another server starts with an empty past.
      String digest =
          digest(shard.id() + "\n" + shard.host() + "\n" + shard.port() + "\n" + shard.database())
              .substring(0, 12);
      digests.put(shard.id(), digest);
      this.shards.put(digest, shard.id());
    }
  }

  /// The file of a table.
  ///
  /// @param folder of what the program remembers; made where it is missing
  /// @param file of the topology
  public static ActivityFile of(Path folder, Path file, Topology topology, TableName table) {
    String name = digest(file.toAbsolutePath().normalize() + "\n" + table).substring(0, 32);
    return new ActivityFile(
        folder.resolve("activity").resolve(name + ".log"), topology.shards(), MOST_BYTES);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /// Adds what the file says to a log. Lines that cannot be read, that are of other shards or of
  /// the future are skipped.
  ///
  /// @return how many lines were added
  int load(ActivityLog log, Instant now) throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    long future = now.toEpochMilli() + ActivityLog.QUARTER;
    int read = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.ISO_8859_1))) {
      StringBuilder line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c != '\n') {
          // Of what is no line of ours, not all is kept.
          if (line.length() < LONGEST_LINE) {
            line.append((char) c);
          }
          continue;
        }
        ActivityPart part = part(line.toString());
        line.setLength(0);
        if (part != null && part.cell() * part.cellMillis() <= future) {
          log.add(part);
          read++;
        }
      }
    }
    return read;
  }

  private @Nullable ActivityPart part(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS) {
      return null;
    }
    ShardId shard = shards.get(fields[0]);
    try {
      long cellMillis = Long.parseLong(fields[1]);
      long cell = Long.parseLong(fields[2]);
      long reads = Long.parseLong(fields[3]);
      long writes = Long.parseLong(fields[4]);
      long millis = Long.parseLong(fields[5]);
      boolean valid =
          (cellMillis == ActivityLog.MINUTE || cellMillis == ActivityLog.QUARTER)
              && cell > 0
              && cell < Long.MAX_VALUE / cellMillis
              && reads >= 0
              && writes >= 0
              && millis > 0
              && millis <= cellMillis;
      return shard != null && valid
          ? new ActivityPart(shard, cellMillis, cell, reads, writes, millis)
          : null;
    } catch (NumberFormatException e) {
      // A line of something else, or half of one with the beginning of the next.
      return null;
    }
  }

  /// Adds parts at the end. Does nothing where another window has the file.
  ///
  /// @param log all that is known, for when the file has to be written anew
  /// @return whether they are stored
  boolean append(List<ActivityPart> parts, ActivityLog log) throws IOException {
    if (!lock()) {
      return false;
    }
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(line(part)));
    if (!Files.exists(path)) {
      createPrivate(path);
      text.insert(0, HEADER + "\n");
    } else if (!endsWithLine()) {
      text.insert(0, "\n");
    }
    Files.writeString(path, text, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    if (Files.size(path) > mostBytes) {
      rewrite(log);
    }
    return true;
  }

  private boolean endsWithLine() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer end = ByteBuffer.allocate(1);
      return size == 0 || (channel.read(end, size - 1) == 1 && end.get(0) == '\n');
    }
  }

  /// Half of the most, so that it is not soon to be done again.
  private void rewrite(ActivityLog log) throws IOException {
    List<String> lines = new ArrayList<>();
    long room = mostBytes / 2 - HEADER.length();
    for (ActivityPart part : log.parts().reversed()) {
      String line = line(part);
      room -= line.length();
      if (room < 0) {
        break;
      }
      lines.add(line);
    }
    Path draft = path.resolveSibling(path.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    createPrivate(draft);
    try {
      try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.US_ASCII)) {
        writer.write(HEADER + "\n");
        for (String line : lines.reversed()) {
          writer.write(line);
        }
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String line(ActivityPart part) {
    return digests.get(part.shard())
        + " "
        + part.cellMillis()
        + " "
        + part.cell()
        + " "
        + part.reads()
        + " "
        + part.writes()
        + " "
        + part.millis()
        + "\n";
  }

  private static void createPrivate(Path file) throws IOException {
    Files.createFile(file);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /// Beside the file, because that one is replaced.
  private boolean lock() throws IOException {
    if (mine) {
      return true;
    }
    Files.createDirectories(path.toAbsolutePath().getParent());
    FileChannel channel = lock;
    if (channel == null) {
      channel =
          FileChannel.open(
              path.resolveSibling(path.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      lock = channel;
    }
    try {
      mine = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another window of this program has it.
      mine = false;
    }
    return mine;
  }

  /// Leaves the file to others.
  @Override
  public void close() throws IOException {
    mine = false;
    FileChannel channel = lock;
    lock = null;
    if (channel != null) {
      channel.close();
    }
  }
}
