import com.google.common.collect.Range;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.shardingsphere.sharding.api.sharding.standard.PreciseShardingValue;
import org.apache.shardingsphere.sharding.api.sharding.standard.RangeShardingValue;
import org.apache.shardingsphere.sharding.api.sharding.standard.StandardShardingAlgorithm;

/// The suite's routing for ShardingSphere: database `s1` from the first of the property `bounds`
/// on, `s2` from the second on, and so on; `s0` below. Its own range algorithms refuse tables that
/// have the same name in several databases. Compiled by the suite when it runs.
public final class RangeOfIds implements StandardShardingAlgorithm<Comparable<?>> {

  private List<Long> bounds = List.of();

  @Override
  public void init(Properties properties) {
    bounds = Arrays.stream(properties.getProperty("bounds").split(" ")).map(Long::valueOf).toList();
  }

  @Override
  public String doSharding(Collection<String> databases, PreciseShardingValue<Comparable<?>> key) {
    return "s" + shard(key.getValue());
  }

  @Override
  public Collection<String> doSharding(
      Collection<String> databases, RangeShardingValue<Comparable<?>> keys) {
    Range<Comparable<?>> range = keys.getValueRange();
    long first = range.hasLowerBound() ? shard(range.lowerEndpoint()) : 0;
    long last = range.hasUpperBound() ? shard(range.upperEndpoint()) : bounds.size();
    return databases.stream()
        .filter(name -> {
          int shard = Integer.parseInt(name.substring(1));
          return shard >= first && shard <= last;
        })
        .toList();
  }

  private long shard(Comparable<?> key) {
    long number = ((Number) key).longValue();
    return bounds.stream().filter(bound -> bound <= number).count();
  }

  @Override
  public String getType() {
    return "RANGE_OF_IDS";
  }
}
