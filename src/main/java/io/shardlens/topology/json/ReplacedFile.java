package io.shardlens.topology.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Writes files so that whoever reads one finds the old text or the new one, whole.
final class ReplacedFile {
  private ReplacedFile() {}

  /// Writes a text beside the file and puts it in the file's place. A link stays one, and its
  /// target is replaced; who may read and write the file stays the same.
  ///
  /// @throws IOException when that fails; then the old file is as it was
  static void write(Path file, String text) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path draft =
        target.resolveSibling(
            "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    Files.createFile(draft);
    try {
      Files.writeString(draft, text);
      keepPermissions(target, draft);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView draft = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old != null && draft != null && Files.isRegularFile(from)) {
      draft.setPermissions(old.readAttributes().permissions());
    }
  }
}
