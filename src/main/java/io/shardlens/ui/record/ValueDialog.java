package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A value in full, to be read and copied.
final class ValueDialog extends VBox {

  ValueDialog(FieldDefinition field, String value, Runnable close) {
    getStyleClass().addAll("dialog", "value-dialog");
    Label title = new Label(ValueText.escape(field.name()));
    title.getStyleClass().add("screen-title");
    Label type = new Label(field.type().name());
    type.getStyleClass().addAll("mono-small", "muted");
    HBox header = new HBox(title, type);
    header.getStyleClass().add("dialog-title");
    TextArea area =
        new TextArea(ValueText.escapeLines(field.type().isJson() ? JsonLayout.text(value) : value));
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefSize(720, 420);
    area.getStyleClass().add("mono");
    VBox body = new VBox(area);
    body.getStyleClass().add("dialog-body");
    Button copy = new Button(Messages.text("record.value.copy"));
    copy.setOnAction(_ -> copy(value));
    Button done = new Button(Messages.text("record.value.close"));
    done.setOnAction(_ -> close.run());
    done.setCancelButton(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(copy, space, done);
    buttons.getStyleClass().add("dialog-buttons");
    getChildren().addAll(header, body, buttons);
  }

  private static void copy(String value) {
    ClipboardContent content = new ClipboardContent();
    content.putString(value);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
