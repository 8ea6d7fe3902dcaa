package io.shardlens.cli;

import io.shardlens.demo.DemoCluster;
import io.shardlens.demo.DemoException;
import io.shardlens.demo.DemoFolder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = "Starts the demo cluster, prints how to connect, and stays until interrupted.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = specification.commandLine().getOut();
    try (DemoCluster cluster = DemoCluster.start(DemoFolder.standard(), step -> print(out, step))) {
      cluster.messages().forEach(message -> out.println("Note: " + message));
      out.printf(
          Locale.ROOT, "Ready in %.1f s. Topologies:%n", cluster.startTime().toMillis() / 1000.0);
      cluster.topologies().forEach(file -> out.println("  " + file));
      out.println(
          "Ports " + cluster.ports() + " of 127.0.0.1; roles shardlens_app, shardlens_reader");
      out.println("Passwords, in the format of .pgpass: " + cluster.passFile());
      out.println(
          "Try: PGPASSFILE='"
              + cluster.passFile()
              + "' psql -h 127.0.0.1 -p "
              + cluster.ports().getFirst()
              + " -U shardlens_reader users_europe");
      out.println("Interrupt (Ctrl+C) to stop.");
      out.flush();
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    } catch (DemoException e) {
      throw new CommandFailure(ExitCode.ERROR, "The demo cannot start: " + e.getMessage());
    }
  }

  private static void print(PrintWriter out, DemoCluster.Step step) {
    out.printf(Locale.ROOT, "%3.0f %%  %s%n", step.share() * 100, step.text());
    out.flush();
  }
}
