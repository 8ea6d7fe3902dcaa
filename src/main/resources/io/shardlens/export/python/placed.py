from typing import Optional


def _placed(place: Optional[tuple[str, str]], key: object) -> tuple[str, str]:
    if place is None:
        raise NoShard(f"no shard owns {key!r}")
    return place
