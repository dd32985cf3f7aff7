"""Words as data: each YAML file here holds one vocabulary of the genre, with its source in a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader  # ten times as fast, which every process that starts feels
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@cache
def load(name: str) -> Any:
    """The vocabulary `name` (a file `name.yaml` beside this module), parsed once.

    Callers treat what comes back as read-only.
    """
    return yaml.load((files(__package__) / f"{name}.yaml").read_text("utf-8"), _Loader)


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The words that the vocabulary `name` lists under `key`, to ask whether one is among them."""
    return frozenset(load(name)[key])
