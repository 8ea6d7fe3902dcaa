package io.shardlens.app;

import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import io.shardlens.ui.shell.TopologyWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches topology files on disk, each with a virtual thread of its own.
///
/// Editors write a file in several strokes, or write another one and rename it: a file is read only
/// after it was left alone for a while, and what is told is its content, not the strokes. Besides
/// the notices of the system, which not every file system gives and which a link hides, the file is
/// looked at now and then.
final class TopologyFileWatch implements TopologyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyFileWatch.class);

  /// For so long nobody may have touched a file before it is read.
  static final Duration QUIET = Duration.ofMillis(500);

  /// A file that is written all the time is read after so long none the less.
  private static final Duration LONGEST_WRITING = Duration.ofSeconds(5);

  /// How often the file is looked at without any notice.
  private static final Duration LOOK = Duration.ofSeconds(2);

  @Override
  public Watching watch(Path file, Consumer<Found> hear) {
    Watch watch = new Watch(file.toAbsolutePath(), hear);
    Thread thread = Thread.ofVirtual().name("topology-watch").start(watch);
    return () -> {
      watch.closed.set(true);
      thread.interrupt();
    };
  }

  private static final class Watch implements Runnable {
    private final Path file;
    private final Consumer<Found> hear;
    private final AtomicBoolean closed = new AtomicBoolean();
    private String told = "";

    Watch(Path file, Consumer<Found> hear) {
      this.file = file;
      this.hear = hear;
    }

    @Override
    public void run() {
      try (DirectoryNotices notices = DirectoryNotices.about(file)) {
        Stamp stamp = Stamp.of(file);
        tell();
        while (!closed.get()) {
          boolean noticed = notices.await(LOOK);
          if (noticed || !Stamp.of(file).equals(stamp)) {
            stamp = whenQuiet(notices);
            tell();
          }
        }
      } catch (InterruptedException e) {
        // Closed: this is the end of the thread, so nobody is left to read the flag.
        LOG.trace("The watch of {} has ended", file.getFileName());
      }
    }

    private Stamp whenQuiet(DirectoryNotices notices) throws InterruptedException {
      long start = System.nanoTime();
      long touched = start;
      Stamp stamp = Stamp.of(file);
      while (System.nanoTime() - touched < QUIET.toNanos()
          && System.nanoTime() - start < LONGEST_WRITING.toNanos()) {
        boolean noticed = notices.await(QUIET);
        Stamp now = Stamp.of(file);
        if (noticed || !now.equals(stamp)) {
          touched = System.nanoTime();
          stamp = now;
        }
      }
      return stamp;
    }

    /// Tells what the file holds, unless that was told last.
    private void tell() {
      Optional<byte[]> content = content();
      String print = content.map(Watch::print).orElse("");
      // What cannot be read is looked at anew each time: why it cannot may change.
      Found found =
          content
              .map(bytes -> found(new TopologyReader().read(bytes)))
              .orElseGet(() ->
                  Files.notExists(file)
                      ? new Found.Missing()
                      : found(new TopologyReader().read(file)));
      String now = print.isEmpty() ? found.toString() : print;
      if (!now.equals(told) && !closed.get()) {
        told = now;
        hear.accept(found);
      }
    }

    private static Found found(ReadResult result) {
      return switch (result) {
        case ReadResult.Read(var topology, var warnings) -> new Found.Right(topology, warnings);
        case ReadResult.Refused(var problems) -> new Found.Wrong(problems);
      };
    }

    /// Empty where there is no ordinary file that can be read.
    private Optional<byte[]> content() {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(in.readNBytes(TopologyReader.MAXIMUM_BYTES + 1));
      } catch (IOException e) {
        LOG.debug("The watched file cannot be read", e);
        return Optional.empty();
      }
    }

    private static String print(byte[] content) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256", e);
      }
    }
  }

  /// What changes when a file is written, or when another one takes its place; cheap to read.
  private record Stamp(String text) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
      } catch (IOException e) {
        return new Stamp(e.getClass().getSimpleName());
      }
    }
  }
}
