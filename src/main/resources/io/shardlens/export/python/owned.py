from typing import Optional


def _owned(shard: Optional[str], key: object) -> str:
    if shard is None:
        raise NoShard(f"no shard owns {key!r}")
    return shard
