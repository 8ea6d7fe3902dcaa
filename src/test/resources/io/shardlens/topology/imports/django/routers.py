"""Which shard a user's rows live on."""


class ShardRouter:
    """Users below 50000 live on the first shard, all others on the second."""

    boundary = 50000

    def get_shard(self, user_id):
        return "shard_1" if user_id < self.boundary else "shard_2"

    def db_for_read(self, model, **hints):
        user_id = hints.get("user_id")
        if user_id is None:
            return None
        return self.get_shard(user_id)

    def db_for_write(self, model, **hints):
        user_id = hints.get("user_id")
        if user_id is None:
            return None
        return self.get_shard(user_id)

    def allow_relation(self, obj1, obj2, **hints):
        return obj1._state.db == obj2._state.db

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        return db in ("shard_1", "shard_2")
