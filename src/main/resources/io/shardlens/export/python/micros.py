import datetime


def _micros(key: datetime.datetime) -> int:
    """The microseconds since 2000-01-01 00:00:00."""
    if not isinstance(key, datetime.datetime):
        raise TypeError(f"the key is a datetime, not {type(key).__name__}")
    if key.tzinfo is not None:
        raise ValueError("the key is a datetime without a time zone")
    return (key - datetime.datetime(2000, 1, 1)) // datetime.timedelta(microseconds=1)
