package io.shardlens.embedded;

import io.shardlens.demo.DemoException;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.demo.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder of one embedded merge server, private to this user. A lock in it tells others that
/// its owner lives; the system gives it up when the owner dies, however.
final class MergeFolder {

  private static final String PREFIX = "shardlens-merge-";
  private static final String LOCK = "owner.lock";

  private final Path root;
  private final FileChannel channel;

  private MergeFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  Path root() {
    return root;
  }

  /// A new folder, held by this process.
  static MergeFolder make(Path temporary) throws IOException {
    Path root = PrivateFiles.folder(Files.createTempDirectory(temporary, PREFIX));
    FileChannel channel =
        FileChannel.open(
            root.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(root + " is held by another process");
    }
    return new MergeFolder(root, channel);
  }

  PostgresServer server(PostgresBinaries binaries) {
    return PostgresServer.in(root.resolve("server"), binaries);
  }

  /// Ends the servers and deletes the folders of applications that died without doing so. Folders
  /// of other users, links, and whatever cannot be deleted stay.
  static void deleteAbandoned(Path temporary, PostgresBinaries binaries) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path root : found) {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(root.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
            && Files.isWritable(root.resolve(LOCK))) {
          deleteIfAbandoned(root, binaries);
        }
      }
    }
  }

  private static void deleteIfAbandoned(Path root, PostgresBinaries binaries) {
    try (FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        boolean ended = PostgresServer.in(root.resolve("server"), binaries).reap();
        System.getLogger(MergeFolder.class.getName())
            .log(System.Logger.Level.DEBUG, "Deleting {0}, server ended: {1}", root, ended);
        PrivateFiles.delete(root);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    } catch (IOException | DemoException e) {
      System.getLogger(MergeFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} stays: {1}", root, e.getMessage());
    }
  }

  /// Gives the folder up and deletes it.
  void delete() {
    try (channel) {
      PrivateFiles.delete(root);
    } catch (IOException e) {
      // The next start tries again.
      System.getLogger(MergeFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} stays: {1}", root, e.getMessage());
    }
  }
}
