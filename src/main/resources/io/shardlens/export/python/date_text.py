import datetime


def _date_text(days: int) -> str:
    """A date as PostgreSQL prints it."""
    return (datetime.date(2000, 1, 1) + datetime.timedelta(days=days)).isoformat()
