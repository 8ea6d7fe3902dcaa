package io.shardlens.export.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The `python3` of this computer, where there is one that is new enough.
final class PythonProcess {

  /// @param code the exit code
  record Result(int code, String out) {}

  private PythonProcess() {}

  /// Why Python cannot be run here; empty where it can.
  static Optional<String> missing() {
    try {
      Result version =
          run(Path.of("."), List.of("-c", "import sys; print(sys.version_info >= (3, 9))"), "");
      return version.out().strip().equals("True")
          ? Optional.empty()
          : Optional.of("python3 is older than 3.9: " + version.out());
    } catch (IOException e) {
      return Optional.of("there is no python3: " + e.getMessage());
    }
  }

  /// Runs a program to its end, for two minutes at most.
  ///
  /// @param arguments of `python3`
  static Result run(Path folder, List<String> arguments, String input) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-X", "utf8"));
    command.addAll(arguments);
    Path in = java.nio.file.Files.createTempFile("keys", ".txt");
    try {
      java.nio.file.Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("Python did not end");
      }
      return new Result(process.exitValue(), out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      java.nio.file.Files.deleteIfExists(in);
    }
  }
}
