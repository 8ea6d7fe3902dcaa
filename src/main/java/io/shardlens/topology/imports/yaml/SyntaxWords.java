package io.shardlens.topology.imports.yaml;

import java.util.List;

/// The YAML parser's complaints in words that do not repeat the file: it quotes what it met, and
/// that may be a password.
final class SyntaxWords {

  private record Complaint(String beginning, String words) {}

  private static final List<Complaint> COMPLAINTS =
      List.of(
          new Complaint(
              "mapping values are not allowed",
              "a \": \" where no value can begin; quote the text"),
          new Complaint("could not find expected ':'", "a \":\" is missing after a name"),
          new Complaint(
              "found character", "a character that no value can begin with; quote the text"),
          new Complaint("found unexpected end of stream", "a quote is not closed"),
          new Complaint("found unknown escape", "a \"\\\" in double quotes that escapes nothing"),
          new Complaint("found undefined tag handle", "a tag that the file does not define"),
          new Complaint("expected <block end>", "the indentation is not that of the lines before"),
          new Complaint("expected the node content", "a value is missing"),
          new Complaint("expected ',' or", "a \",\" or a closing bracket is missing"),
          new Complaint("expected '<document start>'", "the text goes on where it should end"),
          new Complaint("sequence entries are not allowed", "a \"- \" where no list can begin"));

  private SyntaxWords() {}

  static String of(String complaint) {
    return COMPLAINTS.stream()
        .filter(known -> complaint.startsWith(known.beginning))
        .map(Complaint::words)
        .findFirst()
        .orElse("the text does not fit its grammar here");
  }
}
