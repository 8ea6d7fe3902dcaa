import datetime


def _days(key: datetime.date) -> int:
    """The days since 2000-01-01."""
    if isinstance(key, datetime.datetime) or not isinstance(key, datetime.date):
        raise TypeError(f"the key is a date, not {type(key).__name__}")
    return (key - datetime.date(2000, 1, 1)).days
