package io.shardlens.ui.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.CheckReport;
import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.execute.TableProof;
import io.shardlens.routing.Derivation;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class ChecksUiTest extends ApplicationTest {

  private final Topology topology = SampleTopologies.usersByRange();
  private final TableDefinition.Sharded users = topology.shardedTables().getFirst();
  private final List<String> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private ChecksScreen screen;

  @Override
  public void start(Stage stage) {
    Fonts.load();
    OpenTopology open =
        OpenTopology.of(
            new FakeWorkspace(topology).withReport(report()).workspace(), Background.direct());
    screen = new ChecksScreen(open, new NotingNavigation());
    Scene scene = new Scene(screen.root(), 1000, 900);
    new Theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    open.checks().run();
  }

  @AfterEach
  void close() {
    interact(screen::close);
  }

  private CheckReport report() {
    Derivation way =
        new Derivation(
            List.of(
                new Derivation.Step("Value", "77777", "bigint, as stored in users.id"),
                new Derivation.Step("Range 2 of 4", "[50000, 100000)", "lower bound included")));
    Misplaced misplaced =
        new Misplaced(
            List.of("77777"),
            Optional.of(SampleTopologies.ASIA),
            "users 77777 lies on Europe and belongs to Asia",
            way);
    return new CheckReport(
        List.of(
            new Finding(Kind.CONNECTION, Severity.OK, "All shards answer", "4 of 4", List.of()),
            new Finding(
                Kind.SERVERS,
                Severity.WARNING,
                "Servers differ",
                "18.6",
                List.of("encoding LATIN1")),
            new Finding(Kind.ROUTING, Severity.ERROR, "Rows are misplaced", "9", List.of())),
        List.of(
            new TableProof(
                users,
                List.of(
                    proof(SampleTopologies.EUROPE, Method.EVERY_ROW, 24_180, 9, List.of(misplaced)),
                    proof(SampleTopologies.ASIA, Method.RANDOM_SAMPLE, 1_000, 0, List.of()),
                    proof(SampleTopologies.AFRICA, Method.UNREAD, 0, 0, List.of())))),
        1_240);
  }

  private static ShardProof proof(
      ShardId shard, Method method, long keys, long misplaced, List<Misplaced> examples) {
    return new ShardProof(
        shard,
        method,
        keys,
        false,
        misplaced,
        false,
        examples,
        "how " + method,
        method == Method.UNREAD ? List.of("no connection") : List.of(),
        12);
  }

  private List<String> texts() {
    WaitForAsyncUtils.waitForFxEvents();
    Set<Node> labels = lookup(node -> node instanceof Labeled && isShown(node)).queryAll();
    return labels.stream().map(node -> ((Labeled) node).getText()).toList();
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void showsForEachShardWhatWasLookedAtAndHow() {
    assertThat(texts())
        .contains("24\u202f180", "9", "how EVERY_ROW")
        .contains("1\u202f000", "how RANDOM_SAMPLE")
        .contains("–", "how UNREAD", "Africa: no connection")
        .contains("Servers differ", "encoding LATIN1")
        .contains("MISPLACED", "and 8 more");
    assertThat(screen.statusProperty().get()).startsWith("Rows are misplaced | 9 misplaced | ");
  }

  @Test
  void opensTheDerivationOfTheFirstMisplacedKeyAndClosesIt() {
    assertThat(texts()).contains("users 77777 lies on Europe and belongs to Asia");
    assertThat(texts()).contains("[50000, 100000)");

    clickOn(".misplaced-toggle");

    assertThat(texts()).doesNotContain("[50000, 100000)");
  }

  @Test
  void leadsToTheRecordOfAMisplacedKey() {
    clickOn("Look up");

    assertThat(opened).containsExactly("public.users [77777]");
  }

  private final class NotingNavigation implements Navigation {
    @Override
    public void showMap() {}

    @Override
    public void showChecks() {}

    @Override
    public void openRecord(TableDefinition.Sharded table, List<String> key) {
      opened.add(table.name() + " " + key);
    }

    @Override
    public void openQuery(String sql) {}

    @Override
    public void askToUnlock() {}

    @Override
    public void showDialog(Parent dialog) {}

    @Override
    public void closeDialog() {}
  }
}
