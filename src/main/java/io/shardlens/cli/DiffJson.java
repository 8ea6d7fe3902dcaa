package io.shardlens.cli;

import io.shardlens.execute.MovingRows.Count;
import io.shardlens.execute.MovingRows.Moved;
import io.shardlens.routing.KeyMove;
import io.shardlens.routing.KeyMoves;
import io.shardlens.routing.KeySet;
import io.shardlens.routing.TopologyChange;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what differs between two topologies as one JSON object.
final class DiffJson {

  private final JsonText json;

  DiffJson(PrintWriter out) {
    json = new JsonText(out);
  }

  /// @param live whether rows were counted
  void write(TopologyDiff diff, boolean live, List<Moved> moved) {
    json.startObject().name("changes").startArray();
    diff.changes().forEach(this::change);
    json.endArray();
    if (live) {
      json.name("rows").startArray();
      moved.forEach(this::rows);
      json.endArray();
    }
    json.endObject().endLine();
  }

  private void change(TopologyChange change) {
    json.startObject();
    switch (change) {
      case TopologyChange.Renamed _ -> kind("renamed");
      case TopologyChange.EnvironmentChanged _ -> kind("environment-changed");
      case TopologyChange.ShardAdded added -> kind("shard-added", "shard", added.shard().id());
      case TopologyChange.ShardRemoved removed ->
          kind("shard-removed", "shard", removed.shard().id());
      case TopologyChange.ShardChanged changed ->
          kind("shard-changed", "shard", changed.after().id());
      case TopologyChange.RoutingAdded added ->
          kind("routing-added", "routing", added.routing().name());
      case TopologyChange.RoutingRemoved removed ->
          kind("routing-removed", "routing", removed.routing().name());
      case TopologyChange.RoutingChanged changed -> {
        kind("routing-changed", "routing", changed.after().name());
        moves(changed.moves());
      }
      case TopologyChange.TableAdded added -> kind("table-added", "table", added.table().name());
      case TopologyChange.TableRemoved removed ->
          kind("table-removed", "table", removed.table().name());
      case TopologyChange.TableChanged changed -> {
        kind("table-changed", "table", changed.after().name());
        moves(changed.moves());
      }
      case TopologyChange.Reordered _ -> kind("reordered");
    }
    json.name("words").startArray();
    change.words().forEach(json::text);
    json.endArray().endObject();
  }

  private void kind(String kind) {
    json.name("kind").text(kind);
  }

  private void kind(String kind, String what, Object name) {
    kind(kind);
    json.name(what).text(name.toString());
  }

  private void moves(KeyMoves moves) {
    switch (moves) {
      case KeyMoves.Known known -> {
        json.name("moves").startArray();
        known
            .moves()
            .forEach(move -> {
              json.startObject();
              move(move);
              json.endObject();
            });
        json.endArray();
      }
      case KeyMoves.NotComparable(String reason) ->
          json.name("moves").nothing().name("reason").text(reason);
    }
  }

  private void move(KeyMove move) {
    place("from", move.from());
    place("to", move.to());
    keys("keys", move.keys());
  }

  private void keys(String name, KeySet keys) {
    json.name(name).startObject();
    switch (keys) {
      case KeySet.Interval interval ->
          json.name("from").text(text(interval.from())).name("to").text(text(interval.to()));
      case KeySet.Values(List<KeyValue> values) -> values("values", values);
      case KeySet.AllBut(List<KeyValue> listed) -> values("allBut", listed);
      case KeySet.Buckets(List<Integer> buckets, int of) -> {
        json.name("buckets").startArray();
        buckets.forEach(json::number);
        json.endArray().name("of").number(of);
      }
      case KeySet.HashInterval interval ->
          json.name("hashFrom")
              .text(interval.from().toString())
              .name("hashTo")
              .text(interval.to().toString());
      case KeySet.Share(double share, int sampled) ->
          json.name("sampledMoving")
              .number(Math.round(share * sampled))
              .name("sampled")
              .number(sampled);
      case KeySet.Nulls _ -> json.name("nulls").truth(true);
      case KeySet.Overridden(List<KeyValue> key) -> values("overridden", key);
      case KeySet.InGroup(KeySet group, KeySet inGroup) -> {
        keys("group", group);
        keys("keys", inGroup);
      }
      case KeySet.Results(List<String> results) -> {
        json.name("results").startArray();
        results.forEach(json::text);
        json.endArray();
      }
    }
    json.endObject();
  }

  private void place(String name, Optional<KeyMove.Place> place) {
    json.name(name).text(place.map(at -> at.shard().id().value()).orElse(null));
    place
        .flatMap(KeyMove.Place::schema)
        .ifPresent(schema -> json.name(name + "Schema").text(schema));
  }

  private void values(String name, List<KeyValue> values) {
    json.name(name).startArray();
    values.forEach(value -> json.text(value.text()));
    json.endArray();
  }

  private static @Nullable String text(@Nullable KeyValue value) {
    return value == null ? null : value.text();
  }

  private void rows(Moved moved) {
    json.startObject().name("table").text(moved.table().toString());
    switch (moved.count()) {
      case Count.Exact(long rows) -> json.name("rows").number(rows).name("exact").truth(true);
      case Count.Estimated(long rows) -> json.name("rows").number(rows).name("exact").truth(false);
      case Count.NotCounted(String reason) ->
          json.name("rows").nothing().name("error").text(reason);
    }
    move(moved.move());
    json.endObject();
  }
}
