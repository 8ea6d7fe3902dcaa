package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesktopTest {

  @Test
  void understandsWhatIsAskedOfTheWindow() {
    assertThat(Desktop.Request.of(List.of()))
        .isEqualTo(new Desktop.Request(false, Optional.empty(), Optional.empty()));
    assertThat(Desktop.Request.of(List.of("gui", "users.json")))
        .isEqualTo(
            new Desktop.Request(false, Optional.of(Path.of("users.json")), Optional.empty()));
    assertThat(Desktop.Request.of(List.of("gui", "--demo", "--screenshots", "pictures")))
        .isEqualTo(new Desktop.Request(true, Optional.empty(), Optional.of(Path.of("pictures"))));
    assertThatThrownBy(() -> Desktop.Request.of(List.of("gui", "--loud")))
        .hasMessageContaining("--loud")
        .hasMessageContaining("Usage");
  }

  @Test
  void saysHowItIsUsedWithoutOpeningAnything() {
    assertThat(Desktop.run(List.of("gui", "--help"))).isZero();
  }

  @Test
  void seesThatALinuxHasNoDisplay() {
    assertThat(Desktop.isWithoutDisplay(Map.of(), "Linux", "")).isTrue();
    assertThat(Desktop.isWithoutDisplay(Map.of("DISPLAY", ":0"), "Linux", "")).isFalse();
    assertThat(Desktop.isWithoutDisplay(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux", ""))
        .isFalse();
    assertThat(Desktop.isWithoutDisplay(Map.of(), "Mac OS X", "")).isFalse();
    assertThat(Desktop.isWithoutDisplay(Map.of("DISPLAY", ":0"), "Linux", "Headless")).isTrue();
  }

  @Test
  void startsAgainWithJavaFxOnTheModulePath() {
    assertThat(Relaunch.command(Path.of("target", "lib", "javafx"), List.of("gui", "users.json")))
        .containsSequence("--module-path", Path.of("target", "lib", "javafx").toString())
        .contains("--enable-native-access=javafx.graphics,ALL-UNNAMED")
        .endsWith("io.shardlens.app.Main", "gui", "users.json");
  }
}
