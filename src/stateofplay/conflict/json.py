"""What a result or a model says to programs: the values that JSON has (TOML has all but ``None``)."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
