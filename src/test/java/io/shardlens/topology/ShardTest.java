package io.shardlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "127.0.0.1", "db-1.example.com", "::1", "fe80::1", "a", "::"})
  void takesHostNamesAndAddresses(String host) {
    assertThat(Shard.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "h/db?socketFactory=x&",
        "user:word@h",
        "db:5432",
        "a b",
        "[::1]",
        "h\n",
        "-h",
        "h,i",
        "jdbc:postgresql://h/d",
        "/var/run/postgresql",
        "h\0",
        "hé",
      })
  void refusesEverythingThatADriverCouldReadMoreInto(String host) {
    assertThat(Shard.isHost(host)).isFalse();
  }
}
