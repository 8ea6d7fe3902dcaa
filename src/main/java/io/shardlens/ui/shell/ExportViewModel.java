package io.shardlens.ui.shell;

import io.shardlens.export.Export;
import io.shardlens.export.ExportKind;
import io.shardlens.export.ExportRequest;
import io.shardlens.export.ExportResult;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What a topology is exported as, and what comes of it.
public final class ExportViewModel {

  /// What came of the last choice.
  public sealed interface State {
    record Working() implements State {}

    /// @param text the whole file
    /// @param leftOut sentences about tables that are not in it
    record Ready(String text, List<String> leftOut) implements State {
      public Ready {
        leftOut = List.copyOf(leftOut);
      }

      /// The beginning of the file, as a preview shows it.
      public String preview() {
        return FilePreview.of(text);
      }
    }

    /// @param reasons sentences
    record Refused(List<String> reasons) implements State {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }

    /// The file was saved.
    record Saved(Path file) implements State {}
  }

  private final Topology topology;
  private final Background background;
  private final ObjectProperty<ExportKind> kind = new SimpleObjectProperty<>(ExportKind.DJANGO);
  private final ObjectProperty<TableDefinition.@Nullable Sharded> table =
      new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Working());
  private Background.@Nullable Job job;

  ExportViewModel(Topology topology, Background background) {
    this.topology = topology;
    this.background = background;
    kind.subscribe((before, now) -> write());
    table.subscribe((before, now) -> write());
    write();
  }

  public ObjectProperty<ExportKind> kindProperty() {
    return kind;
  }

  /// The one table, or `null` for all sharded ones.
  public ObjectProperty<TableDefinition.@Nullable Sharded> tableProperty() {
    return table;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// A name for the file: `users.py`.
  public String suggestedName() {
    TableDefinition.Sharded one = table.get();
    String name = one == null ? topology.name() : one.name().shortName();
    return FilePreview.name(name, kind.get().ending());
  }

  /// Saves what is ready.
  public void save(Path file) {
    if (state.get() instanceof State.Ready(String text, List<String> _)) {
      start(() -> saved(file, text));
    }
  }

  /// Nobody looks any more.
  void close() {
    if (job != null) {
      job.abandon();
    }
  }

  private static State saved(Path file, String text) {
    try {
      Files.writeString(file, text);
      return new State.Saved(file);
    } catch (IOException e) {
      return new State.Refused(
          List.of(Messages.text("export.notSaved", file, e.getClass().getSimpleName())));
    }
  }

  private void write() {
    ExportRequest request =
        new ExportRequest(kind.get(), topology, Optional.ofNullable(table.get()));
    start(() ->
        switch (Export.of(request)) {
          case ExportResult.Written(String text, List<String> leftOut) ->
              new State.Ready(text, leftOut);
          case ExportResult.Refused(List<String> reasons) -> new State.Refused(reasons);
        });
  }

  private void start(java.util.concurrent.Callable<State> task) {
    close();
    state.set(new State.Working());
    job =
        background.run(
            task,
            state::set,
            failure -> state.set(new State.Refused(List.of(Failures.text(failure)))));
  }
}
