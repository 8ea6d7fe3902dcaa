"""A Flask application whose users live on two PostgreSQL shards."""

from flask import Flask, abort, jsonify, request
from sqlalchemy import Column, ForeignKey, Integer, Numeric, String, create_engine
from sqlalchemy.orm import declarative_base, relationship, sessionmaker

app = Flask(__name__)
Base = declarative_base()

SHARD_1_URL = "postgresql://shop:c4n4ry-one@localhost:5432/shop_shard_1"
SHARD_2_URL = "postgresql://shop:c4n4ry%2Ftwo@localhost:5433/shop_shard_2"

engines = {
    "shard_1": create_engine(SHARD_1_URL, pool_size=5, pool_pre_ping=True),
    "shard_2": create_engine(SHARD_2_URL, pool_size=5, pool_pre_ping=True),
}

sessions = {name: sessionmaker(bind=engine) for name, engine in engines.items()}


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    name = Column(String(100), nullable=False)
    email = Column(String(200), unique=True)
    orders = relationship("Order", back_populates="user")


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"), nullable=False)
    total = Column(Numeric(10, 2))
    user = relationship("User", back_populates="orders")


def get_shard(user_id):
    """Users below 50000 are on the first shard, the others on the second."""
    if user_id < 50000:
        return "shard_1"
    return "shard_2"


def get_session(user_id):
    return sessions[get_shard(user_id)]()


@app.route("/users/<int:user_id>")
def show_user(user_id):
    session = get_session(user_id)
    try:
        user = session.query(User).filter_by(id=user_id).first()
        if user is None:
            abort(404)
        return jsonify({"id": user.id, "name": user.name, "shard": get_shard(user_id)})
    finally:
        session.close()


@app.route("/users", methods=["POST"])
def create_user():
    data = request.get_json()
    user_id = data["id"]
    session = get_session(user_id)
    session.add(User(id=user_id, name=data["name"], email=data["email"]))
    session.commit()
    return jsonify({"shard": get_shard(user_id)}), 201


@app.route("/search")
def search():
    # Without a key every shard has to be asked.
    found = []
    for name in engines:
        session = sessions[name]()
        found.extend(session.query(User).filter(User.name.like(request.args["q"] + "%")))
        session.close()
    return jsonify([{"id": user.id, "name": user.name} for user in found])


if __name__ == "__main__":
    for engine in engines.values():
        Base.metadata.create_all(engine)
    app.run(debug=True)
