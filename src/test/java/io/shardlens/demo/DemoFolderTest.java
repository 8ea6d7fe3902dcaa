package io.shardlens.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DemoFolderTest {

  @Test
  void usesTheXdgCacheFolderUnderLinux() {
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", "/var/fast")))
        .isEqualTo("/var/fast/shardlens");
  }

  @Test
  void ignoresARelativeXdgCacheFolder() {
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", "cache")))
        .isEqualTo("/home/ada/.cache/shardlens");
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", ""))).isEqualTo("/home/ada/.cache/shardlens");
    assertThat(root("Linux", Map.of())).isEqualTo("/home/ada/.cache/shardlens");
  }

  @Test
  void usesTheConventionsOfOtherSystems() {
    assertThat(root("Mac OS X", Map.of("XDG_CACHE_HOME", "/x")))
        .isEqualTo("/home/ada/Library/Caches/Shardlens");
    assertThat(root("Windows 11", Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo("/local/Shardlens/cache");
    assertThat(root("Windows 11", Map.of())).isEqualTo("/home/ada/AppData/Local/Shardlens/cache");
  }

  @Test
  void prefersTheSystemProperty() {
    Properties properties = properties("Linux");
    properties.setProperty(DemoFolder.PROPERTY, "/chosen/here");
    assertThat(DemoFolder.of(properties, Map.of("XDG_CACHE_HOME", "/x")).root())
        .isEqualTo(Path.of("/chosen/here"));
  }

  private static String root(String system, Map<String, String> environment) {
    return DemoFolder.of(properties(system), environment).root().toString();
  }

  private static Properties properties(String system) {
    Properties properties = new Properties();
    properties.setProperty("os.name", system);
    properties.setProperty("user.home", "/home/ada");
    return properties;
  }
}
