import uuid


def _uuid_key(key: uuid.UUID) -> uuid.UUID:
    if not isinstance(key, uuid.UUID):
        raise TypeError(f"the key is a UUID, not {type(key).__name__}")
    return key
