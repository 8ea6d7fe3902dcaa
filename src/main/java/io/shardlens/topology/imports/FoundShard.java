package io.shardlens.topology.imports;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.json.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a source says of one database. What it leaves out is asked, or assumed with a note.
///
/// @param id the name of the shard, unique in the topology
/// @param host empty where the source has none, or one that only its own environment can resolve
/// @param port empty for PostgreSQL's own
/// @param sslMode libpq's word, or empty
public record FoundShard(
    ImportPlace place,
    String id,
    Optional<String> host,
    OptionalInt port,
    Optional<String> database,
    Optional<String> user,
    Optional<String> sslMode) {

  private static final int POSTGRESQL_PORT = 5432;

  private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "::1");

  /// The shard, or empty while something is open.
  public Optional<Shard> complete(Findings findings) {
    Optional<String> knownHost = host(findings);
    Optional<String> knownDatabase =
        database
            .filter(FoundShard::isPlain)
            .or(() ->
                findings.ask(
                    id + ".database",
                    place,
                    "What is the name of the database of " + Shown.quoted(id) + "?",
                    List.of()));
    Optional<String> knownUser =
        user.filter(FoundShard::isPlain)
            .or(() ->
                findings.ask(
                    id + ".user",
                    place,
                    "As which user is " + Shown.quoted(id) + " read?",
                    List.of()));
    int knownPort = port.orElse(POSTGRESQL_PORT);
    if (knownPort < 1 || knownPort > 65_535) {
      findings.problem(place, "The port of " + Shown.quoted(id) + " is not 1 to 65535");
      return Optional.empty();
    }
    if (knownHost.isEmpty() || knownDatabase.isEmpty() || knownUser.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Shard(
            new ShardId(id),
            id,
            knownHost.get(),
            knownPort,
            knownDatabase.get(),
            knownUser.get(),
            sslMode(knownHost.get(), findings)));
  }

  private Optional<String> host(Findings findings) {
    if (host.filter(Shard::isHost).isPresent()) {
      return host;
    }
    String question = id + ".host";
    Optional<String> answer =
        findings.ask(
            question,
            place,
            "On which host is " + Shown.quoted(id) + "? A host name or an address",
            List.of());
    if (answer.isPresent() && !Shard.isHost(answer.get())) {
      findings.refuseAnswer(question, place, "a host name or an address");
      return Optional.empty();
    }
    return answer;
  }

  /// Without the marks by which configurations ask their environment.
  private static boolean isPlain(String text) {
    return !text.isBlank() && text.indexOf('$') < 0 && !Shown.isUrlOrCredentials(text);
  }

  /// Never less than the source asks for. On this computer nothing travels, and most servers there
  /// speak no TLS.
  private SslMode sslMode(String knownHost, Findings findings) {
    String word = sslMode.map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
    Optional<SslMode> known = SslMode.ofWord(word.replace('_', '-'));
    if (known.isPresent()) {
      return known.get();
    }
    if (word.equals("prefer") || word.equals("allow")) {
      findings.assumed(
          place, Shown.quoted(id) + ": sslMode is require, where the source says " + word);
      return SslMode.REQUIRE;
    }
    SslMode assumed = THIS_COMPUTER.contains(knownHost) ? SslMode.DISABLE : SslMode.VERIFY_FULL;
    findings.assumed(
        place,
        Shown.quoted(id) + ": sslMode is " + assumed.word() + ", as the source does not say");
    return assumed;
  }
}
