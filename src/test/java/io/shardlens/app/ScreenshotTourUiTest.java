package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenshotTourUiTest {

  @Test
  void drawsEachScreenInBothThemes(@TempDir Path temporary) throws IOException {
    String wanted = System.getProperty("shardlens.screenshots");
    Path folder = wanted == null ? temporary : Path.of(wanted);
    List<Path> pictures =
        ScreenshotTour.of(new FakeWorkspace(SampleTopologies.usersByRange()).workspace(), folder)
            .run();
    assertThat(pictures)
        .extracting(picture -> picture.getFileName().toString())
        .contains("empty-light.png", "map-light.png", "map-dark.png", "record-dark.png");
    for (Path picture : pictures) {
      byte[] bytes = Files.readAllBytes(picture);
      assertThat(bytes).startsWith(0x89, 'P', 'N', 'G');
      assertThat(bytes.length).as("%s is not empty", picture).isGreaterThan(5_000);
    }
  }
}
