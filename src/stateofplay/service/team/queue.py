"""The queue of jobs: procrastinate, on the same database, in a schema of its own.

Why this library: a job is put into the queue by a statement on our own connection, so that the job and what it needs are kept
together or not at all; and a worker that was killed is known by its heartbeat, its jobs being given to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from stateofplay.record.storage.locations import in_schema, server_of

if TYPE_CHECKING:
    from procrastinate import App

SCHEMA = "team_queue"
TASK = "do_job"


def make_queue(connection: Connection) -> None:
    """Make the tables of the queue, within a transaction."""
    from procrastinate.schema import SchemaManager

    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    connection.execute(text(f"SET LOCAL search_path TO {SCHEMA}"))
    # Past SQLAlchemy, which would take colons and percent signs in it for parameters.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(SchemaManager.get_schema())
    connection.execute(text("SET LOCAL search_path TO DEFAULT"))


def put(connection: Connection, job: int, *, case: str, app: App) -> None:
    """Put a job into the queue, within the transaction that makes it. Jobs of one case wait for each other."""
    connection.execute(text(f"SET LOCAL search_path TO {SCHEMA}"))
    driver = connection.connection.driver_connection
    app.configure_task(TASK, lock=f"case {case}", queueing_lock=f"job {job}", connection=driver, queue="jobs").defer(
        job=job
    )
    connection.execute(text("SET LOCAL search_path TO DEFAULT"))


def putting_app(address: str) -> App:
    """What puts jobs into the queue; it needs no connection of its own."""
    from procrastinate import App, SyncPsycopgConnector

    return App(connector=SyncPsycopgConnector(conninfo=queue_address(address)))


def queue_address(address: str) -> str:
    """The address of the queue, as the driver takes it."""
    place = server_of(in_schema(address, SCHEMA)).set(drivername="postgresql")
    return place.render_as_string(hide_password=False)
