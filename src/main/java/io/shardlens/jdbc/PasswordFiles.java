package io.shardlens.jdbc;

import io.shardlens.topology.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds passwords where libpq does: a password file (`~/.pgpass`, or the one that `PGPASSFILE`
/// names), then `PGPASSWORD`. Nothing found is ever kept, logged or shown.
///
/// Stricter than libpq in one point: an entry must name the host, because a topology file from
/// somewhere else could name any host, and `*` would hand it the password.
public final class PasswordFiles {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final List<Path> files;
  private final Map<String, String> environment;

  /// @param files password files in the order in which they are asked; ones that are missing are
  ///   passed over
  /// @param environment where `PGPASSWORD` may be
  public PasswordFiles(List<Path> files, Map<String, String> environment) {
    this.files = List.copyOf(files);
    this.environment = Map.copyOf(environment);
  }

  /// The password file that libpq would read.
  public static Path standardFile(Map<String, String> environment) {
    String named = environment.get("PGPASSFILE");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String applicationData = environment.get("APPDATA");
    boolean windows = java.io.File.separatorChar == '\\';
    return windows && applicationData != null
        ? Path.of(applicationData, "postgresql", "pgpass.conf")
        : Path.of(System.getProperty("user.home"), ".pgpass");
  }

  /// The password for a shard's login, or empty where there is none.
  ///
  /// @throws IOException when a file cannot be read or others can read it; the message names the
  ///   file and what to do
  Optional<String> password(Shard shard) throws IOException {
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue;
      }
      requirePrivate(file);
      for (String line : Files.readAllLines(file)) {
        Optional<String> password = password(line, shard);
        if (password.isPresent()) {
          return password;
        }
      }
    }
    return Optional.ofNullable(environment.get("PGPASSWORD"));
  }

  private static void requirePrivate(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new IOException(
          "The password file "
              + file
              + " is open to others and so is not read; run: chmod 600 "
              + file);
    }
  }

  private static Optional<String> password(String line, Shard shard) {
    if (line.startsWith("#")) {
      return Optional.empty();
    }
    List<String> fields = fields(line);
    boolean matches =
        fields.size() == 5
            && fields.get(0).equals(shard.host())
            && matches(fields.get(1), Integer.toString(shard.port()))
            && matches(fields.get(2), shard.database())
            && matches(fields.get(3), shard.user());
    return matches ? Optional.of(fields.get(4)) : Optional.empty();
  }

  private static boolean matches(String field, String value) {
    return field.equals("*") || field.equals(value);
  }

  /// The parts between colons; `\:` and `\\` stand for the character itself.
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
