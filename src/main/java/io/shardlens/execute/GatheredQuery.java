package io.shardlens.execute;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.MergeStep.Gathered;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import java.util.ArrayList;
import java.util.List;

/// A query whose last stage runs over gathered rows, on its way to a result.
record GatheredQuery(
    QueryRequest request,
    ResultBuilder result,
    QueryService.Progress progress,
    QueryPlan plan,
    Gathered step,
    Survey survey,
    Catalog catalog) {

  /// Adds to the reasons of the result where it was merged, and why there.
  void merged(String where) {
    List<String> reasons = new ArrayList<>(plan.reasons());
    reasons.add(Math.min(1, reasons.size()), where);
    result.planned(
        new QueryPlan(plan.sql(), plan.shards(), plan.merge(), plan.verdict(), reasons), request);
  }
}
