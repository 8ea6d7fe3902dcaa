package io.shardlens.topology.json;

import io.shardlens.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads topology files, version 1. Nothing that a file contains makes it throw; nothing is opened
/// but the file itself. Stateless and thread-safe.
public final class TopologyReader {

  /// The largest file that is read: 4 MiB.
  public static final int MAXIMUM_BYTES = 4 * 1024 * 1024;

  /// Reads a file. One that is missing, is no regular file or cannot be read is refused like one
  /// whose content is wrong.
  public ReadResult read(Path file) {
    if (Files.notExists(file)) {
      return refused("There is no such file");
    }
    if (Files.isDirectory(file)) {
      return refused("This is a directory: name the topology file in it");
    }
    if (!Files.isRegularFile(file)) {
      return refused("This is not an ordinary file");
    }
    try (InputStream content = Files.newInputStream(file)) {
      return read(content.readNBytes(MAXIMUM_BYTES + 1));
    } catch (IOException e) {
      return refused("The file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /// Reads the bytes of a file, which must be UTF-8; a byte order mark at the start is passed over.
  public ReadResult read(byte[] content) {
    if (content.length > MAXIMUM_BYTES) {
      return refused("The file is larger than 4 MiB: a topology is not that large");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(content.length);
    CoderResult outcome = decoder.decode(ByteBuffer.wrap(content), decoded, true);
    String text = decoded.flip().toString();
    if (outcome.isError()) {
      return notUtf8(text);
    }
    return parse(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  /// Reads the text of a file.
  public ReadResult read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ReadResult parse(String text) {
    Problems problems = new Problems();
    Optional<Topology> topology =
        LocatedParser.parse(text, problems).flatMap(root -> DocumentReader.read(root, problems));
    return topology.isPresent() && !problems.hasErrors()
        ? new ReadResult.Read(topology.get(), problems.inOrder())
        : new ReadResult.Refused(problems.inOrder());
  }

  private static ReadResult notUtf8(String textBefore) {
    int line = 1 + (int) textBefore.chars().filter(character -> character == '\n').count();
    int column = textBefore.length() - textBefore.lastIndexOf('\n');
    Problems problems = new Problems();
    problems.add(
        new Located.Place("", line, column), "This is not UTF-8 text: save the file as UTF-8");
    return new ReadResult.Refused(problems.inOrder());
  }

  private static ReadResult refused(String message) {
    Problems problems = new Problems();
    problems.add(message);
    return new ReadResult.Refused(problems.inOrder());
  }
}
