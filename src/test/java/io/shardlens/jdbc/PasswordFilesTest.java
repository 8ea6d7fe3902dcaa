package io.shardlens.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordFilesTest {

  @TempDir Path folder;

  private static Shard shard(String user) {
    return new Shard(new ShardId("s"), "s", "db.example", 5432, "users", user, SslMode.DISABLE);
  }

  private Path file(String mode, String... lines) throws IOException {
    Path file = Files.createTempFile(folder, "pgpass", "");
    Files.write(file, List.of(lines));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Optional<String> password(String... lines) throws IOException {
    return new PasswordFiles(List.of(file("rw-------", lines)), Map.of()).password(shard("me"));
  }

  @Test
  void takesTheFirstLineThatFits() throws IOException {
    assertThat(
            password(
                "# comment",
                "db.example:5433:*:*:no",
                "db.example:5432:users:you:no",
                "short:line",
                "db.example:*:users:me:first",
                "db.example:5432:users:me:second"))
        .contains("first");
    assertThat(password("other.example:*:*:*:no")).isEmpty();
  }

  @Test
  void readsEscapes() throws IOException {
    assertThat(password("db.example:5432:users:me:a\\:b\\\\c:d")).contains("a:b\\c:d");
  }

  @Test
  void givesNoPasswordToAnyHostThatAFileNames() throws IOException {
    assertThat(password("*:*:*:*:secret")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void refusesAFileThatIsOpenToOthers(String mode) throws IOException {
    Path open = file(mode, "db.example:*:*:*:secret");
    assertThatThrownBy(() -> new PasswordFiles(List.of(open), Map.of()).password(shard("me")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(open.toString())
        .hasMessageContaining("chmod 600")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void asksTheFilesInOrderAndThenTheEnvironment() throws IOException {
    Path missing = folder.resolve("missing");
    Path one = file("r--------", "db.example:*:*:me:one");
    Path two = file("rw-------", "db.example:*:*:*:two");
    PasswordFiles passwords =
        new PasswordFiles(List.of(missing, one, two), Map.of("PGPASSWORD", "last"));
    assertThat(passwords.password(shard("me"))).contains("one");
    assertThat(passwords.password(shard("you"))).contains("two");
    assertThat(new PasswordFiles(List.of(), Map.of("PGPASSWORD", "last")).password(shard("me")))
        .contains("last");
  }

  @Test
  void knowsWhereLibpqLooks() {
    assertThat(PasswordFiles.standardFile(Map.of("PGPASSFILE", "/x/y"))).isEqualTo(Path.of("/x/y"));
    assertThat(PasswordFiles.standardFile(Map.of()).toString()).contains("pgpass");
  }
}
