package io.shardlens.execute;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.MergeStep.Gathered;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A query whose last stage runs over gathered rows, on its way to a result.
record GatheredQuery(
    QueryRequest request,
    Deadline deadline,
    ResultBuilder result,
    QueryService.Progress progress,
    QueryPlan plan,
    Gathered step,
    Survey survey,
    Catalog catalog) {

  private static final Duration CUT_OFF = Scatter.GRACE;

  /// For gathering. Where a partial result is wanted, a shard that does not answer must leave time
  /// to merge what the others sent.
  Deadline gathering() {
    return request.allowPartial() ? deadline.part(0.75, deadline.allowed()) : deadline;
  }

  /// For the last stage. Cutting off a shard that does not obey takes time of its own, which must
  /// not cost what the others sent.
  Deadline merging() {
    if (!request.allowPartial() || deadline.left().compareTo(CUT_OFF) >= 0) {
      return deadline;
    }
    return Deadline.in(request.timeout().compareTo(CUT_OFF) < 0 ? request.timeout() : CUT_OFF);
  }

  /// Adds to the reasons of the result where it was merged, and why there.
  void merged(String where) {
    List<String> reasons = new ArrayList<>(plan.reasons());
    reasons.add(Math.min(1, reasons.size()), where);
    result.planned(
        new QueryPlan(plan.sql(), plan.shards(), plan.merge(), plan.verdict(), reasons), request);
  }
}
