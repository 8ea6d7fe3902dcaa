package io.shardlens.ui.checks;

import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.execute.TableProof;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Grid;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sharded table: a row for each shard, and below them the misplaced keys with the way to where
/// they belong.
final class TableProofCard extends VBox {
  private final TableProof proof;
  private final ProofWords words;
  private final ShardColours colours;

  TableProofCard(TableProof proof, ProofWords words, ShardColours colours, Navigation navigation) {
    this.proof = proof;
    this.words = words;
    this.colours = colours;
    getStyleClass().addAll("card", "proof-card");
    getChildren().addAll(header(), shards());
    for (ShardProof shard : proof.shards()) {
      shard.notes().forEach(note -> getChildren().add(note(shard, note)));
    }
    boolean first = true;
    for (ShardProof shard : proof.shards()) {
      for (Misplaced misplaced : shard.examples()) {
        getChildren().add(new MisplacedRow(proof.table(), misplaced, navigation, first));
        first = false;
      }
    }
    words
        .moreExamples(proof)
        .ifPresent(more -> {
          Label label = Grid.text(more, "secondary", "proof-more");
          getChildren().add(label);
        });
  }

  private HBox header() {
    Label name = Grid.text(ValueText.escape(proof.table().name().shortName()), "card-title");
    Label routing = Grid.text(words.routing(proof), "muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header = new HBox(name, routing, gap, words.badge(proof));
    header.getStyleClass().add("card-header");
    return header;
  }

  private GridPane shards() {
    GridPane pane = new GridPane();
    pane.getStyleClass().add("proof-table");
    pane.getColumnConstraints()
        .addAll(column(160, false), column(110, true), column(100, true), column(90, true));
    ColumnConstraints how = new ColumnConstraints();
    how.setHgrow(Priority.ALWAYS);
    pane.getColumnConstraints().add(how);
    Grid grid = new Grid(pane);
    grid.header(
        Messages.text("checks.shard"),
        Messages.text("checks.keys"),
        Messages.text("checks.misplaced"),
        Messages.text("checks.took"),
        Messages.text("checks.how"));
    for (ShardProof shard : proof.shards()) {
      ShardLabel label = new ShardLabel(colours, words.shard(shard));
      label.setDown(shard.method() == ShardProof.Method.UNREAD);
      Label misplaced = Grid.text(words.misplaced(shard), "mono");
      if (shard.misplaced() > 0) {
        misplaced.getStyleClass().addAll("danger-text", "strong");
      }
      grid.row(
          false,
          label,
          Grid.text(words.keys(shard), "mono"),
          misplaced,
          Grid.text(Figures.millis(shard.millis()), "mono", "muted"),
          Grid.text(
              ValueText.escape(shard.how()),
              shard.method() == ShardProof.Method.UNREAD ? "warning-text" : "muted"));
    }
    return pane;
  }

  private static ColumnConstraints column(double width, boolean number) {
    ColumnConstraints column = new ColumnConstraints(width);
    if (number) {
      column.setHalignment(HPos.RIGHT);
    }
    return column;
  }

  private HBox note(ShardProof shard, String text) {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("warning-text");
    Label label =
        new Label(ValueText.escape(words.shard(shard).label()) + ": " + ValueText.escape(text));
    label.setWrapText(true);
    HBox note = new HBox(icon, label);
    note.getStyleClass().add("proof-note");
    return note;
  }
}
