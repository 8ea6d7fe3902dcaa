package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.json.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads one entry of `shardingAlgorithms`.
final class AlgorithmReader {

  private static final int MOST_SHARDS = 10_000;

  private final Settings properties;

  private AlgorithmReader(Settings properties) {
    this.properties = properties;
  }

  static Algorithm read(Settings algorithm) {
    String type = algorithm.text("type").orElse("").toUpperCase(Locale.ROOT);
    AlgorithmReader reader =
        new AlgorithmReader(
            algorithm
                .inner("props")
                .orElseGet(() ->
                    new Settings(YamlNode.Members.empty(algorithm.place()), algorithm.findings())));
    return switch (type) {
      case "MOD" -> reader.mod();
      case "HASH_MOD" ->
          reader
              .count("sharding-count")
              .<Algorithm>map(Algorithm.HashMod::new)
              .orElseGet(() -> lacks("sharding-count"));
      case "VOLUME_RANGE" -> reader.volume();
      case "BOUNDARY_RANGE" -> reader.boundaries();
      case "INLINE" -> reader.inline();
      default ->
          new Algorithm.NotUnderstood(
              "algorithms of the type " + Shown.quoted(type) + " are not read");
    };
  }

  private static Algorithm lacks(String name) {
    return new Algorithm.NotUnderstood("it has no " + name + " that is a number in its bounds");
  }

  private Algorithm mod() {
    Optional<Integer> count = count("sharding-count");
    Optional<Long> start = number("start-offset", 0);
    Optional<Long> stop = number("stop-offset", 0);
    if (count.isEmpty()) {
      return lacks("sharding-count");
    }
    if (start.filter(AlgorithmReader::isOffset).isEmpty()
        || stop.filter(AlgorithmReader::isOffset).isEmpty()) {
      return lacks("start-offset or stop-offset");
    }
    boolean padded = properties.text("zero-padding").map(Boolean::parseBoolean).orElse(false);
    return new Algorithm.Mod(count.get(), start.get().intValue(), stop.get().intValue(), padded);
  }

  private static boolean isOffset(long offset) {
    return offset >= 0 && offset <= 100;
  }

  private Algorithm volume() {
    Optional<Long> lower = number("range-lower");
    Optional<Long> upper = number("range-upper");
    Optional<Long> volume = number("sharding-volume");
    if (lower.isEmpty() || upper.isEmpty() || volume.isEmpty()) {
      return lacks("range-lower, range-upper or sharding-volume");
    }
    return volume.get() < 1
            || lower.get() >= upper.get()
            || Long.compareUnsigned(upper.get() - lower.get(), volume.get()) < 0
        ? new Algorithm.NotUnderstood("its volume does not fit between its bounds")
        : new Algorithm.VolumeRange(lower.get(), upper.get(), volume.get());
  }

  /// What is no number is passed over, as ShardingSphere does.
  private Algorithm boundaries() {
    String text = properties.text("sharding-ranges").orElse("");
    List<Long> boundaries =
        Arrays.stream(text.split(",", MOST_SHARDS + 1))
            .flatMap(part -> whole(part.strip()).stream())
            .sorted()
            .toList();
    return boundaries.isEmpty() || boundaries.size() > MOST_SHARDS
        ? lacks("sharding-ranges")
        : new Algorithm.BoundaryRange(boundaries);
  }

  private Algorithm inline() {
    return properties
        .text("algorithm-expression")
        .<Algorithm>map(expression -> new Algorithm.Inline(expression.strip()))
        .orElseGet(() -> lacks("algorithm-expression"));
  }

  private Optional<Integer> count(String name) {
    return number(name).filter(number -> number >= 1 && number <= MOST_SHARDS).map(Long::intValue);
  }

  private Optional<Long> number(String name) {
    return properties.text(name).flatMap(AlgorithmReader::whole);
  }

  private Optional<Long> number(String name, long otherwise) {
    return properties.has(name) ? number(name) : Optional.of(otherwise);
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
