package io.shardlens.execute;

import io.shardlens.rows.RowBatch;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Batches in a file that nobody else can read and that no end of ours leaves behind.
///
/// It is opened to be deleted on close: where the system allows it, the name is gone before the
/// first row is written, elsewhere the system deletes it when the process ends, however that
/// happens. Closing happens when nobody can reach the file any more. Thread-safe.
final class SpillFile {

  /// Batches read back that are kept, for whoever scrolls.
  private static final int READ_AHEAD = 16;

  /// What is left to others on the disk, in bytes.
  private static final long RESERVE = 512L << 20;

  private final Path folder;
  private final FileChannel channel;
  private long end;
  private final Map<Place, RowBatch> recent =
      new LinkedHashMap<>(READ_AHEAD, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, RowBatch> eldest) {
          return size() > READ_AHEAD;
        }
      };

  private SpillFile(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Where a batch lies.
  record Place(long position, int length) {}

  static SpillFile in(Path folder) throws IOException {
    FileAttribute<?>[] ownerOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder);
    return new SpillFile(
        folder,
        FileChannel.open(
            folder.resolve("shardlens-" + UUID.randomUUID() + ".rows"),
            java.util.Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE),
            ownerOnly));
  }

  /// @throws IOException also when the disk would become full
  Place append(ByteBuffer bytes) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < RESERVE + bytes.remaining()) {
      throw new IOException("the disk is almost full");
    }
    Place place;
    synchronized (this) {
      place = new Place(end, bytes.remaining());
      end += bytes.remaining();
    }
    long position = place.position();
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    return place;
  }

  synchronized RowBatch read(Place place) throws IOException {
    RowBatch known = recent.get(place);
    if (known != null) {
      return known;
    }
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, place.position() + bytes.position()) < 0) {
        throw new EOFException("The file was cut");
      }
    }
    RowBatch batch = RowBatch.ofBytes(bytes.flip());
    recent.put(place, batch);
    return batch;
  }
}
