package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    SettingsFile file = new SettingsFile(folder.resolve("new").resolve("window.properties"));
    Settings settings =
        Settings.FIRST_START
            .withTheme(Theme.Choice.DARK)
            .withBounds(new Settings.Bounds(10, 20.5, 1440, 900, true))
            .withRecent(recent("ünïcode = #1.json"))
            .withRecent(recent("second.json"))
            .withLast(new Settings.Last.File(Path.of("/topologies/my users.json")));
    file.save(settings);
    assertThat(file.load()).isEqualTo(settings);
    file.save(settings.withLast(new Settings.Last.Demo()));
    assertThat(file.load().last()).isEqualTo(new Settings.Last.Demo());
  }

  @Test
  void isReadableByItsOwnerOnlyAndLeavesNothingElseBehind() throws IOException {
    Path path = folder.resolve("window.properties");
    new SettingsFile(path).save(Settings.FIRST_START);
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(path))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void startsAfreshWhereTheFileIsMissingOrDamaged() throws IOException {
    Path path = folder.resolve("window.properties");
    SettingsFile file = new SettingsFile(path);
    assertThat(file.load()).isEqualTo(Settings.FIRST_START);
    Files.writeString(path, "theme=PURPLE\nwindow=a b c d e\n");
    assertThat(file.load()).isEqualTo(Settings.FIRST_START);
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(file.load()).isEqualTo(Settings.FIRST_START);
  }

  @Test
  void keepsTheLatestFilesOnceEach() {
    Settings settings = Settings.FIRST_START;
    for (int i = 0; i < 12; i++) {
      settings = settings.withRecent(recent(i + ".json"));
    }
    settings = settings.withRecent(recent("9.json"));
    assertThat(settings.recents())
        .hasSize(Settings.RECENTS)
        .extracting(recent -> recent.file().getFileName().toString())
        .startsWith("9.json", "11.json", "10.json", "8.json")
        .doesNotHaveDuplicates();
  }

  @Test
  void liesWhereTheSystemKeepsSuchFiles() {
    Path home = Path.of("/home/dba");
    assertThat(SettingsFile.usualPlace(Map.of("XDG_STATE_HOME", "/state"), "Linux", home))
        .isEqualTo(Path.of("/state/shardlens/window.properties"));
    assertThat(SettingsFile.usualPlace(Map.of("XDG_STATE_HOME", "relative"), "Linux", home))
        .isEqualTo(Path.of("/home/dba/.local/state/shardlens/window.properties"));
    assertThat(SettingsFile.usualPlace(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of("/home/dba/Library/Application Support/shardlens/window.properties"));
  }

  private static Settings.Recent recent(String file) {
    return new Settings.Recent(
        Path.of("/topologies").resolve(file),
        "users",
        Environment.PROD,
        "4 shards, range by_user",
        Instant.parse("2026-11-23T13:58:00Z"));
  }
}
