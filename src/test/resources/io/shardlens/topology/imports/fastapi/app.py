"""A FastAPI application over two PostgreSQL shards, asynchronous throughout."""

from contextlib import asynccontextmanager
from typing import AsyncIterator

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

DATABASE_URLS = {
    "shard_1": "postgresql+asyncpg://shop:c4n4ry-one@localhost:5432/shop_shard_1",
    "shard_2": "postgresql+asyncpg://shop:c4n4ry-two@localhost:5433/shop_shard_2",
}

BOUNDARY = 50_000

engines = {name: create_async_engine(url, echo=False) for name, url in DATABASE_URLS.items()}

session_factories = {
    name: sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
    for name, engine in engines.items()
}


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None]


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    total: Mapped[float]


class UserIn(BaseModel):
    id: int
    name: str
    email: str | None = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    for engine in engines.values():
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
    yield
    for engine in engines.values():
        await engine.dispose()


app = FastAPI(title="Sharded shop", lifespan=lifespan)


def shard_for(user_id: int) -> str:
    return "shard_1" if user_id < BOUNDARY else "shard_2"


async def get_session(user_id: int) -> AsyncIterator[AsyncSession]:
    async with session_factories[shard_for(user_id)]() as session:
        yield session


@app.get("/users/{user_id}")
async def read_user(user_id: int, session: AsyncSession = Depends(get_session)):
    user = (await session.execute(select(User).where(User.id == user_id))).scalar_one_or_none()
    if user is None:
        raise HTTPException(status_code=404, detail="no such user")
    return {"id": user.id, "name": user.name, "shard": shard_for(user_id)}


@app.post("/users", status_code=201)
async def create_user(user: UserIn):
    async with session_factories[shard_for(user.id)]() as session:
        session.add(User(**user.model_dump()))
        await session.commit()
    return {"shard": shard_for(user.id)}
