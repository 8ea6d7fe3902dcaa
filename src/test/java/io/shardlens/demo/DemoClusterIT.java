package io.shardlens.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The life of the demo cluster: built, reused, shared, killed, damaged, crowded out.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoClusterIT {

  @TempDir static Path root;

  private static DemoFolder folder;

  /// Whatever a test leaves, the next one finds a whole cluster that is stopped.
  @BeforeAll
  static void prepareFolder() throws Exception {
    folder = folder(root);
  }

  @AfterAll
  static void leaveThePrograms() throws IOException {
    Files.delete(folder.binaries());
  }

  @Test
  @Order(1)
  void makesUnfinishedDataAgainAndReusesItOnTheNextStart() throws Exception {
    Files.createDirectories(folder.server(0).resolve("data"));
    List<DemoCluster.Step> steps = new ArrayList<>();
    try (DemoCluster cluster =
        DemoCluster.start(folder, DemoScale.SMALL, freePorts(), steps::add)) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.BUILT);
      assertThat(cluster.messages())
          .containsExactly("The demo data was not complete; it was made again.");
      assertThat(cluster.mainTopology()).hasFileName("users-range.json");
      assertThat(cluster.topologies()).hasSize(4).allMatch(Files::exists);
      change(cluster.servers().getFirst(), "UPDATE users SET email = 'kept' WHERE id = 49999");
      report("first start, small", cluster);
    }
    assertThat(steps).extracting(DemoCluster.Step::share).isSorted().endsWith(1.0);
    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.REUSED);
      assertThat(cluster.messages()).isEmpty();
      assertThat(email(cluster.servers().getFirst())).isEqualTo("kept");
      report("second start, small", cluster);
    }
    assertThat(folder.running()).doesNotExist();
  }

  @Test
  void keepsPasswordsAndTopologiesFromOthers() throws Exception {
    try (DemoCluster cluster = start()) {
      assertThat(Files.getPosixFilePermissions(cluster.passFile()))
          .containsExactlyInAnyOrderElementsOf(
              java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.getPosixFilePermissions(folder.cluster()))
          .containsExactlyInAnyOrderElementsOf(
              java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      assertThat(Files.readAllLines(cluster.passFile()))
          .hasSize(28)
          .allMatch(line -> line.matches("127\\.0\\.0\\.1:\\d+:\\w+:shardlens_\\w+:[\\w-]{24}"))
          .anyMatch(line ->
              line.startsWith(
                  "127.0.0.1:" + cluster.ports().getFirst() + ":users_europe:shardlens_app:"));
      assertThat(Files.readString(cluster.servers().getFirst().data().resolve("pg_hba.conf")))
          .doesNotContainPattern("(?m)^(?!#).*(trust|peer|ident)");
    }
  }

  @Test
  void reapsTheServersOfAKilledApplication() throws Exception {
    Process killed = anotherApplication();
    List<Long> orphans = postmasters();
    killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    assertThat(orphans).hasSize(4).allMatch(DemoClusterIT::isAlive);

    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.REUSED);
      assertThat(cluster.messages())
          .containsExactly("Stopped 4 demo servers that an earlier Shardlens left running.");
      assertThat(postmasters()).doesNotContainAnyElementsOf(orphans);
    }
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheNumberOfAServer() throws Exception {
    start().close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Path data = folder.server(0).resolve("data");
      long now = System.currentTimeMillis() / 1000;
      Files.writeString(
          data.resolve("postmaster.pid"),
          stranger.pid() + "\n" + data + "\n" + now + "\n65431\n\n127.0.0.1\n\nready\n");
      try (DemoCluster cluster = start()) {
        assertThat(cluster.messages()).noneMatch(message -> message.startsWith("Stopped"));
        assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.REUSED);
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void stopsTheServersWhenTheApplicationIsInterrupted() throws Exception {
    Process application = anotherApplication();
    List<Long> servers = postmasters();
    application.destroy();
    assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(servers).hasSize(4).noneMatch(DemoClusterIT::isAlive);
  }

  @Test
  void recoversAfterAServerWasKilled() throws Exception {
    try (DemoCluster cluster = start()) {
      PostgresServer server = cluster.servers().get(2);
      server.kill();
      assertThat(server.isRunning()).isFalse();
      assertThatThrownBy(() -> server.connect("users_americas"))
          .isInstanceOf(ShardlensException.class);
      server.start();
      try (MaintenanceConnection connection = server.connect("users_americas")) {
        assertThat(connection.queryText("SELECT count(*) FROM users")).isEqualTo("920");
      }
      server.kill();
    }
    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.REUSED);
    }
  }

  @Test
  void makesDataWithADamagedPageAgainAndSaysSo() throws Exception {
    Path page;
    try (DemoCluster cluster = start();
        MaintenanceConnection connection = cluster.servers().get(1).connect("users_asia")) {
      String file = connection.queryText("SELECT pg_relation_filepath('users')");
      page = cluster.servers().get(1).data().resolve(String.valueOf(file));
    }
    overwrite(page, 8192 + 100);
    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.BUILT);
      assertThat(cluster.messages())
          .singleElement()
          .asString()
          .startsWith("The demo data was damaged")
          .contains("invalid page")
          .endsWith("it was made again.");
    }
  }

  @Test
  void makesDataAgainWithWhichAServerDoesNotStart() throws Exception {
    start().close();
    Files.delete(folder.server(3).resolve("data/global/pg_control"));
    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.BUILT);
      assertThat(cluster.messages())
          .singleElement()
          .asString()
          .startsWith("The demo data was damaged")
          .contains("PostgreSQL did not start");
    }
  }

  @Test
  void makesDataOfAnotherVersionAgain() throws Exception {
    start().close();
    Files.writeString(folder.complete(), "Shardlens demo 0");
    try (DemoCluster cluster = start()) {
      assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.BUILT);
      assertThat(cluster.messages())
          .containsExactly("The demo data is of another version; it was made again.");
    }
  }

  @Test
  void takesAnotherPortWhereOneIsTakenAndAdjustsTheTopologies() throws Exception {
    int first = freePorts();
    try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.ofLiteral("127.0.0.1"));
        DemoCluster cluster = DemoCluster.start(folder, DemoScale.SMALL, first, step -> {})) {
      int other = cluster.ports().get(1);
      assertThat(other).isNotEqualTo(taken.getLocalPort());
      assertThat(cluster.messages())
          .containsExactly(
              "Port "
                  + (first + 1)
                  + " is taken: the server of Asia listens on "
                  + other
                  + " instead.",
              "Topology files with these ports are in "
                  + cluster.mainTopology().resolveSibling("").toString()
                  + ".");
      for (Path topology : cluster.topologies()) {
        assertThat(Files.readString(topology))
            .contains("\"port\": " + other)
            .doesNotContain("\"port\": " + (first + 1) + ",");
      }
      assertThat(Files.readString(cluster.passFile())).contains(":" + other + ":users_asia:");
    }
  }

  @Test
  void givesARoleANewPasswordWhereItsFileIsGone() throws Exception {
    start().close();
    Files.delete(folder.server(0).resolve("shardlens_reader.password"));
    try (DemoCluster cluster = start();
        MaintenanceConnection connection =
            DemoDatabasesIT.connect(cluster, 0, "users_europe", DemoDatabases.READER_ROLE)) {
      assertThat(connection.queryText("SELECT current_user")).isEqualTo("shardlens_reader");
    }
  }

  @Test
  void aSecondApplicationJoinsAndLeavesTheServersRunning() throws Exception {
    try (DemoCluster owner = start()) {
      try (DemoCluster joined = start()) {
        assertThat(joined.origin()).isEqualTo(DemoCluster.Origin.JOINED);
        assertThat(joined.ports()).isEqualTo(owner.ports());
        assertThat(joined.passFile()).isEqualTo(owner.passFile());
        assertThat(joined.servers()).isEmpty();
        assertThat(joined.messages()).singleElement().asString().contains("shared");
      }
      assertThat(owner.servers()).allMatch(PostgresServer::isRunning);
    }
  }

  /// Starts a cluster in a JVM of its own and returns when it is ready.
  private static Process anotherApplication() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AnotherApplication.class.getName(),
                folder.root().toString(),
                Integer.toString(freePorts()))
            .redirectErrorStream(true)
            .redirectOutput(folder.root().resolve("another.log").toFile())
            .start();
    for (int waited = 0; !Files.exists(folder.running()) && waited < 600; waited++) {
      assertThat(process.isAlive()).as(() -> "another application in " + folder.root()).isTrue();
      Thread.sleep(100);
    }
    assertThat(folder.running()).exists();
    return process;
  }

  /// What runs in that JVM.
  static final class AnotherApplication {
    private AnotherApplication() {}

    public static void main(String[] arguments) throws Exception {
      DemoCluster cluster =
          DemoCluster.start(
              new DemoFolder(Path.of(arguments[0])),
              DemoScale.SMALL,
              Integer.parseInt(arguments[1]),
              step -> {});
      System.out.println(cluster.ports());
      Thread.sleep(60_000);
    }
  }

  private static DemoCluster start() throws Exception {
    return DemoCluster.start(folder, DemoScale.SMALL, freePorts(), step -> {});
  }

  /// A folder for the demo, with the programs that all tests share.
  static DemoFolder folder(Path root) throws Exception {
    Path shared = Path.of("target", "postgresql").toAbsolutePath();
    PostgresBinaries.in(shared);
    DemoFolder folder = new DemoFolder(root);
    Files.createSymbolicLink(folder.binaries(), shared);
    return folder;
  }

  /// The first of four ports in a row that are free now; not the demo's own, which may be running.
  static int freePorts() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = LocalPorts.free();
      if (first < 65_000 && IntStream.range(first, first + 4).allMatch(LocalPorts::isFree)) {
        return first;
      }
    }
    throw new IOException("No four free ports in a row");
  }

  private static List<Long> postmasters() throws IOException {
    List<Long> processes = new ArrayList<>();
    for (int place = 0; place < DemoSample.SERVERS; place++) {
      PostmasterFile.of(folder.server(place).resolve("data"))
          .ifPresent(file -> processes.add(file.process()));
    }
    return processes;
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void overwrite(Path file, long position) throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position(position).write(java.nio.ByteBuffer.wrap(new byte[64]));
    }
  }

  private static void change(PostgresServer server, String sql) throws ShardlensException {
    try (MaintenanceConnection connection = server.connect("users_europe")) {
      connection.execute(sql);
    }
  }

  private static String email(PostgresServer server) throws ShardlensException {
    try (MaintenanceConnection connection = server.connect("users_europe")) {
      return String.valueOf(connection.queryText("SELECT email FROM users WHERE id = 49999"));
    }
  }

  private static void report(String what, DemoCluster cluster) {
    System.out.println("Demo cluster, " + what + ": " + cluster.startTime().toMillis() + " ms");
  }
}
