package io.shardlens.ui.shell;

import io.shardlens.importing.CatalogKind;
import io.shardlens.importing.FileKind;
import io.shardlens.importing.ImportKind;
import io.shardlens.importing.Imports;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.topology.imports.catalog.CatalogFailure;
import io.shardlens.topology.imports.python.ServerUrl;
import io.shardlens.topology.json.TopologyWriter;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is imported, what was made of it, and the answers to what only a person can say. Each
/// answer has the sources read again; nothing is written before the reader saves.
public final class ImportViewModel {

  /// What came of the last choice or answer.
  public sealed interface State {
    /// Nothing was named to be read.
    record Waiting() implements State {}

    /// @param before what was read last, which stays until there is something newer
    record Reading(Optional<ImportPreview> before) implements State {}

    /// There is no topology yet: the preview has questions or problems.
    record Open(ImportPreview preview) implements State {}

    /// @param text the whole topology file
    record Ready(ImportPreview preview, Topology topology, String text) implements State {}

    record Saving(Ready ready) implements State {}

    /// Where the topology was to be saved there is a file already.
    record Occupied(Ready ready, Path file) implements State {}

    record NotSaved(Ready ready, String message) implements State {}

    /// The server could not be read.
    record Failed(String message) implements State {}

    /// What was read; empty where nothing was.
    default Optional<ImportPreview> known() {
      return switch (this) {
        case Waiting _, Failed _ -> Optional.empty();
        case Reading(Optional<ImportPreview> before) -> before;
        case Open(ImportPreview preview) -> Optional.of(preview);
        case Ready _, Saving _, Occupied _, NotSaved _ -> savable().map(Ready::preview);
      };
    }

    /// The topology that can be saved.
    default Optional<Ready> savable() {
      return switch (this) {
        case Ready ready -> Optional.of(ready);
        case Saving(Ready ready) -> Optional.of(ready);
        case Occupied(Ready ready, Path _) -> Optional.of(ready);
        case NotSaved(Ready ready, String _) -> Optional.of(ready);
        case Waiting _, Reading _, Open _, Failed _ -> Optional.empty();
      };
    }
  }

  private final Imports imports;
  private final Background background;
  private final Consumer<Path> saved;
  private final ObjectProperty<ImportKind> kind = new SimpleObjectProperty<>(FileKind.DJANGO);
  private final StringProperty url = new SimpleStringProperty("");
  private final ObservableList<Path> files = FXCollections.observableArrayList();
  private final ObservableList<ImportQuestion> questions = FXCollections.observableArrayList();
  private final Map<String, String> answers = new HashMap<>();
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Waiting());
  private Background.@Nullable Job job;

  /// @param saved hears where the topology was saved
  ImportViewModel(Imports imports, Background background, Consumer<Path> saved) {
    this.imports = imports;
    this.background = background;
    this.saved = saved;
    kind.subscribe((before, now) -> kindChosen());
  }

  public ObjectProperty<ImportKind> kindProperty() {
    return kind;
  }

  /// The connection URL for a kind that is read from a server.
  public StringProperty urlProperty() {
    return url;
  }

  /// The files for a kind that is read from files; only to be read.
  public ObservableList<Path> files() {
    return files;
  }

  /// All questions since the sources were chosen, answered ones too, as a reader may think again;
  /// only to be read.
  public ObservableList<ImportQuestion> questions() {
    return questions;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// The answer as it was typed; `""` for none.
  public String answer(String question) {
    return answers.getOrDefault(question, "");
  }

  /// Notes an answer, which counts once everything is read again.
  public void answer(String question, String text) {
    answers.put(question, text);
  }

  /// Reads files in the place of those before.
  ///
  /// @param chosen at least one
  public void readFiles(List<Path> chosen) {
    files.setAll(chosen);
    forget();
    read();
  }

  /// Reads the server that the URL names.
  public void readServer() {
    forget();
    read();
  }

  /// Reads what was chosen, with the answers so far.
  public void read() {
    Map<String, String> given = new HashMap<>(answers);
    switch (kind.get()) {
      case FileKind ofFiles -> {
        List<Path> chosen = List.copyOf(files);
        if (!chosen.isEmpty()) {
          start(() -> imports.ofFiles(ofFiles, chosen, given));
        }
      }
      case CatalogKind live -> {
        url.set(ServerUrl.withoutPassword(url.get().strip()));
        String server = url.get();
        if (!server.isEmpty()) {
          start(() -> imports.ofUrl(live, server, given));
        }
      }
    }
  }

  /// A name for the file: `users.json`.
  public String suggestedName() {
    return FilePreview.name(
        state.get().savable().map(ready -> ready.topology().name()).orElse("topology"), ".json");
  }

  /// Saves what is ready where no file is yet.
  public void save(Path file) {
    state.get().savable().ifPresent(ready -> save(ready, file, StandardOpenOption.CREATE_NEW));
  }

  /// Saves what is ready in the place of the file that is there.
  public void replace() {
    if (state.get() instanceof State.Occupied(State.Ready ready, Path file)) {
      save(ready, file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  /// Nobody looks any more.
  void close() {
    if (job != null) {
      job.abandon();
    }
  }

  private void kindChosen() {
    forget();
    close();
    state.set(new State.Waiting());
    if (kind.get() instanceof FileKind) {
      read();
    }
  }

  /// Other sources ask other questions.
  private void forget() {
    questions.clear();
    answers.clear();
  }

  private void start(Callable<ImportPreview> reading) {
    close();
    state.set(new State.Reading(state.get().known()));
    job =
        background.run(
            () -> {
              try {
                return State.class.cast(of(reading.call()));
              } catch (CatalogFailure e) {
                return new State.Failed(ValueText.escapeLines(e.getMessage()));
              }
            },
            this::show,
            failure -> state.set(new State.Failed(Failures.text(failure))));
  }

  private static State of(ImportPreview preview) {
    return preview
        .topology()
        .<State>map(
            topology -> new State.Ready(preview, topology, new TopologyWriter().text(topology)))
        .orElseGet(() -> new State.Open(preview));
  }

  private void show(State next) {
    next.known().ifPresent(preview -> ask(preview.questions()));
    state.set(next);
  }

  private void ask(List<ImportQuestion> open) {
    Map<String, ImportQuestion> all = new LinkedHashMap<>();
    questions.forEach(question -> all.put(question.id(), question));
    open.forEach(question -> all.put(question.id(), question));
    if (!List.copyOf(all.values()).equals(questions)) {
      questions.setAll(all.values());
    }
  }

  private void save(State.Ready ready, Path file, OpenOption... how) {
    close();
    state.set(new State.Saving(ready));
    job =
        background.run(
            () -> written(ready, file, how),
            failure -> failure.ifPresentOrElse(state::set, () -> saved.accept(file)),
            failure -> state.set(new State.NotSaved(ready, Failures.text(failure))));
  }

  /// @return empty when the file was written
  private static Optional<State> written(State.Ready ready, Path file, OpenOption... how) {
    try {
      Files.writeString(file, ready.text(), how);
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      return Optional.of(new State.Occupied(ready, file));
    } catch (IOException e) {
      return Optional.of(
          new State.NotSaved(
              ready,
              Messages.text(
                  "export.notSaved",
                  ValueText.escape(file.toString()),
                  e.getClass().getSimpleName())));
    }
  }
}
