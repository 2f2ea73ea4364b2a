"""The report's own words, one JSON file a language; indicator names and definitions come from the catalogue instead."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from ... import _text


class Texts:
    """Looks a text up by its key and fills in its values: ``texts("ladder.divided", stock="4.152", years=3)``."""

    def __init__(self, language: str, entries: dict[str, str]) -> None:
        self.language = language
        self._entries = entries

    def __call__(self, key: str, **values: object) -> str:
        if key not in self._entries:
            raise KeyError(f"no {self.language} text for {key!r}")
        return self._entries[key].format(**values)

    def raw(self, key: str) -> str:
        """The text before its values are filled in."""
        return self._entries[key]

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> list[str]:
        """All keys, sorted."""
        return sorted(self._entries)


@lru_cache(maxsize=None)
def load(language: str) -> Texts:
    """The texts of a language."""
    _text.pick(language, "", "")
    content = resources.files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    return Texts(language, _flat(json.loads(content)))


def _flat(tree: dict[str, object], prefix: str = "") -> dict[str, str]:
    entries: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            entries.update(_flat(value, f"{prefix}{key}."))
        else:
            entries[prefix + key] = str(value)
    return entries
