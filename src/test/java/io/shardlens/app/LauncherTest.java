package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;

  @Test
  void takesTheNewestJavaThatIsNewEnough() throws IOException {
    Path old = home("jdk-17", "JAVA_VERSION=\"17.0.15\"");
    Path enough = home("jdk-25", "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"25.0.3\"");
    Path newest = home("jdk-26", "JAVA_VERSION=\"26\"");

    assertThat(Launcher.newest(Stream.of(old, newest, enough))).contains(newest);
    assertThat(Launcher.newest(Stream.of(old))).isEmpty();
  }

  @Test
  void readsEarlyAccessVersions() throws IOException {
    assertThat(Launcher.feature(home("ea", "JAVA_VERSION=\"27-ea\""))).isEqualTo(27);
  }

  @Test
  void aFolderThatIsNoJavaHasNoVersion() throws IOException {
    assertThat(Launcher.feature(folder.resolve("missing"))).isZero();
    assertThat(Launcher.feature(home("odd", "JAVA_VERSION=\"latest\""))).isZero();
    assertThat(Launcher.feature(home("empty", ""))).isZero();
  }

  private Path home(String name, String release) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Files.writeString(home.resolve("release"), release);
    return home;
  }
}
