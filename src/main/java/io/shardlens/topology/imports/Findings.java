package io.shardlens.topology.imports;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.imports.ImportNote.Kind;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import io.shardlens.topology.json.TopologyWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What one reading of sources has to say, and the answers that it was given. Not thread-safe.
public final class Findings {

  /// Of more notes or problems nobody reads the rest.
  private static final int MOST = 500;

  private final Map<String, String> answers;
  private final List<ImportNote> notes = new ArrayList<>();
  private final List<ImportProblem> problems = new ArrayList<>();
  private final Map<String, ImportQuestion> questions = new LinkedHashMap<>();
  private int unlisted;

  public Findings(Map<String, String> answers) {
    this.answers = Map.copyOf(answers);
  }

  public void understood(ImportPlace place, String text) {
    note(place, Kind.UNDERSTOOD, text);
  }

  public void assumed(ImportPlace place, String text) {
    note(place, Kind.ASSUMED, text);
  }

  public void dropped(ImportPlace place, String text) {
    note(place, Kind.DROPPED, text);
  }

  public void notUnderstood(ImportPlace place, String text) {
    note(place, Kind.NOT_UNDERSTOOD, text);
  }

  private void note(ImportPlace place, Kind kind, String text) {
    if (notes.size() < MOST) {
      notes.add(new ImportNote(place, kind, text));
    } else {
      unlisted++;
    }
  }

  public void problem(ImportPlace place, String message) {
    problem(new ImportProblem(place, message));
  }

  public void problem(ImportProblem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
  }

  /// The answer to a question. Where none was given the question is asked; an answer that is not
  /// among the choices becomes a problem.
  ///
  /// @param choices empty where any text is an answer
  public Optional<String> ask(String id, ImportPlace place, String text, List<String> choices) {
    String answer = answers.get(id);
    if (answer == null || answer.isBlank()) {
      questions.putIfAbsent(id, new ImportQuestion(id, place, text, choices));
      return Optional.empty();
    }
    if (!choices.isEmpty() && !choices.contains(answer)) {
      refuseAnswer(id, place, "one of " + String.join(", ", choices));
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  /// What was answered to a question that is asked only where there is something to choose; empty
  /// where nothing was.
  public Optional<String> answer(String id) {
    return Optional.ofNullable(answers.get(id)).filter(text -> !text.isBlank());
  }

  /// Says that an answer cannot be.
  ///
  /// @param expected what an answer looks like
  public void refuseAnswer(String id, ImportPlace place, String expected) {
    problem(place, "The answer to " + id + " is " + expected + "; answer again");
  }

  /// What was noted so far.
  public List<ImportNote> notes() {
    return List.copyOf(notes);
  }

  /// Whether a topology can no longer come of this reading as it stands.
  public boolean isOpen() {
    return !questions.isEmpty() || !problems.isEmpty();
  }

  /// The preview, with the topology where no question is open. What the reader of topology files
  /// refuses is refused here too, in its words: an import never leaves a file that does not open.
  ///
  /// @param whole the place of what no line can be named for
  public ImportPreview preview(ImportPlace whole, Supplier<Topology> topology) {
    Optional<Topology> made = isOpen() ? Optional.empty() : checked(whole, topology.get());
    if (unlisted > 0) {
      notes.add(
          new ImportNote(whole, Kind.NOT_UNDERSTOOD, unlisted + " more notes are not listed"));
    }
    return new ImportPreview(made, notes, List.copyOf(questions.values()), problems);
  }

  /// The preview of sources of which no topology can be made.
  ///
  /// @throws IllegalStateException when nothing says why
  public ImportPreview withoutTopology() {
    if (!isOpen()) {
      throw new IllegalStateException("A preview without a topology says why there is none");
    }
    return new ImportPreview(Optional.empty(), notes, List.copyOf(questions.values()), problems);
  }

  private Optional<Topology> checked(ImportPlace whole, Topology made) {
    return switch (new TopologyReader().read(new TopologyWriter().text(made))) {
      case ReadResult.Read(Topology topology, _) when topology.equals(made) ->
          Optional.of(topology);
      case ReadResult.Read _ -> {
        problem(whole, "A topology file cannot say this exactly; declare the routing by hand");
        yield Optional.empty();
      }
      case ReadResult.Refused(List<TopologyProblem> found) -> {
        found.forEach(each ->
            problem(whole, "The topology would have " + each.pointer() + ": " + each.message()));
        yield Optional.empty();
      }
    };
  }
}
