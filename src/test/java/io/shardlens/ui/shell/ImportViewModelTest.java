package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.importing.CatalogKind;
import io.shardlens.importing.FileKind;
import io.shardlens.importing.Imports;
import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.topology.imports.catalog.CatalogFailure;
import io.shardlens.topology.imports.catalog.CatalogRows;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.shell.ImportViewModel.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportViewModelTest {
  private static final Path DJANGO =
      Path.of("src/test/resources/io/shardlens/topology/imports/django");
  private static final List<Path> PROJECT =
      List.of(DJANGO.resolve("settings.py"), DJANGO.resolve("routers.py"));

  @TempDir private Path folder;

  private final List<Path> saved = new ArrayList<>();
  private final List<Shard> asked = new ArrayList<>();
  private final ImportViewModel model =
      new ImportViewModel(new Imports(this::silent), Background.direct(), saved::add);

  /// A server that answers nothing.
  private CatalogSource silent(Shard server) {
    asked.add(server);
    return new CatalogSource() {
      @Override
      public Shard server() {
        return server;
      }

      @Override
      public CatalogRows rows(String sql) throws CatalogFailure {
        throw new CatalogFailure("No connection to " + server.address(), true);
      }
    };
  }

  @Test
  void waitsForFiles() {
    assertThat(model.stateProperty().get()).isInstanceOf(State.Waiting.class);
    model.read();
    assertThat(model.stateProperty().get()).isInstanceOf(State.Waiting.class);
  }

  @Test
  void hasATopologyWhereNothingIsOpen() {
    model.readFiles(PROJECT);
    assertThat(ready().text()).contains("\"shop_shard_2\"").doesNotContain("c4n4ry");
    assertThat(model.questions()).isEmpty();
    assertThat(model.suggestedName()).isEqualTo("shop.json");
  }

  @Test
  void readsAgainWithTheAnswersAndKeepsTheQuestions() {
    model.readFiles(PROJECT.subList(0, 1));
    assertThat(model.stateProperty().get()).isInstanceOf(State.Open.class);
    assertThat(model.questions()).extracting(ImportQuestion::id).containsExactly("routing");

    model.answer("routing", "\"shard_1\" if user_id < 50000 else \"nowhere\"");
    model.read();
    assertThat(model.stateProperty().get()).isInstanceOf(State.Open.class);
    assertThat(model.questions()).as("can be answered again").isNotEmpty();

    model.answer("routing", "\"shard_1\" if user_id < 50000 else \"shard_2\"");
    model.read();
    assertThat(ready().text()).contains("50000");
    assertThat(model.questions()).extracting(ImportQuestion::id).contains("routing");
  }

  @Test
  void otherSourcesAskOtherQuestions() {
    model.readFiles(PROJECT.subList(0, 1));
    model.answer("routing", "x");
    model.readFiles(PROJECT);
    assertThat(model.questions()).isEmpty();
    assertThat(model.answer("routing")).isEmpty();
    model.kindProperty().set(FileKind.PGCAT);
    assertThat(((State.Open) model.stateProperty().get()).preview().problems()).isNotEmpty();
  }

  @Test
  void namesEachFileThatCannotBeRead() {
    model.readFiles(List.of(folder.resolve("none.py"), folder));
    assertThat(ImportLine.of(((State.Open) model.stateProperty().get()).preview()))
        .extracting(ImportLine::text)
        .containsExactly("There is no such file", "This is a folder; name the files in it");
  }

  @Test
  void showsProblemsAndWhatIsNotReadFirst() {
    model.readFiles(PROJECT.subList(0, 1));
    List<ImportLine> lines = ImportLine.of(((State.Open) model.stateProperty().get()).preview());
    assertThat(lines.getFirst().sort()).isEqualTo(ImportLine.Sort.NOT_READ);
    assertThat(lines).extracting(ImportLine::sort).isSorted();
  }

  @Test
  void savesWhereNoFileIsAndReplacesOneOnlyWhenToldTo() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken.json"), "mine");
    model.readFiles(PROJECT);
    String text = ready().text();

    model.save(taken);
    assertThat(model.stateProperty().get()).isInstanceOf(State.Occupied.class);
    assertThat(taken).hasContent("mine");
    assertThat(saved).isEmpty();

    model.replace();
    assertThat(taken).hasContent(text);
    assertThat(saved).containsExactly(taken);
  }

  @Test
  void saysWhyNothingWasSavedAndCanBeSavedElsewhere() {
    model.readFiles(PROJECT);
    model.save(folder.resolve("no/such/folder/shop.json"));
    assertThat(model.stateProperty().get())
        .isInstanceOfSatisfying(
            State.NotSaved.class,
            state -> assertThat(state.message()).contains("NoSuchFileException"));
    model.save(folder.resolve("shop.json"));
    assertThat(saved).containsExactly(folder.resolve("shop.json"));
  }

  @Test
  void readsAServerWithoutThePasswordOfItsUrl() {
    model.kindProperty().set(CatalogKind.CITUS);
    assertThat(asked).as("nothing is asked before the URL is there").isEmpty();
    model.urlProperty().set("postgresql://reader:c4n4ry@db.example.com:5433/shop?sslmode=require");
    model.readServer();
    assertThat(model.urlProperty().get())
        .isEqualTo("postgresql://reader@db.example.com:5433/shop?sslmode=require");
    assertThat(asked)
        .extracting(shard -> shard.user() + " " + shard.address() + " " + shard.database())
        .containsExactly("reader db.example.com:5433 shop");
    assertThat(model.stateProperty().get())
        .isEqualTo(new State.Failed("No connection to db.example.com:5433"));
  }

  @Test
  void asksWhatAUrlLeavesOut() {
    model.kindProperty().set(CatalogKind.FDW);
    model.urlProperty().set("postgresql://db.example.com");
    model.readServer();
    assertThat(asked).isEmpty();
    assertThat(model.questions())
        .extracting(ImportQuestion::id)
        .containsExactly("origin.database", "origin.user");
    model.answer("origin.database", "shop");
    model.answer("origin.user", "reader");
    model.read();
    assertThat(asked)
        .extracting(shard -> shard.user() + " " + shard.database())
        .containsExactly("reader shop");
  }

  @Test
  void refusesAUrlThatNamesNoServerWithoutRepeatingIt() {
    model.kindProperty().set(CatalogKind.FDW);
    for (String url : List.of("c4n4ry", "mysql://u:c4n4ry@h/d", "postgresql:///c4n4ry")) {
      model.urlProperty().set(url);
      model.readServer();
      assertThat(((State.Open) model.stateProperty().get()).preview().problems().toString())
          .contains("This is no URL of a server")
          .doesNotContain("c4n4ry");
    }
  }

  private State.Ready ready() {
    assertThat(model.stateProperty().get()).isInstanceOf(State.Ready.class);
    return (State.Ready) model.stateProperty().get();
  }
}
