package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Imports a Django project: `DATABASES` and `DATABASE_ROUTERS` of its settings, `db_for_read` and
/// `db_for_write` of its routers, functions that give a key its database, and its models.
public final class DjangoImporter implements Importer {

  @Override
  public ImportPreview read(List<ImportSource> sources, Map<String, String> answers) {
    return PythonImport.read(sources, answers, new Django());
  }

  private static final class Django implements PythonImport.Framework {

    @Override
    public void databases(PythonImport reading) {
      Value databases = reading.program().anywhere("DATABASES").orElse(null);
      switch (databases) {
        case Value.Mapping mapping -> {
          DjangoDatabases found = new DjangoDatabases(reading.findings(), reading.databases());
          mapping.entries().forEach(found::add);
        }
        case Value.Undecided undecided ->
            reading
                .selectors(new ShardReading(reading.databases(), Optional.empty()))
                .askCondition(undecided.condition());
        case null ->
            reading
                .findings()
                .problem(reading.whole(), "There is no DATABASES: give the project's settings.py");
        default ->
            reading
                .findings()
                .problem(databases.place(), "DATABASES is no dictionary that can be followed");
      }
    }

    @Override
    public List<Selection> selections(PythonImport reading) {
      Databases databases = reading.databases();
      List<Value.Type> routers = routers(reading);
      List<Value.Function> methods = new ArrayList<>();
      for (Value.Type router : routers) {
        for (String name : List.of("db_for_write", "db_for_read")) {
          reading.program().method(router, name).ifPresent(methods::add);
        }
      }
      ShardAnswer.Reading ofRouter = new ShardReading(databases, databases.ofAlias("default"));
      List<Selection> selections = new ArrayList<>(reading.selectors(ofRouter).read(methods));
      List<Value.Function> others =
          Functions.all(reading.program()).stream()
              .filter(function -> !function.name().matches("db_for_read|db_for_write|allow_\\w+"))
              .toList();
      selections.addAll(
          reading.selectors(new ShardReading(databases, Optional.empty())).read(others));
      return selections;
    }

    /// Those that the settings name; else every class that looks like one.
    private static List<Value.Type> routers(PythonImport reading) {
      Set<String> names = new LinkedHashSet<>();
      if (reading.program().anywhere("DATABASE_ROUTERS").orElse(null)
          instanceof Value.Sequence sequence) {
        for (Value element : sequence.elements()) {
          switch (element) {
            case Value.Text(_, String path) -> names.add(path.substring(path.lastIndexOf('.') + 1));
            case Value.Type type -> names.add(type.name());
            case Value.Instance instance -> names.add(instance.type().name());
            default ->
                reading.findings().notUnderstood(element.place(), "A router that is not known");
          }
        }
      }
      List<Value.Type> routers = new ArrayList<>();
      for (Value.Type type : Functions.types(reading.program())) {
        boolean routes = type.member("db_for_read") != null || type.member("db_for_write") != null;
        if (names.contains(type.name()) || (names.isEmpty() && routes)) {
          routers.add(type);
          names.remove(type.name());
        }
      }
      noteMissing(reading, names, routers);
      return routers;
    }

    private static void noteMissing(
        PythonImport reading, Set<String> names, List<Value.Type> routers) {
      if (!names.isEmpty()) {
        reading
            .findings()
            .notUnderstood(
                reading.whole(),
                names.size() == 1 && routers.isEmpty()
                    ? "The router that DATABASE_ROUTERS names is not in these files"
                    : "Some routers that DATABASE_ROUTERS names are not in these files");
      }
    }

    /// The first part of `ROOT_URLCONF`.
    @Override
    public Optional<String> name(Program program) {
      return program.anywhere("ROOT_URLCONF").orElse(null) instanceof Value.Text(_, String path)
              && path.matches("[A-Za-z]\\w{0,60}\\..*")
          ? Optional.of(path.substring(0, path.indexOf('.')))
          : Optional.empty();
    }
  }
}
