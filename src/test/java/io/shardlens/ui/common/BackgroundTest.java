package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private final BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);
  private final Background background =
      new Background(task -> Thread.ofVirtual().start(task), Runnable::run);

  @Test
  void deliversAResult() throws InterruptedException {
    background.run(() -> "done", heard::add, failure -> heard.add("failed"));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void deliversAnErrorToo() throws InterruptedException {
    background.run(
        () -> {
          throw new StackOverflowError("deep");
        },
        result -> heard.add("done"),
        failure -> heard.add(String.valueOf(failure.getMessage())));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("deep");
  }

  @Test
  void cancellingInterruptsTheTaskAndStillDeliversWhatItMakesOfThat() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Background.Job job =
        background.run(
            () -> {
              started.countDown();
              try {
                Thread.sleep(Duration.ofMinutes(1));
                return "slept";
              } catch (InterruptedException e) {
                return "cancelled";
              }
            },
            heard::add,
            failure -> heard.add("failed"));
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    job.cancel();
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("cancelled");
  }

  @Test
  void anAbandonedTaskIsHeardOfNoMore() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    Background.Job job =
        background.run(
            () -> {
              started.countDown();
              try {
                Thread.sleep(Duration.ofMinutes(1));
              } finally {
                ended.countDown();
              }
              return "slept";
            },
            heard::add,
            failure -> heard.add("failed"));
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    job.abandon();
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void repeatsUntilAbandoned() throws InterruptedException {
    Background.Job job = background.every(Duration.ofMillis(5), () -> heard.offer("tick"));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("tick");
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("tick");
    job.abandon();
    Thread.sleep(50);
    heard.clear();
    assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }
}
