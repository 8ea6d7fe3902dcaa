package io.shardlens.bench.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Whose figures these are.
final class Machine {

  private Machine() {}

  static String words() {
    long bytes =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getTotalMemorySize();
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d GiB, %s %s, Java %s with %d MiB of heap",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(bytes / (double) (1L << 30)),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /// How many processes want to run, over the last minute, and when that was.
  static String load() {
    return String.format(
        Locale.ROOT,
        "load average %.2f at %s",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unnamed processor");
    } catch (IOException e) {
      return "unnamed processor";
    }
  }
}
