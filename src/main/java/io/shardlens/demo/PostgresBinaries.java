package io.shardlens.demo;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs for this system, unpacked from the class path once and then reused.
/// Immutable; several applications may unpack into the same folder at once.
public final class PostgresBinaries {

  static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path home;
  private final List<String> launcher;

  private PostgresBinaries(Path home, List<String> launcher) {
    this.home = home;
    this.launcher = List.copyOf(launcher);
  }

  /// Finds the programs in a folder, or unpacks them there (60 MB, about two seconds). Each version
  /// has its own folder below the given one.
  ///
  /// @throws DemoException when the class path holds no PostgreSQL for this system, the folder
  ///   cannot be written, or the system does not let this user run it
  public static synchronized PostgresBinaries in(Path folder) throws DemoException {
    try {
      PrivateFiles.folder(folder);
      Path home = folder.resolve(version());
      if (!Files.isDirectory(home)) {
        unpackLocked(folder, home);
      }
      // The system names a running program by its real path.
      Path real = home.toRealPath();
      return new PostgresBinaries(real, launcher(real));
    } catch (IOException e) {
      throw new DemoException("Could not unpack PostgreSQL into " + folder + ": " + e, e);
    }
  }

  /// What tells this PostgreSQL from another version; changes when the binaries do.
  String fingerprint() {
    return home.getFileName().toString();
  }

  Path program(String name) {
    return home.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
  }

  /// Runs a program in a folder to its end.
  ///
  /// @throws DemoException with what it said, when it fails or takes longer than a minute
  void run(Path folder, String program, String... arguments) throws DemoException {
    try {
      Path output = Files.createTempFile(folder, program, ".out");
      try {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process running = begin(folder, command, output);
        if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          running.destroyForcibly();
          throw new DemoException(program + " did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (running.exitValue() != 0) {
          throw new DemoException(program + " failed: " + Files.readString(output).strip());
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new DemoException("Could not run " + program + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("Interrupted while " + program + " ran", e);
    }
  }

  /// Starts a program in a folder, as this user may run it; the first word of the command is its
  /// name.
  ///
  /// Output goes to a file: a pipe would break when this application ends before the server.
  Process begin(Path folder, List<String> command, Path output) throws IOException {
    List<String> line = new ArrayList<>(launcher);
    line.add(program(command.getFirst()).toString());
    line.addAll(command.subList(1, command.size()));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    // Settings of the user's shell must not reach our servers.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static void unpackLocked(Path folder, Path home) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("unpack.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(home)) {
        Path partial = folder.resolve(home.getFileName() + ".partial");
        PrivateFiles.delete(partial);
        unpack(partial);
        // The rename comes last, so a folder of the final name is always whole.
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream archive = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("An entry of the archive leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      PrivateFiles.folder(file);
      return;
    }
    PrivateFiles.folder(file.resolveSibling(".").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true)) {
        throw new IOException("Could not make " + file + " executable");
      }
    }
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name", "");
    String name = WINDOWS ? "Windows" : system.startsWith("Mac") ? "Darwin" : system;
    InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(name, System.getProperty("os.arch", ""));
    if (archive == null) {
      throw new IOException("there is no PostgreSQL for " + name + " on the class path");
    }
    return archive;
  }

  /// A digest of the archive: the class path does not tell the version, and it is read in a moment.
  private static String version() throws IOException {
    try (InputStream archive = archive();
        DigestInputStream digesting =
            new DigestInputStream(archive, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /// PostgreSQL refuses to run as root. In a user namespace of its own it does not see that it is,
  /// and files stay readable for root outside, which keeps stopping and cleaning simple.
  private static List<String> launcher(Path home) throws DemoException {
    if (WINDOWS || !isRoot(home)) {
      return List.of();
    }
    List<String> unshare = List.of("unshare", "-U");
    try {
      List<String> trial = new ArrayList<>(unshare);
      trial.add("true");
      Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      if (process.waitFor() == 0) {
        return unshare;
      }
    } catch (IOException e) {
      // No such program: the same advice holds.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new DemoException(
        "PostgreSQL does not run as root, and this system gives root no user namespace"
            + " (unshare -U). Start Shardlens as an ordinary user.");
  }

  private static boolean isRoot(Path fileOfOurs) {
    try {
      return Files.getAttribute(fileOfOurs, "unix:uid") instanceof Integer user && user == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
