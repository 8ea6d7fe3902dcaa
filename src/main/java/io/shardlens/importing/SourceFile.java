package io.shardlens.importing;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportProblem;
import io.shardlens.topology.imports.ImportSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What became of opening a file that is to be imported.
sealed interface SourceFile {

  record Content(ImportSource source) implements SourceFile {}

  record Unreadable(ImportProblem problem) implements SourceFile {}

  /// One byte more than any text that is read, so that a longer file is seen to be one.
  int MOST = 4 * ImportSource.MAXIMUM_CHARACTERS + 1;

  static SourceFile read(Path file) {
    if (Files.isDirectory(file)) {
      return unreadable(file, "This is a folder; name the files in it");
    }
    try (InputStream content = Files.newInputStream(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.readNBytes(MOST));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new Content(new ImportSource(String.valueOf(file.getFileName()), text));
    } catch (CharacterCodingException e) {
      return unreadable(file, "This is not UTF-8 text");
    } catch (NoSuchFileException e) {
      return unreadable(file, "There is no such file");
    } catch (IOException e) {
      return unreadable(file, "This cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Unreadable unreadable(Path file, String message) {
    return new Unreadable(new ImportProblem(new ImportPlace(file.toString(), 0, 0), message));
  }
}
