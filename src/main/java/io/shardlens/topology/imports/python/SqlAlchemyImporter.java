package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Scope;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Imports an application that uses SQLAlchemy, as Flask and FastAPI applications do: engines and
/// sessions made of URLs, alone or in dictionaries and lists, `SQLALCHEMY_BINDS`, `ShardedSession`,
/// and the function that gives a key its engine, session or name.
public final class SqlAlchemyImporter implements Importer {

  @Override
  public ImportPreview read(List<ImportSource> sources, Map<String, String> answers) {
    return PythonImport.read(sources, answers, new SqlAlchemy());
  }

  private static final class SqlAlchemy implements PythonImport.Framework {

    @Override
    public void databases(PythonImport reading) {
      for (SourceFile file : reading.program().files()) {
        Scope scope = reading.program().scope(file);
        for (String name : scope.names()) {
          if (scope.get(name) instanceof Value.Undecided undecided && isAboutDatabases(name)) {
            reading
                .selectors(new ShardReading(reading.databases(), Optional.empty()))
                .askCondition(undecided.condition());
          }
        }
      }
      EngineFinder.find(reading.program(), reading.findings(), reading.databases());
    }

    private static boolean isAboutDatabases(String name) {
      return name.matches("(?i).*(engine|session|shard|database|_url|_uri|_binds|dsn).*");
    }

    @Override
    public List<Selection> selections(PythonImport reading) {
      return reading
          .selectors(new ShardReading(reading.databases(), Optional.empty()))
          .read(Functions.all(reading.program()));
    }

    /// `FastAPI(title="…")`.
    @Override
    public Optional<String> name(Program program) {
      for (SourceFile file : program.files()) {
        Scope scope = program.scope(file);
        for (String name : scope.names()) {
          if (scope.get(name) instanceof Value.Call call
              && call.function().equals("FastAPI")
              && call.keywords().get("title") instanceof Value.Text(_, String title)
              && title.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,60}")) {
            return Optional.of(title);
          }
        }
      }
      return Optional.empty();
    }
  }
}
