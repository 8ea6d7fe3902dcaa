package io.shardlens.topology.json;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `"shards"`.
final class ShardsReader {
  private static final int DEFAULT_PORT = 5432;

  private final Problems problems;
  private final NameRules names;
  private final Map<String, Located.Place> declared = new LinkedHashMap<>();

  ShardsReader(Problems problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  List<Shard> read(MemberReader document) {
    List<Shard> shards = new ArrayList<>();
    for (MemberReader shard :
        document.objects("shards", "A shard", TopologySchema.ofVersion1().object("shard"))) {
      shard(shard).ifPresent(shards::add);
    }
    return shards;
  }

  /// To be asked for after [#read].
  ShardReferences references() {
    return new ShardReferences(declared.keySet(), problems);
  }

  /// Where the id of each shard stands. To be asked for after [#read].
  Map<String, Located.Place> places() {
    return declared;
  }

  private Optional<Shard> shard(MemberReader shard) {
    String id = id(shard);
    String label = names.name("label", shard.text("label"));
    String host = host(shard.text("host"));
    Integer port = shard.has("port") ? shard.whole("port") : Integer.valueOf(DEFAULT_PORT);
    String database = names.identifier("database", shard.text("database"));
    String user = names.identifier("user", shard.text("user"));
    SslMode sslMode =
        Optional.ofNullable(shard.word("sslMode"))
            .flatMap(SslMode::ofWord)
            .orElse(SslMode.VERIFY_FULL);
    if (id == null || host == null || port == null || database == null || user == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Shard(
            new ShardId(id), label == null ? id : label, host, port, database, user, sslMode));
  }

  private @Nullable String id(MemberReader shard) {
    Located.Text text = shard.text("id");
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
}
