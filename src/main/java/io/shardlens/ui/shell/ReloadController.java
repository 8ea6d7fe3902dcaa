package io.shardlens.ui.shell;

import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.Environment;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.common.Workspace;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The banner that says what changed in the file of the open topology.
public final class ReloadController {
  private static final int SHOWN = 4;

  /// Longer lists are for `shardlens diff`.
  private static final int SHOWN_AT_MOST = 300;

  private static final double HIGHEST = 240;

  private final ReloadViewModel model;
  private boolean showsAll;

  @FXML private VBox reload;
  @FXML private FontIcon icon;
  @FXML private Label title;
  @FXML private Button all;
  @FXML private Button show;
  @FXML private Button dismiss;
  @FXML private Button keep;
  @FXML private Button anyway;
  @FXML private Button reloadNow;
  @FXML private ScrollPane scroll;
  @FXML private VBox lines;

  ReloadController(ReloadViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    scroll.setMaxHeight(HIGHEST);
    model
        .stateProperty()
        .subscribe(state -> {
          showsAll = false;
          refresh();
        });
    model.foldedProperty().subscribe(this::refresh);
  }

  @FXML
  void reload() {
    model.reload();
  }

  @FXML
  void reloadAnyway() {
    model.reloadAnyway();
  }

  @FXML
  void keepWorking() {
    model.keepWorking();
  }

  @FXML
  void dismiss() {
    model.dismiss();
  }

  @FXML
  void unfold() {
    model.unfold();
  }

  @FXML
  void toggleAll() {
    showsAll = !showsAll;
    refresh();
  }

  private void refresh() {
    ReloadState state = model.stateProperty().get();
    boolean folded = model.foldedProperty().get();
    put(reload, !(state instanceof ReloadState.Current));
    title.setText(title(state));
    dress(state);
    put(reloadNow, state instanceof ReloadState.Changed);
    put(keep, state instanceof ReloadState.Losing);
    put(anyway, state instanceof ReloadState.Losing);
    put(
        dismiss,
        !folded
            && !(state instanceof ReloadState.Losing || state instanceof ReloadState.Reloading));
    put(show, folded && hasDetails(state));
    show.setText(
        Messages.text(state instanceof ReloadState.Wrong ? "reload.showProblems" : "reload.show"));
    List<Label> details = folded ? List.of() : details(state);
    lines.getChildren().setAll(details);
    put(scroll, !details.isEmpty());
    int count = count(state);
    put(all, !folded && count > SHOWN);
    all.setText(Messages.text(showsAll ? "reload.fewer" : "reload.all", count));
  }

  private static void put(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  private void dress(ReloadState state) {
    Feather shape =
        switch (state) {
          case ReloadState.Wrong _ -> Feather.ALERT_OCTAGON;
          case ReloadState.Changed _, ReloadState.Losing _, ReloadState.Missing _ ->
              Feather.ALERT_TRIANGLE;
          case ReloadState.Current _, ReloadState.Applied _, ReloadState.Reloading _ ->
              Feather.REFRESH_CW;
        };
    String severity =
        switch (shape) {
          case ALERT_OCTAGON -> "danger";
          case ALERT_TRIANGLE -> "warning";
          default -> "neutral";
        };
    icon.setIconCode(shape);
    icon.getStyleClass().setAll("ikonli-font-icon", severity + "-text");
    reload.getStyleClass().setAll("reload", severity);
  }

  private String title(ReloadState state) {
    String file = file();
    return switch (state) {
      case ReloadState.Current _ -> "";
      case ReloadState.Applied _ -> Messages.text("reload.applied", file);
      case ReloadState.Changed _ -> Messages.text("reload.changed", file);
      case ReloadState.Losing losing ->
          Messages.text("reload.losing", String.join(", ", losing.tabs()));
      case ReloadState.Reloading _ -> Messages.text("reload.reloading", file);
      case ReloadState.Wrong wrong when wrong.problems().size() == 1 ->
          Messages.text("reload.wrong.one", file);
      case ReloadState.Wrong wrong -> Messages.text("reload.wrong", file, wrong.problems().size());
      case ReloadState.Missing _ -> Messages.text("reload.missing", file);
    };
  }

  private String file() {
    Workspace shown = model.shown();
    return shown == null ? "" : ValueText.escape(String.valueOf(shown.file().getFileName()));
  }

  private static boolean hasDetails(ReloadState state) {
    return count(state) > 0;
  }

  private static int count(ReloadState state) {
    return switch (state) {
      case ReloadState.Applied(TopologyDiff diff) -> diff.words().size();
      case ReloadState.Changed(TopologyDiff diff) -> diff.words().size();
      case ReloadState.Wrong(List<TopologyProblem> problems) -> problems.size();
      case ReloadState.Current _,
          ReloadState.Losing _,
          ReloadState.Reloading _,
          ReloadState.Missing _ ->
          0;
    };
  }

  private List<Label> details(ReloadState state) {
    return switch (state) {
      case ReloadState.Applied(TopologyDiff diff) -> words(diff);
      case ReloadState.Changed(TopologyDiff diff) -> {
        List<Label> labels = new ArrayList<>(words(diff));
        if (diff.before().environment() == Environment.PROD) {
          labels.addFirst(wrapped(Messages.text("reload.production")));
        }
        yield labels;
      }
      case ReloadState.Losing _ -> List.of(wrapped(Messages.text("reload.losing.detail")));
      case ReloadState.Wrong(List<TopologyProblem> problems) -> ProblemLines.of(problems, limit());
      case ReloadState.Current _, ReloadState.Reloading _, ReloadState.Missing _ -> List.of();
    };
  }

  private List<Label> words(TopologyDiff diff) {
    List<String> words = diff.words();
    List<Label> labels =
        new ArrayList<>(
            words.stream()
                .limit(limit())
                .map(line -> wrapped(ValueText.escapeLines(line)))
                .toList());
    if (words.size() > limit()) {
      labels.add(new Label(Messages.text("shell.moreProblems", words.size() - limit())));
    }
    return labels;
  }

  private int limit() {
    return showsAll ? SHOWN_AT_MOST : SHOWN;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }
}
