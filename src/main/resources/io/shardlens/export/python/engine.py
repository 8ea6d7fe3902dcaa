def _engine(
    host: str, port: int, database: str, user: str, password: Optional[str], sslmode: str
) -> Engine:
    url = URL.create(
        "postgresql+psycopg", user, password, host, port, database, query={"sslmode": sslmode}
    )
    return create_engine(url, pool_pre_ping=True)
