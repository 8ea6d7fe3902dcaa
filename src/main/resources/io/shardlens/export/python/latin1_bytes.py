def _latin1_bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        raise NoShard(f"no shard owns {text!r}: it has a character that latin1 has not") from None
