import datetime


def _timestamp_text(micros: int) -> str:
    """A timestamp as PostgreSQL prints it."""
    time = datetime.datetime(2000, 1, 1) + datetime.timedelta(microseconds=micros)
    text = time.isoformat(sep=" ")
    return text.rstrip("0") if time.microsecond else text
