package io.shardlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NamedListTest {

  @Test
  void isTheListAndFindsByName() {
    NamedList<Integer, String> list = NamedList.copyOf(List.of("a", "bb", "cc"), String::length);

    assertThat(list)
        .isEqualTo(List.of("a", "bb", "cc"))
        .hasSameHashCodeAs(List.of("a", "bb", "cc"));
    assertThat(list.named(2)).contains("bb");
    assertThat(list.named(3)).isEmpty();
  }
}
