def _in_schema(session: AsyncSession, schema: Optional[str]) -> AsyncSession:
    """Sets the search_path at the start of each transaction, for as long as it lasts."""
    if schema is not None:
        path = '"' + schema.replace('"', '""') + '"'

        @event.listens_for(session.sync_session, "after_begin")
        def set_path(session, transaction, connection):  # type: ignore[no-untyped-def]
            connection.execute(
                text("SELECT set_config('search_path', :path, true)"), {"path": path}
            )

    return session
