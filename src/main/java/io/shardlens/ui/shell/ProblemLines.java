package io.shardlens.ui.shell;

import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;

/// The problems of a topology file, one a line, each behind its place.
final class ProblemLines {
  private ProblemLines() {}

  /// @param limit how many are shown; of the others their number
  static List<Label> of(List<TopologyProblem> problems, int limit) {
    List<Label> lines = new ArrayList<>();
    problems.stream().limit(limit).map(ProblemLines::line).forEach(lines::add);
    if (problems.size() > limit) {
      lines.add(new Label(Messages.text("shell.moreProblems", problems.size() - limit)));
    }
    return lines;
  }

  private static Label line(TopologyProblem problem) {
    String place =
        problem.line() > 0 ? Messages.text("shell.place", problem.line(), problem.column()) : "";
    String pointer = problem.pointer().isEmpty() ? "" : problem.pointer();
    Label where = new Label(ValueText.escape((place + "  " + pointer).strip()));
    where.getStyleClass().addAll("mono", "strong");
    Label line = new Label(ValueText.escapeLines(problem.message()), where);
    line.setWrapText(true);
    line.setGraphicTextGap(where.getText().isEmpty() ? 0 : 12);
    return line;
  }
}
