package io.shardlens.ui.map;

import io.shardlens.ui.common.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The small buttons in the head of a map.
final class MapTools {

  private MapTools() {}

  /// @param key of what it does, in words
  static Button button(String key, String face) {
    Button button = new Button(face);
    button.setId(key.replace('.', '-'));
    button.getStyleClass().addAll("small", "map-tool");
    button.setTooltip(new Tooltip(Messages.text(key)));
    button.setAccessibleText(Messages.text(key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /// One of several to choose from; nothing where there is no choice.
  ///
  /// @param id of a pill, for whoever looks for it
  static <T> HBox pills(
      List<T> possible,
      T now,
      Function<T, String> face,
      Function<T, String> id,
      Consumer<T> choose) {
    HBox choice = new HBox();
    choice.getStyleClass().add("scale-choice");
    ToggleGroup group = new ToggleGroup();
    for (T one : possible) {
      ToggleButton button = new ToggleButton(face.apply(one));
      button.setUserData(one);
      button.setToggleGroup(group);
      button.setSelected(one.equals(now));
      button.setId(id.apply(one));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button
          .getStyleClass()
          .addAll(
              "small",
              one.equals(possible.getFirst())
                  ? "left-pill"
                  : one.equals(possible.getLast()) ? "right-pill" : "center-pill");
      button.addEventHandler(
          ActionEvent.ACTION,
          event -> {
            // A toggle that is pressed again would be off, and then none would be chosen.
            button.setSelected(true);
            choose.accept(one);
          });
      choice.getChildren().add(button);
    }
    return choice;
  }
}
