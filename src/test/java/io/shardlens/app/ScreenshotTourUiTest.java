package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

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
        .contains(
            "empty-light.png",
            "map-light.png",
            "map-dark.png",
            "record-dark.png",
            "checks-dark.png");
    for (Path picture : pictures) {
      byte[] bytes = Files.readAllBytes(picture);
      assertThat(bytes).startsWith(0x89, 'P', 'N', 'G');
      assertThat(bytes.length).as("%s is not empty", picture).isGreaterThan(5_000);
    }
  }

  /// Once the strip of shards said `Running` in a picture of a query that was done.
  @Test
  void showsWhatAScrollPaneHoldsNowInEachOfTwoPicturesOfOnePulse() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<WritableImage> pictures = new ArrayList<>();
    FxToolkit.setupFixture(() -> {
      Label word = new Label("Running");
      Scene scene = new Scene(new StackPane(new ScrollPane(word)), 200, 60);
      Stage stage = new Stage();
      stage.setScene(scene);
      stage.show();
      pictures.add(ScreenshotTour.picture(scene, 200, 60));
      word.setText("Done");
      pictures.add(ScreenshotTour.picture(scene, 200, 60));
      stage.hide();
    });
    assertThat(PngFile.isSame(pictures.getFirst(), pictures.getLast())).isFalse();
  }
}
