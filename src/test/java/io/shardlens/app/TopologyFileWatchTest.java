package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.ui.shell.TopologyWatch.Found;
import io.shardlens.ui.shell.TopologyWatch.Watching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyFileWatchTest {
  private static final String USERS =
      """
      { "version": 1, "name": "users", "shards": [
        { "id": "a", "host": "127.0.0.1", "database": "da", "user": "u" } ],
        "routings": {}, "tables": [] }
      """;

  @TempDir private Path folder;

  private final BlockingQueue<Found> heard = new LinkedBlockingQueue<>();
  private @Nullable Watching watching;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("users.json"), USERS);
  }

  @AfterEach
  void close() {
    if (watching != null) {
      watching.close();
    }
  }

  @Test
  void tellsWhatTheFileHoldsNowAndAfterEachChange() throws Exception {
    watch();
    assertThat(name()).isEqualTo("users");
    Files.writeString(file, USERS.replace("\"users\"", "\"people\""));
    assertThat(name()).isEqualTo("people");
  }

  @Test
  void readsOnceWhatIsWrittenInSeveralStrokes() throws Exception {
    watch();
    name();
    String next = USERS.replace("\"users\"", "\"people\"");
    for (int end = 20; end < next.length(); end += 20) {
      Files.writeString(file, next.substring(0, end));
      Thread.sleep(15);
    }
    Files.writeString(file, next);
    assertThat(name()).isEqualTo("people");
    assertThat(heard).isEmpty();
  }

  @Test
  void followsAFileThatAnEditorReplacesByAnother() throws Exception {
    watch();
    name();
    for (String name : new String[] {"one", "two"}) {
      Path draft = folder.resolve(".users.json.swp");
      Files.writeString(draft, USERS.replace("\"users\"", "\"" + name + "\""));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      assertThat(name()).isEqualTo(name);
    }
  }

  @Test
  void followsAFileThatIsDeletedAndComesBack() throws Exception {
    watch();
    name();
    Files.delete(file);
    assertThat(next()).isInstanceOf(Found.Missing.class);
    Files.writeString(file, USERS.replace("\"users\"", "\"back\""));
    assertThat(name()).isEqualTo("back");
  }

  @Test
  void followsAFileWhoseFolderIsDeletedAndComesBack() throws Exception {
    folder = Files.createDirectory(folder.resolve("inner"));
    write();
    watch();
    name();
    Files.delete(file);
    Files.delete(folder);
    assertThat(next()).isInstanceOf(Found.Missing.class);
    Files.createDirectory(folder);
    write();
    assertThat(name()).isEqualTo("users");
  }

  @Test
  void followsALinkWhoseTargetIsWrittenElsewhere() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = Files.move(file, elsewhere.resolve("real.json"));
    Files.createSymbolicLink(file, target);
    watch();
    name();
    Files.writeString(target, USERS.replace("\"users\"", "\"linked\""));
    assertThat(name()).isEqualTo("linked");
  }

  @Test
  void tellsEveryProblemOfAWrongFile() throws Exception {
    watch();
    name();
    Files.writeString(file, USERS.replace("127.0.0.1", "not a host").replace("\"da\"", "7"));
    assertThat(next())
        .isInstanceOfSatisfying(
            Found.Wrong.class,
            wrong -> {
              assertThat(wrong.problems()).hasSize(2);
              assertThat(wrong.problems().getFirst().line()).isEqualTo(2);
            });
  }

  @Test
  void keepsSilentWhereTheContentIsTheSame() throws Exception {
    watch();
    name();
    Files.writeString(file, USERS);
    Files.writeString(folder.resolve("other.json"), "{}");
    assertThat(heard.poll(1500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void tellsNothingOnceItIsClosed() throws Exception {
    watch();
    name();
    if (watching != null) {
      watching.close();
    }
    Files.writeString(file, "{}");
    assertThat(heard.poll(1500, TimeUnit.MILLISECONDS)).isNull();
  }

  private void watch() {
    watching = new TopologyFileWatch().watch(file, heard::add);
  }

  private Found next() throws InterruptedException {
    Found found = heard.poll(15, TimeUnit.SECONDS);
    assertThat(found).as("what the watch tells").isNotNull();
    return java.util.Objects.requireNonNull(found);
  }

  private String name() throws InterruptedException {
    Found found = next();
    assertThat(found).isInstanceOf(Found.Right.class);
    return ((Found.Right) found).topology().name();
  }
}
