package io.shardlens.ui.checks;

import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.execute.TableProof;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Grid;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sharded table: a row for each shard, and below them the misplaced keys with the way to where
/// they belong.
final class TableProofCard extends VBox {

  /// So many notes, and so many misplaced keys, are shown; of the others their number.
  private static final int MOST = 20;

  private final TableProof proof;
  private final ProofWords words;

  TableProofCard(TableProof proof, ProofWords words, ShardColours colours, Navigation navigation) {
    this.proof = proof;
    this.words = words;
    getStyleClass().addAll("card", "proof-card");
    getChildren().addAll(header(), new ShardProofTable(proof.shards(), words, colours));
    showNotes();
    showMisplaced(navigation);
  }

  private void showNotes() {
    List<HBox> notes =
        proof.shards().stream()
            .flatMap(shard -> shard.notes().stream().map(text -> note(shard, text)))
            .limit(MOST)
            .toList();
    getChildren().addAll(notes);
    long all = proof.shards().stream().mapToLong(shard -> shard.notes().size()).sum();
    showMore(all - notes.size());
  }

  private void showMisplaced(Navigation navigation) {
    List<Misplaced> shown =
        proof.shards().stream().flatMap(shard -> shard.examples().stream()).limit(MOST).toList();
    for (Misplaced misplaced : shown) {
      getChildren()
          .add(
              new MisplacedRow(
                  proof.table(), misplaced, navigation, misplaced.equals(shown.getFirst())));
    }
    showMore(proof.misplaced() - shown.size());
  }

  private void showMore(long more) {
    if (more > 0) {
      getChildren()
          .add(
              Grid.text(
                  Messages.text("checks.more", Figures.count(more)), "secondary", "proof-more"));
    }
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
