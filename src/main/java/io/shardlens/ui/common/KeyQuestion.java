package io.shardlens.ui.common;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// "Where does key 50000 of users land?": the last question, and its answer, which follows every
/// stroke; where a directory has to be asked, a moment after the last one. The key box, the map and
/// the record screen share one of these per open topology. To be used where [Background] delivers.
public final class KeyQuestion {

  /// What the question came to.
  public sealed interface Answer {
    /// Nothing was asked yet.
    record Nothing() implements Answer {}

    /// @param key one text per key column
    record Routed(TableDefinition.Sharded table, List<String> key, Route route) implements Answer {
      public Routed {
        key = List.copyOf(key);
      }
    }

    /// A directory is being asked.
    record Asking(TableDefinition.Sharded table, List<String> key) implements Answer {
      public Asking {
        key = List.copyOf(key);
      }
    }

    /// The text is no key of the table.
    record BadKey(TableDefinition.Sharded table, String message) implements Answer {}
  }

  /// How long the text has to rest before a server is asked about it.
  private static final Duration REST = Duration.ofMillis(250);

  private final Router router;
  private final Background background;
  private final ObjectProperty<TableDefinition.@Nullable Sharded> table =
      new SimpleObjectProperty<>();
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable ShardId> shard = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<Answer> answer =
      new ReadOnlyObjectWrapper<>(new Answer.Nothing());

  private Background.@Nullable Job asking;

  /// @param background asks where a directory knows the shard; all other rules are followed at once
  public KeyQuestion(Router router, Background background) {
    this.router = router;
    this.background = background;
    router.topology().shardedTables().stream().findFirst().ifPresent(table::set);
    table.subscribe(this::answer);
    text.subscribe(this::answer);
  }

  /// The table asked about; `null` where the topology has no sharded table.
  public ObjectProperty<TableDefinition.@Nullable Sharded> tableProperty() {
    return table;
  }

  /// The key as typed; the values of a key of several columns are parted by commas.
  public StringProperty textProperty() {
    return text;
  }

  public ReadOnlyObjectProperty<Answer> answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /// The shard that is looked at: the owner of the last key, until another one is chosen in the
  /// list of shards or on the map; `null` at first.
  public ObjectProperty<@Nullable ShardId> shardProperty() {
    return shard;
  }

  public void ask(TableDefinition.Sharded newTable, List<String> key) {
    table.set(newTable);
    text.set(String.join(", ", key));
  }

  /// One text per key column. A key of one column is taken as it stands, commas and all.
  public static List<String> keyTexts(TableDefinition.Sharded table, String text) {
    return table.key().size() == 1
        ? List.of(text)
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /// Stops asking.
  public void close() {
    if (asking != null) {
      asking.abandon();
      asking = null;
    }
  }

  private void answer() {
    close();
    TableDefinition.Sharded asked = table.get();
    if (asked == null || text.get().isBlank()) {
      answer.set(new Answer.Nothing());
      return;
    }
    List<String> key = keyTexts(asked, text.get());
    if (router.strategy(asked).isFixed()) {
      show(routed(asked, key));
      return;
    }
    answer.set(new Answer.Asking(asked, key));
    asking =
        background.run(
            () -> {
              Thread.sleep(REST);
              return routed(asked, key);
            },
            this::show,
            failure -> answer.set(new Answer.BadKey(asked, Failures.text(failure))));
  }

  private Answer routed(TableDefinition.Sharded asked, List<String> key) {
    try {
      return new Answer.Routed(asked, key, router.route(asked, key));
    } catch (KeyFormatException e) {
      return new Answer.BadKey(asked, Failures.text(e));
    }
  }

  private void show(Answer found) {
    answer.set(found);
    if (found instanceof Answer.Routed(var _, var _, Route.Owned owned)) {
      shard.set(owned.shard());
    }
  }
}
