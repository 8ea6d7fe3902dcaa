package io.shardlens.ui.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.ShardProof;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.execute.TableProof;
import io.shardlens.routing.Derivation;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.Theme;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The checks of 1 024 shards, of which some have misplaced rows and some are silent.
class ManyShardsUiTest extends ApplicationTest {
  private static final int SHARDS = 1_024;

  private final Topology topology = topology();

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private TableProofCard card;

  @SuppressWarnings("NullAway.Init")
  private Parent root;

  @Override
  public void start(Stage stage) {
    Fonts.load();
    Navigation nowhere =
        (Navigation)
            Proxy.newProxyInstance(
                Navigation.class.getClassLoader(),
                new Class<?>[] {Navigation.class},
                (proxy, method, arguments) -> null);
    card =
        new TableProofCard(proof(), new ProofWords(topology), new ShardColours(topology), nowhere);
    Finding finding =
        new Finding(
            Kind.CONNECTION,
            Severity.ERROR,
            "Shards are silent",
            "",
            topology.shards().stream().map(shard -> shard.label() + " is silent").toList());
    root = new ScrollPane(new VBox(new FindingRow(finding), card));
    Scene scene = new Scene(root, 1000, 900);
    new Theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void makesNodesOnlyForWhatIsInSight() {
    assertThat(nodes(root).count()).isLessThan(1_500);
    assertThat(texts()).contains("and 1\u202f004 more").contains("Shard 7 is silent");
  }

  @Test
  void showsMisplacedAndSilentShardsFirstAndTheOthersByScrolling() {
    assertThat(texts()).contains("Shard 1000", "Shard 1001").doesNotContain("Shard 500");
    ShardProofTable table = lookup(".proof-table").query();
    interact(() -> table.scrollTo(SHARDS - 1));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(texts()).contains("Shard 999").doesNotContain("Shard 1000");
    assertThat(nodes(root).count()).isLessThan(1_500);
  }

  private List<String> texts() {
    return nodes(root)
        .filter(node -> node instanceof Labeled && node.isVisible())
        .map(node -> String.valueOf(((Labeled) node).getText()))
        .toList();
  }

  private static Stream<Node> nodes(Node node) {
    return Stream.concat(
        Stream.of(node),
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(ManyShardsUiTest::nodes)
            : Stream.empty());
  }

  /// Shard 1000 has misplaced rows; those after it could not be read.
  private TableProof proof() {
    Derivation way = new Derivation(List.of(new Derivation.Step("Value", "1", "bigint")));
    return new TableProof(
        topology.shardedTables().getFirst(),
        IntStream.range(0, SHARDS)
            .mapToObj(i ->
                new ShardProof(
                    topology.shards().get(i).id(),
                    i > 1_000 ? Method.UNREAD : Method.EVERY_ROW,
                    10,
                    false,
                    i == 1_000 ? 90 : 0,
                    false,
                    i == 1_000
                        ? IntStream.range(0, 40)
                            .mapToObj(key ->
                                new Misplaced(
                                    List.of("" + key), Optional.empty(), "key " + key, way))
                            .toList()
                        : List.of(),
                    "how",
                    i > 1_000 ? List.of("no connection") : List.of(),
                    3))
            .toList());
  }

  private static Topology topology() {
    List<Shard> shards =
        IntStream.range(0, SHARDS)
            .mapToObj(i ->
                new Shard(
                    new ShardId("s" + i),
                    "Shard " + i,
                    "127.0.0.1",
                    5432,
                    "d" + i,
                    "reader",
                    SslMode.DISABLE))
            .toList();
    return new Topology(
        "many",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition(
                "by_id",
                List.of(KeyType.BIGINT),
                RoutingRule.Buckets.postgresql(shards.stream().map(Shard::id).toList()))),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "by_id")));
  }
}
