package io.shardlens.ui.shell;

import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A question of an import, with the place for its answer.
final class QuestionField extends VBox {
  private final String question;
  private final Node field;

  /// @param answered the answer so far, or `""`
  /// @param typed hears the answer with each change of it
  /// @param entered is run when the reader has finished an answer
  QuestionField(
      ImportQuestion question, String answered, Consumer<String> typed, Runnable entered) {
    this.question = question.id();
    getStyleClass().add("import-question");
    Label text = new Label(ValueText.escape(question.text()));
    text.setWrapText(true);
    text.getStyleClass().add("medium");
    Label place = new Label(ValueText.escape(question.place().toString()));
    place.getStyleClass().addAll("secondary");
    field =
        question.choices().isEmpty()
            ? free(answered, typed, entered)
            : choice(question, answered, typed);
    field.setAccessibleText(text.getText());
    text.setLabelFor(field);
    getChildren().addAll(text, place, field);
  }

  /// The name of the question.
  String question() {
    return question;
  }

  void focus() {
    field.requestFocus();
  }

  private static TextField free(String answered, Consumer<String> typed, Runnable entered) {
    TextField free = new TextField(answered);
    free.getStyleClass().addAll("mono", "import-answer");
    free.textProperty().subscribe((before, now) -> typed.accept(now));
    free.setOnAction(event -> entered.run());
    return free;
  }

  /// Answered once all are: which of several boxes was the last, only the button knows.
  private static ComboBox<String> choice(
      ImportQuestion question, String answered, Consumer<String> typed) {
    ComboBox<String> choice = new ComboBox<>();
    choice.getStyleClass().add("import-answer");
    choice.setPromptText(Messages.text("import.choose"));
    choice.getItems().setAll(question.choices());
    if (!answered.isEmpty()) {
      choice.setValue(answered);
    }
    choice.valueProperty().subscribe((before, now) -> typed.accept(now == null ? "" : now));
    return choice;
  }
}
