package io.shardlens.app;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The notices of the system about one file. The directory is watched, because an editor may put
/// another file in the place of the first. Where the system gives none, time just passes. Used by
/// one thread.
final class DirectoryNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryNotices.class);

  /// Others may write in the directory all the time; they are not to keep a processor busy.
  private static final Duration REST = Duration.ofMillis(100);

  private final Path file;
  private final Optional<WatchService> service;
  private @Nullable WatchKey key;

  private DirectoryNotices(Path file, Optional<WatchService> service) {
    this.file = file;
    this.service = service;
  }

  /// @param file absolute
  static DirectoryNotices about(Path file) {
    Optional<WatchService> service;
    try {
      service = Optional.of(file.getFileSystem().newWatchService());
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("The system gives no notices of changed files", e);
      service = Optional.empty();
    }
    DirectoryNotices notices = new DirectoryNotices(file, service);
    notices.register();
    return notices;
  }

  /// Waits for a notice about the file, or that notices were lost.
  ///
  /// @return whether there was one; `false` after the longest wait, and also sooner when something
  ///   else happened in the directory
  boolean await(Duration longest) throws InterruptedException {
    register();
    if (key == null || service.isEmpty()) {
      Thread.sleep(longest);
      return false;
    }
    WatchKey signalled;
    try {
      signalled = service.get().poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ClosedWatchServiceException e) {
      key = null;
      return false;
    }
    if (signalled == null) {
      return false;
    }
    boolean ours = signalled.pollEvents().stream().anyMatch(this::isOurs);
    if (!signalled.reset()) {
      key = null;
    }
    if (!ours) {
      Thread.sleep(REST);
    }
    return ours;
  }

  private boolean isOurs(WatchEvent<?> event) {
    return event.kind().equals(StandardWatchEventKinds.OVERFLOW)
        || (event.context() instanceof Path name && name.equals(file.getFileName()));
  }

  /// The directory may come later, or come again.
  private void register() {
    Path directory = file.getParent();
    if (key != null || service.isEmpty() || directory == null || !Files.isDirectory(directory)) {
      return;
    }
    try {
      key =
          directory.register(
              service.get(),
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException e) {
      LOG.debug("The directory cannot be watched", e);
    }
  }

  @Override
  public void close() {
    service.ifPresent(open -> {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("The watch of a directory was not closed well", e);
      }
    });
  }
}
