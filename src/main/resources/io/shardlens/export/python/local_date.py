import datetime
from zoneinfo import ZoneInfo


def _local_date(micros: int, zone: str) -> int:
    """The day of a moment in a time zone, by the zone data of this computer."""
    epoch = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
    time = epoch + datetime.timedelta(microseconds=micros)
    return (time.astimezone(ZoneInfo(zone)).date() - epoch.date()).days
