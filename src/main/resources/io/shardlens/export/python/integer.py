def _integer(key: int, lowest: int, highest: int) -> int:
    if isinstance(key, bool) or not isinstance(key, int):
        raise TypeError(f"the key is an int, not {type(key).__name__}")
    if not lowest <= key <= highest:
        raise ValueError(f"{key} is out of the range of the key column")
    return key
