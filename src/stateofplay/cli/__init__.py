"""The terminal face. Parses words, calls a verb of `service`, prints. No logic."""

from __future__ import annotations


def main() -> None:
    """Entry point of the ``stateofplay`` command."""
    from stateofplay.cli.app import run

    raise SystemExit(run())
