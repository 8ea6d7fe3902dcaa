def _engine(
    host: str, port: int, database: str, user: str, password: Optional[str], sslmode: str
) -> AsyncEngine:
    url = URL.create(
        "postgresql+asyncpg", user, password, host, port, database, query={"ssl": sslmode}
    )
    return create_async_engine(url, pool_pre_ping=True)
