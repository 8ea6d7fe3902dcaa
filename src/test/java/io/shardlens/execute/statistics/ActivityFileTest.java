package io.shardlens.execute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityFileTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long MINUTE = NOW.toEpochMilli() / ActivityLog.MINUTE;
  private static final Shard EUROPE = shard("s1", "secret-host", 5432);
  private static final Shard ASIA = shard("s2", "other-host", 5432);

  @TempDir private Path folder;

  private static Shard shard(String id, String host, int port) {
    return new Shard(new ShardId(id), id, host, port, "db", "someone", SslMode.DISABLE);
  }

  private ActivityFile file(long mostBytes, Shard... shards) {
    return new ActivityFile(path(), List.of(shards), mostBytes);
  }

  private Path path() {
    return folder.resolve("activity").resolve("a.log");
  }

  private static ActivityPart part(Shard shard, long minute, long reads, long writes) {
    return new ActivityPart(shard.id(), ActivityLog.MINUTE, MINUTE + minute, reads, writes, 60_000);
  }

  private static ActivityLog log(ActivityPart... parts) {
    ActivityLog log = new ActivityLog(Duration.ofSeconds(10));
    for (ActivityPart part : parts) {
      log.add(part);
    }
    return log;
  }

  private static List<ActivityPart> loaded(ActivityFile file) throws IOException {
    ActivityLog log = log();
    file.load(log, NOW);
    return log.parts();
  }

  private static void store(ActivityFile file, ActivityPart... parts) throws IOException {
    assertThat(file.append(List.of(parts), log(parts))).isTrue();
  }

  @Test
  void whatWasStoredIsLoaded() throws Exception {
    try (ActivityFile file = file(1_000_000, EUROPE, ASIA)) {
      assertThat(loaded(file)).isEmpty();
      store(file, part(EUROPE, -3, 10, 1));
      store(file, part(EUROPE, -2, 20, 2), part(ASIA, -2, 0, 0));
      assertThat(loaded(file))
          .containsExactlyInAnyOrder(
              part(EUROPE, -3, 10, 1), part(EUROPE, -2, 20, 2), part(ASIA, -2, 0, 0));
    }
  }

  @Test
  void aTornLastLineIsSkippedAndTheNextOneIsNot() throws Exception {
    try (ActivityFile file = file(1_000_000, EUROPE)) {
      store(file, part(EUROPE, -3, 10, 1), part(EUROPE, -2, 123_456, 1));
      String whole = Files.readString(path());
      Files.writeString(path(), whole.substring(0, whole.length() - 5));
      assertThat(loaded(file)).containsExactly(part(EUROPE, -3, 10, 1));
      store(file, part(EUROPE, -1, 30, 1));
      assertThat(loaded(file)).contains(part(EUROPE, -3, 10, 1), part(EUROPE, -1, 30, 1));
    }
  }

  @Test
  void linesThatAreNotOursAreSkipped() throws Exception {
    try (ActivityFile file = file(1_000_000, EUROPE)) {
      store(file, part(EUROPE, -3, 10, 1));
      String ours = Files.readString(path()).lines().skip(1).findFirst().orElseThrow();
      String digest = ours.substring(0, 12);
      Files.writeString(
          path(),
          "x\n\n"
              + digest
              + " 60000 "
              + MINUTE
              + " -5 0 60000\n"
              + digest
              + " 60000 "
              + (MINUTE + 100)
              + " 5 0 60000\n"
              + digest
              + " 60000 "
              + MINUTE
              + " 5 0 60001\n"
              + digest
              + " 1 "
              + MINUTE
              + " 5 0 1\n"
              + digest
              + " 60000 9223372036854775807 5 0 60000\n"
              + digest
              + " 60000 99999999999999999999 5 0 60000\n"
              + "000000000000 60000 "
              + MINUTE
              + " 5 0 60000\n"
              + "y".repeat(100_000)
              + "\n",
          StandardOpenOption.APPEND);
      assertThat(loaded(file)).containsExactly(part(EUROPE, -3, 10, 1));
    }
  }

  @Test
  void theFileIsBoundedAndKeepsWhatIsNewest() throws Exception {
    try (ActivityFile file = file(4_000, EUROPE)) {
      ActivityLog log = log();
      for (int minute = -600; minute < 0; minute++) {
        ActivityPart part = part(EUROPE, minute, 5, 5);
        log.add(part);
        file.append(List.of(part), log);
        assertThat(Files.size(path())).isLessThanOrEqualTo(4_000);
      }
      List<ActivityPart> kept = loaded(file);
      assertThat(kept).hasSizeGreaterThan(30).contains(part(EUROPE, -1, 5, 5));
      assertThat(kept.getFirst().cell()).isEqualTo(MINUTE - kept.size());
    }
  }

  @Test
  void itNamesNobodyAndIsPrivate() throws Exception {
    try (ActivityFile file = file(1_000_000, EUROPE)) {
      store(file, part(EUROPE, -3, 10, 1));
    }
    assertThat(Files.readString(path())).doesNotContain("secret", "someone", "db", "s1");
    if (Files.getFileStore(path()).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aShardThatMovedToAnotherServerHasNoPast() throws Exception {
    try (ActivityFile file = file(1_000_000, EUROPE)) {
      store(file, part(EUROPE, -3, 10, 1));
    }
    assertThat(loaded(file(1_000_000, shard("s1", "secret-host", 5433)))).isEmpty();
  }

  @Test
  void ofTwoWindowsTheFirstOneStores() throws Exception {
    try (ActivityFile second = file(1_000_000, EUROPE)) {
      try (ActivityFile first = file(1_000_000, EUROPE)) {
        store(first, part(EUROPE, -3, 10, 1));
        ActivityPart part = part(EUROPE, -3, 10, 1);
        assertThat(second.append(List.of(part), log(part))).isFalse();
        assertThat(loaded(second)).containsExactly(part);
      }
      store(second, part(EUROPE, -2, 20, 2));
      assertThat(loaded(second)).hasSize(2);
    }
  }
}
