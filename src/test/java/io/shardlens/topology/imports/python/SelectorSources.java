package io.shardlens.topology.imports.python;

import java.util.List;

/// Selectors as applications write them, each a function `pick` of one key. Their answers are
/// written down beside them, and Python itself is asked where there is one.
final class SelectorSources {

  /// Before every selector.
  static final String PRELUDE =
      """
      import bisect
      import hashlib
      import os
      import zlib
      from sqlalchemy import create_engine

      a_engine = create_engine("postgresql://u:c4n4ry@db1.example.com/x1")
      engines = {
          "a": a_engine,
          "b": create_engine("postgresql://u:c4n4ry@db2.example.com/x2"),
          "c": create_engine("postgresql://u:c4n4ry@db3.example.com/x3"),
          "d": create_engine("postgresql://u:c4n4ry@db4.example.com/x4"),
      }
      by_number = {0: engines["a"], 1: engines["b"], 2: engines["c"], 3: engines["d"]}
      SHARDS = ["a", "b", "c", "d"]
      NAMES = {0: "a", 1: "b", 2: "c", 3: "d"}
      """;

  /// @param answers `key=shard` with blanks between; `-` for a key that no shard owns
  record Selector(String name, String source, String answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private SelectorSources() {}

  static final List<Selector> BY_NUMBER =
      List.of(
          of(
              "conditional",
              """
              def pick(user_id):
                  return "a" if user_id < 50000 else "b"
              """,
              "-1=a 49999=a 50000=b"),
          of(
              "operand order",
              """
              def pick(user_id):
                  return "a" if 50000 > user_id else "b"
              """,
              "49999=a 50000=b"),
          of(
              "upper bound included",
              """
              def pick(user_id):
                  if 50000 <= user_id:
                      return "b"
                  else:
                      return "a"
              """,
              "49999=a 50000=b"),
          of(
              "chain",
              """
              def pick(user_id):
                  if user_id <= 100:
                      return "a"
                  elif user_id <= 200:
                      return "b"
                  elif user_id < 300:
                      return "c"
                  else:
                      return "d"
              """,
              "100=a 101=b 200=b 201=c 299=c 300=d"),
          of(
              "chained comparisons",
              """
              def pick(user_id):
                  if 0 <= user_id < 100:
                      return "a"
                  if 100 <= user_id and user_id < 1_000:
                      return "b"
                  if not user_id < 1000:
                      return "c"
                  raise ValueError("negative")
              """,
              "-1=- 0=a 99=a 100=b 999=b 1000=c"),
          of(
              "nested conditional",
              """
              pick = lambda user_id: "a" if user_id < 10 else "b" if user_id < 20 else "c"
              """,
              "9=a 10=b 19=b 20=c"),
          of(
              "names and arithmetic",
              """
              SIZE = 25 * 10 ** 3
              def pick(user_id, boundary=2 * SIZE):
                  upper = SIZE * 3
                  if user_id < SIZE: return "a"
                  if user_id < 2 * SIZE: return "b"
                  return "c" if user_id < upper else "d"
              """,
              "24999=a 25000=b 49999=b 50000=c 74999=c 75000=d"),
          of(
              "variable",
              """
              def pick(user_id):
                  shard = "a"
                  if user_id >= 500:
                      shard = "b"
                  return shard
              """,
              "499=a 500=b"),
          of(
              "engines",
              """
              def pick(user_id):
                  if user_id < 7:
                      return a_engine
                  return engines["b"]
              """,
              "6=a 7=b"),
          of(
              "range",
              """
              def pick(user_id):
                  return "a" if user_id in range(10, 20) else "b"
              """,
              "9=b 10=a 19=a 20=b"),
          of(
              "loop over ranges",
              """
              RANGES = [(0, 100, "a"), (100, 200, "b"), (200, 10 ** 9, "c")]
              def pick(user_id):
                  for low, high, shard in RANGES:
                      if low <= user_id < high:
                          return shard
                  raise LookupError(user_id)
              """,
              "-5=- 0=a 99=a 100=b 199=b 200=c"),
          of(
              "ranges as keys",
              """
              RANGES = {(0, 100): "a", (100, 200): "b"}
              def pick(user_id):
                  for (low, high), shard in RANGES.items():
                      if user_id >= low and user_id < high:
                          return shard
                  return "d"
              """,
              "-1=d 0=a 99=a 100=b 199=b 200=d"),
          of(
              "bisect",
              """
              BOUNDS = [100, 200, 300]
              def pick(user_id):
                  return SHARDS[bisect.bisect_right(BOUNDS, user_id)]
              """,
              "99=a 100=b 199=b 200=c 299=c 300=d"),
          of(
              "bisect left",
              """
              def pick(user_id):
                  return SHARDS[bisect.bisect_left([100, 200, 300], user_id)]
              """,
              "100=a 101=b 200=b 201=c 300=c 301=d"),
          of(
              "quotient",
              """
              def pick(user_id):
                  return SHARDS[min(max(user_id // 1000, 0), 3)]
              """,
              "-1=a 999=a 1000=b 2999=c 3000=d 9000=d"),
          of(
              "remainder in a list",
              """
              def pick(user_id):
                  return SHARDS[user_id % 4]
              """,
              "-1=d 0=a 1=b 2=c 3=d 4=a"),
          of(
              "remainder by the length",
              """
              def pick(user_id):
                  index = int(user_id) % len(SHARDS)
                  return SHARDS[index]
              """,
              "-3=b 5=b"),
          of(
              "remainder in a dictionary",
              """
              def pick(user_id):
                  return NAMES[user_id % 3]
              """,
              "-1=c 3=a 4=b 5=c"),
          of(
              "number of an engine",
              """
              def pick(user_id):
                  return by_number[user_id % len(by_number)]
              """,
              "-1=d 7=d 8=a"),
          of(
              "f-string",
              """
              LETTERS = {"shard_0": "a", "shard_1": "b", "shard_2": "c"}
              def pick(user_id):
                  return LETTERS[f"shard_{user_id % 3}"]
              """,
              "-1=c 4=b"),
          of(
              "other texts",
              """
              LETTERS = {"s01": "a", "s02": "b", "s-0": "c", "s-1": "d"}
              def pick(user_id):
                  if user_id % 2 == 0:
                      return LETTERS["s%02d" % (user_id % 2 + 1)]
                  return LETTERS["s-{}".format(user_id % 2)]
              """,
              "0=a 1=d -1=d"),
          of(
              "virtual buckets",
              """
              BUCKETS = 64
              def pick(user_id):
                  bucket = user_id % BUCKETS
                  return SHARDS[bucket // 16]
              """,
              "-1=d 0=a 15=a 16=b 63=d 64=a"),
          of(
              "parity",
              """
              def pick(user_id):
                  if user_id % 2:
                      return "b"
                  return "a"
              """,
              "-1=b 0=a 1=b"),
          of(
              "two remainders",
              """
              def pick(user_id):
                  if user_id % 2 == 0:
                      return "a"
                  return "b" if user_id % 3 == 0 else "c"
              """,
              "0=a 3=b 5=c 9=b -3=b"),
          of(
              "mask and shift",
              """
              def pick(user_id):
                  return SHARDS[(user_id >> 2) & 3]
              """,
              "-1=d 0=a 3=a 4=b 16=a"),
          of(
              "offset",
              """
              def pick(user_id):
                  return SHARDS[(user_id - 1) % 4]
              """,
              "0=d 1=a 4=d"),
          of(
              "single keys before a remainder",
              """
              VIP = {7: "d", 9: "d"}
              def pick(user_id):
                  if user_id in VIP:
                      return VIP[user_id]
                  return SHARDS[user_id % 2]
              """,
              "7=d 9=d 8=a 11=b"),
          of(
              "single numbers",
              """
              TENANTS = {1: "a", 2: "b", 30: "c"}
              def pick(tenant_id):
                  return TENANTS.get(tenant_id, "d")
              """,
              "1=a 2=b 30=c 31=d"),
          of(
              "numbers without a default",
              """
              TENANTS = {1: "a", 2: "b"}
              def pick(tenant_id):
                  return TENANTS[tenant_id]
              """,
              "1=a 2=b 3=-"),
          of(
              "a default by an exception",
              """
              TENANTS = {1: "a", 2: "b"}
              def pick(tenant_id):
                  try:
                      return TENANTS[tenant_id]
                  except KeyError:
                      return "d"
              """,
              "1=a 3=d"),
          of(
              "lists of numbers",
              """
              def pick(user_id):
                  if user_id in (1, 3, 5):
                      return "a"
                  elif user_id == 2 or user_id == 4:
                      return "b"
                  return "c"
              """,
              "1=a 2=b 3=a 4=b 5=a 6=c"),
          of(
              "hash of a number",
              """
              def pick(user_id: int):
                  return SHARDS[hash(user_id) % 4]
              """,
              "0=a 5=b -1=c"),
          of(
              "checks before",
              """
              def check(user_id):
                  if not isinstance(user_id, str) and user_id < 0:
                      raise ValueError
              def pick(user_id=None):
                  if user_id is None:
                      return "d"
                  assert user_id < 10 ** 12
                  return "a" if user_id < 10 else "b"
              """,
              "9=a 10=b"),
          of(
              "methods",
              """
              class Router:
                  shards = ["a", "b"]
                  def __init__(self, boundary):
                      self.boundary = boundary
                  def first(self, user_id):
                      return user_id < self.boundary
                  def pick(self, user_id):
                      return self.shards[0] if self.first(user_id) else self.shards[1]
              router = Router(boundary=50)
              def pick(user_id):
                  return router.pick(user_id)
              """,
              "49=a 50=b"));

  static final List<Selector> BY_TEXT =
      List.of(
          of(
              "dictionary",
              """
              BY_COUNTRY = {"DE": "a", "FR": "a", "JP": "b"}
              def pick(country):
                  return BY_COUNTRY[country]
              """,
              "DE=a FR=a JP=b XX=-"),
          of(
              "dictionary with a default",
              """
              def pick(country):
                  return {"DE": "a", "JP": "b"}.get(country, "c")
              """,
              "DE=a JP=b XX=c"),
          of(
              "lists",
              """
              EUROPE = {"DE", "FR"}
              def pick(country: str):
                  if country in EUROPE:
                      return "a"
                  elif country == "JP":
                      return "b"
                  return "c"
              """,
              "DE=a FR=a JP=b XX=c"),
          of(
              "md5",
              """
              def pick(country: str):
                  return SHARDS[int(hashlib.md5(country.encode("utf-8")).hexdigest(), 16) % 4]
              """,
              "hello=c 42=c"),
          of(
              "first digits of md5",
              """
              def pick(country):
                  digest = hashlib.md5(str(country).encode()).hexdigest()
                  return SHARDS[int(digest[:8], 16) % len(SHARDS)]
              """,
              "hello=c"),
          of(
              "crc32",
              """
              def pick(country):
                  return SHARDS[(zlib.crc32(country.encode()) & 0xffffffff) % 4]
              """,
              "hello=c foo=b"),
          of(
              "bytes of sha1",
              """
              def pick(country):
                  digest = hashlib.sha1(country.encode()).digest()
                  return SHARDS[int.from_bytes(digest[-4:], "big") % 4]
              """,
              "hello=b"));

  private static Selector of(String name, String source, String answers) {
    return new Selector(name, source, answers);
  }
}
