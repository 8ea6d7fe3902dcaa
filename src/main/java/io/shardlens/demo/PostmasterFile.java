package io.shardlens.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a server writes into `postmaster.pid` in its data folder (PostgreSQL, `pidfile.h`).
///
/// @param process the process id of the server
/// @param started when it wrote the file
/// @param port where it listens
/// @param ready whether it takes connections
record PostmasterFile(long process, Instant started, int port, boolean ready) {

  private static final int LINE_OF_PROCESS = 0;
  private static final int LINE_OF_START = 2;
  private static final int LINE_OF_PORT = 3;
  private static final int LINE_OF_STATUS = 7;

  /// The server writes its file within moments of its start; a process that took over the number
  /// later starts later.
  private static final Duration START_TOLERANCE = Duration.ofMinutes(1);

  /// Empty where there is no file, or one that is still being written.
  static Optional<PostmasterFile> of(Path data) throws IOException {
    String text = PrivateFiles.readIfThere(data.resolve("postmaster.pid"));
    List<String> lines = text == null ? List.of() : text.lines().map(String::strip).toList();
    if (lines.size() <= LINE_OF_PORT) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(LINE_OF_PROCESS)),
              Instant.ofEpochSecond(Long.parseLong(lines.get(LINE_OF_START))),
              Integer.parseInt(lines.get(LINE_OF_PORT)),
              lines.size() > LINE_OF_STATUS && lines.get(LINE_OF_STATUS).equals("ready")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// The living server of a data folder: only when its process runs our PostgreSQL on exactly this
  /// folder. A process that merely has the same number is not taken for it.
  static Optional<ProcessHandle> server(Path data, PostgresBinaries binaries) throws IOException {
    return of(data).flatMap(file -> file.handle(data, binaries));
  }

  /// Whether the process is alive and certainly not a server of ours: after a crash its number went
  /// to another program of this user. PostgreSQL itself cannot tell and would refuse to start.
  static boolean isStale(Path data, PostgresBinaries binaries) throws IOException {
    return of(data)
        .flatMap(file -> ProcessHandle.of(file.process))
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().command())
        .map(command -> !isProgram(command, binaries))
        .orElse(false);
  }

  private Optional<ProcessHandle> handle(Path data, PostgresBinaries binaries) {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().command().filter(c -> isProgram(c, binaries)).isPresent())
        .filter(handle -> isOfFolder(handle.info(), data));
  }

  /// Some systems do not tell the arguments of a process; there its start must be that of the file.
  private boolean isOfFolder(ProcessHandle.Info info, Path data) {
    return info.arguments()
        .map(arguments -> names(arguments, data))
        .orElseGet(() -> info.startInstant().map(this::startedThen).orElse(false));
  }

  private static boolean isProgram(String command, PostgresBinaries binaries) {
    return Path.of(command).equals(binaries.program("postgres"));
  }

  private boolean startedThen(Instant instant) {
    return Duration.between(instant, started).abs().compareTo(START_TOLERANCE) <= 0;
  }

  private static boolean names(String[] arguments, Path data) {
    return Stream.of(arguments).skip(1).anyMatch(argument -> isSame(argument, data));
  }

  private static boolean isSame(String argument, Path data) {
    try {
      return Files.isSameFile(Path.of(argument), data);
    } catch (IOException e) {
      // Another argument, or a folder that is gone: not this one.
      return false;
    }
  }
}
