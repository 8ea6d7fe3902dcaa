package io.shardlens.topology.json;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `"shards"`.
final class ShardsReader {
  static final int MAXIMUM_SHARDS = 4096;

  private static final int DEFAULT_PORT = 5432;

  private final Problems problems;
  private final NameRules names;
  private final Map<String, Located.Place> declared = new LinkedHashMap<>();

  ShardsReader(Problems problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  List<Shard> read(MemberReader document) {
    List<Located> elements = document.requiredElements("shards");
    if (elements.size() > MAXIMUM_SHARDS) {
      problems.add(
          elements.get(MAXIMUM_SHARDS).place(),
          "There are " + elements.size() + " shards: " + MAXIMUM_SHARDS + " are the most");
    }
    List<Shard> shards = new ArrayList<>();
    for (Located element : elements) {
      MemberReader.open(element, "A shard", problems).flatMap(this::shard).ifPresent(shards::add);
    }
    return shards;
  }

  /// To be asked for after [#read].
  ShardReferences references() {
    return new ShardReferences(declared.keySet(), problems);
  }

  private Optional<Shard> shard(MemberReader shard) {
    shard.refuseOthersThan("id", "label", "host", "port", "database", "user", "sslMode");
    String id = id(shard);
    String label = names.name("label", shard.optionalText("label"));
    String host = host(shard.requiredText("host"));
    Integer port =
        shard.has("port")
            ? shard.wholeNumber("port", shard.optional("port"), 1, 65535)
            : Integer.valueOf(DEFAULT_PORT);
    String database = names.identifier("database", shard.requiredText("database"));
    String user = names.identifier("user", shard.requiredText("user"));
    SslMode sslMode = sslMode(shard.optionalText("sslMode"));
    if (id == null || host == null || port == null || database == null || user == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Shard(
            new ShardId(id), label == null ? id : label, host, port, database, user, sslMode));
  }

  private @Nullable String id(MemberReader shard) {
    Located.Text text = shard.requiredText("id");
    String id = names.shardId(text);
    if (text == null || id == null) {
      return id;
    }
    Located.Place first = declared.putIfAbsent(id, text.place());
    if (first != null) {
      problems.add(
          text.place(),
          "The shard id "
              + Shown.quoted(id)
              + " is taken by the shard on line "
              + first.line()
              + ": ids are unique");
    }
    return id;
  }

  /// The value is never repeated: it may hold a password.
  private @Nullable String host(Located.@Nullable Text text) {
    if (text == null || Shard.isHost(text.value())) {
      return text == null ? null : text.value();
    }
    String host = text.value();
    String advice;
    if (Shown.isUrlOrCredentials(host) || host.indexOf('@') >= 0) {
      advice =
          "looks like a connection URL or a password; a topology file holds neither: give the bare"
              + " host name, and port, database and user as members of their own";
    } else if (host.matches("[^:]+:[0-9]+")) {
      advice = "is a host name or address alone: give the port as \"port\"";
    } else if (host.startsWith("[")) {
      advice = "is an IPv6 address without brackets";
    } else {
      advice = "is a host name, an IPv4 or an IPv6 address, and nothing else";
    }
    problems.add(text.place(), "\"host\" " + advice);
    return null;
  }

  private SslMode sslMode(Located.@Nullable Text text) {
    if (text == null) {
      return SslMode.VERIFY_FULL;
    }
    Optional<SslMode> sslMode = SslMode.ofWord(text.value());
    if (sslMode.isEmpty()) {
      List<String> words = Arrays.stream(SslMode.values()).map(SslMode::word).toList();
      problems.add(text.place(), () -> Words.unknown("sslMode", text.value(), words));
    }
    return sslMode.orElse(SslMode.VERIFY_FULL);
  }
}
