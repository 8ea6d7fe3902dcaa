package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A condition over the columns of a shard key, with SQL's three values: a row passes where the
/// condition is true, and not where it is unknown because of NULL.
///
/// Columns are named by their position in the key, from 0.
public sealed interface KeyPredicate {

  /// Something that is not about the key, or not understood: true of any row, or of none.
  record Unknown() implements KeyPredicate {}

  /// A comparison with NULL: true of no row, and neither is its negation.
  record Never() implements KeyPredicate {}

  /// @param operator `=`, `<>`, `!=`, `<`, `<=`, `>` or `>=`
  record Compared(int column, String operator, KeyValue constant) implements KeyPredicate {}

  /// `IN (…)` and `= ANY (…)` over constants.
  ///
  /// @param hasNull whether NULL is among them, which makes a negation true of no row
  record In(int column, List<KeyValue> constants, boolean hasNull) implements KeyPredicate {
    public In {
      constants = List.copyOf(constants);
    }
  }

  record IsNull(int column) implements KeyPredicate {}

  record And(List<KeyPredicate> parts) implements KeyPredicate {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<KeyPredicate> parts) implements KeyPredicate {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(KeyPredicate negated) implements KeyPredicate {}

  /// The rows for which the predicate is true lie in the union of these boxes, which may hold more.
  /// Each box has one set per key column; no box means that no row passes.
  default List<List<ColumnKeys>> boxes(List<KeyType> types) {
    return new KeyBoxes(types)
        .of(this, true).stream().filter(box -> box.stream().noneMatch(ColumnKeys::isNone)).toList();
  }

  /// Turns a predicate into boxes.
  record KeyBoxes(List<KeyType> types) {

    /// More boxes than these are given up for fewer and larger ones.
    private static final int MOST = 256;

    /// @param truth the boxes of the rows for which the predicate is true, or else false
    List<List<ColumnKeys>> of(KeyPredicate predicate, boolean truth) {
      return switch (predicate) {
        case Unknown _ -> List.of(everything());
        case Never _ -> List.of();
        case Compared(int column, String operator, KeyValue constant) ->
            List.of(
                with(
                    column,
                    ColumnKeys.compared(
                        types.get(column), truth ? operator : negated(operator), constant)));
        case In in -> of(in, truth);
        case IsNull(int column) ->
            List.of(with(column, truth ? ColumnKeys.onlyNull() : ColumnKeys.notNull()));
        case And(List<KeyPredicate> parts) -> truth ? all(parts, true) : any(parts, false);
        case Or(List<KeyPredicate> parts) -> truth ? any(parts, true) : all(parts, false);
        case Not(KeyPredicate negated) -> of(negated, !truth);
      };
    }

    private List<List<ColumnKeys>> of(In in, boolean truth) {
      if (!truth) {
        return in.hasNull() ? List.of() : List.of(with(in.column(), ColumnKeys.notNull()));
      }
      return List.of(with(in.column(), new ColumnKeys.OneOf(new LinkedHashSet<>(in.constants()))));
    }

    private static String negated(String operator) {
      return switch (operator) {
        case "=" -> "<>";
        case "<" -> ">=";
        case "<=" -> ">";
        case ">" -> "<=";
        case ">=" -> "<";
        default -> "=";
      };
    }

    private List<List<ColumnKeys>> all(List<KeyPredicate> parts, boolean truth) {
      List<List<ColumnKeys>> boxes = List.of(everything());
      for (KeyPredicate part : parts) {
        List<List<ColumnKeys>> others = of(part, truth);
        // Without the part there are only more rows.
        if ((long) boxes.size() * others.size() <= MOST) {
          boxes = product(boxes, others);
        }
      }
      return boxes;
    }

    private static List<List<ColumnKeys>> product(
        List<List<ColumnKeys>> left, List<List<ColumnKeys>> right) {
      List<List<ColumnKeys>> product = new ArrayList<>();
      for (List<ColumnKeys> one : left) {
        for (List<ColumnKeys> other : right) {
          List<ColumnKeys> both = new ArrayList<>();
          for (int i = 0; i < one.size(); i++) {
            both.add(one.get(i).and(other.get(i)));
          }
          if (both.stream().noneMatch(ColumnKeys::isNone)) {
            product.add(both);
          }
        }
      }
      return product;
    }

    private List<List<ColumnKeys>> any(List<KeyPredicate> parts, boolean truth) {
      List<List<ColumnKeys>> boxes = new ArrayList<>();
      List<Set<KeyValue>> constants = new ArrayList<>();
      types.forEach(type -> constants.add(new LinkedHashSet<>()));
      for (KeyPredicate part : parts) {
        for (List<ColumnKeys> box : of(part, truth)) {
          if (!isOfConstants(box, constants)) {
            boxes.add(box);
          }
        }
      }
      for (int i = 0; i < constants.size(); i++) {
        if (!constants.get(i).isEmpty()) {
          boxes.add(with(i, new ColumnKeys.OneOf(constants.get(i))));
        }
      }
      return boxes.size() <= MOST ? boxes : List.of(everything());
    }

    /// A long list of equalities of one column is one set of constants.
    private static boolean isOfConstants(List<ColumnKeys> box, List<Set<KeyValue>> constants) {
      int column = -1;
      for (int i = 0; i < box.size(); i++) {
        if (box.get(i) instanceof ColumnKeys.OneOf && column < 0) {
          column = i;
        } else if (!(box.get(i) instanceof ColumnKeys.Any)) {
          return false;
        }
      }
      if (column < 0) {
        return false;
      }
      constants.get(column).addAll(((ColumnKeys.OneOf) box.get(column)).values());
      return true;
    }

    private List<ColumnKeys> everything() {
      return Collections.nCopies(types.size(), ColumnKeys.any());
    }

    private List<ColumnKeys> with(int column, ColumnKeys keys) {
      List<ColumnKeys> box = new ArrayList<>(everything());
      box.set(column, keys);
      return box;
    }
  }
}
