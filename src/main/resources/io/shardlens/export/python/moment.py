import datetime


def _moment(key: datetime.datetime) -> int:
    """The microseconds since 2000-01-01 00:00:00 UTC."""
    if not isinstance(key, datetime.datetime):
        raise TypeError(f"the key is a datetime, not {type(key).__name__}")
    if key.utcoffset() is None:
        raise ValueError("the key is a datetime with a time zone")
    epoch = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
    return (key - epoch) // datetime.timedelta(microseconds=1)
