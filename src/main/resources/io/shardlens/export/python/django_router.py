# Named here, because Django fills in what an empty database leaves out.
_SHARDS: frozenset[str] = frozenset(name for name, settings in DATABASES.items() if settings)


class ShardRouter:
    """Sends each row to its shard.

    The key of a row comes from the hint "instance", which Django gives when a row is saved or its
    relations are followed, or from the hint "shard_key" (a value, or a tuple of them):

        User.objects.db_manager(hints={"shard_key": 42})

    Where neither says it, the query has to: User.objects.using(shard_for_users(42)).
    """

    def db_for_read(self, model: Any, **hints: Any) -> Optional[str]:
        if model._meta.db_table in _REFERENCE:
            state = getattr(hints.get("instance"), "_state", None)
            return getattr(state, "db", None) or "FIRST_SHARD"
        return self.db_for_write(model, **hints)

    def db_for_write(self, model: Any, **hints: Any) -> Optional[str]:
        table = model._meta.db_table
        if table not in _SHARDED:
            return _UNSHARDED.get(table)
        routing, shard_for, _ = _SHARDED[table]
        if "shard_key" in hints:
            key = hints["shard_key"]
            return shard_for(*key) if isinstance(key, tuple) else shard_for(key)
        instance = hints.get("instance")
        if instance is None or instance._meta.db_table not in _SHARDED:
            return None
        own_routing, shard_for, columns = _SHARDED[instance._meta.db_table]
        if own_routing != routing:
            return None
        attributes = {field.column: field.attname for field in instance._meta.concrete_fields}
        # To ask a row for an attribute that it has not yet would load it from a database.
        loaded = vars(instance)
        names = [attributes[column] for column in columns]
        if not all(name in loaded for name in names):
            return None
        key = [loaded[name] for name in names]
        try:
            return shard_for(*key)
        except NoShard:
            if None in key:  # The row may get its key before it is saved.
                return None
            raise

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> Optional[bool]:
        if first._meta.db_table in _REFERENCE or second._meta.db_table in _REFERENCE:
            return True
        shards = [
            self.db_for_write(type(row), instance=row) or row._state.db for row in (first, second)
        ]
        return None if None in shards else shards[0] == shards[1]

    def allow_migrate(
        self, db: str, app_label: str, model_name: Optional[str] = None, **hints: Any
    ) -> Optional[bool]:
        table = getattr(getattr(hints.get("model"), "_meta", None), "db_table", None)
        if table in _UNSHARDED:
            return _UNSHARDED[table] == db
        if table in _SHARDED or table in _REFERENCE:
            return db in _SHARDS
        return None
