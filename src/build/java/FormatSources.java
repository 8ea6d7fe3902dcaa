import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks, or rewrites, every Java source with google-java-format.
///
/// It runs in the build toolchain's JVM and not in Maven's, because the formatter parses with the
/// compiler of the JVM it runs on, and Maven may run on an older Java than the sources are written
/// in. Files whose hash was seen formatted before are skipped, so that a build that changed nothing
/// pays only for hashing.
///
/// Arguments: `check` or `apply`, the file that remembers hashes, then the folders to walk. Exit
/// code 1 when a file is not formatted in `check`.
public class FormatSources {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path memory = Path.of(arguments[1]);
    Set<String> known = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    Set<String> formatted = new TreeSet<>();
    List<Path> wrong = new ArrayList<>();
    Formatter formatter = new Formatter();
    for (int i = 2; i < arguments.length; i++) {
      for (Path file : sources(Path.of(arguments[i]))) {
        String text = Files.readString(file);
        if (known.contains(hash(text))) {
          formatted.add(hash(text));
          continue;
        }
        String wanted;
        try {
          wanted = formatter.formatSourceAndFixImports(text);
        } catch (FormatterException e) {
          System.err.println(file + ":" + e.getMessage());
          System.exit(1);
          return;
        }
        if (!wanted.equals(text) && apply) {
          Files.writeString(file, wanted);
        } else if (!wanted.equals(text)) {
          wrong.add(file);
          continue;
        }
        formatted.add(hash(wanted));
      }
    }
    Files.write(memory, formatted);
    if (!wrong.isEmpty()) {
      wrong.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("run: mvn -Pformat process-sources");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
