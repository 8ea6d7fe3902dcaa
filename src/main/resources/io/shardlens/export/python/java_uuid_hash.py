import uuid


def _java_uuid_hash(key: uuid.UUID) -> int:
    """Java's UUID.hashCode."""
    return _java_long_hash(key.int >> 64 ^ key.int & 0xFFFFFFFFFFFFFFFF)
