"""On which line each key of a TOML text stands. The text is known to be valid: tomllib has read it."""

import re
from collections import Counter

Path = tuple[str | int, ...]

_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"""' + r"|'''.*?'''|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'", re.DOTALL)
_GAP = re.compile(r"(?:[\s,]|#[^\n]*)*")


def key_lines(text: str) -> dict[Path, int]:
    """Line numbers from 1. A table's line is its header, an array element's the line on which it begins."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._tables: Counter[Path] = Counter()

    def scan(self) -> dict[Path, int]:
        prefix: Path = ()
        while self._skip_gap():
            prefix = self._header() if self._text[self._at] == "[" else self._pair(prefix)
        return self._lines

    def _skip_gap(self) -> bool:
        gap = _GAP.match(self._text, self._at)
        assert gap is not None
        self._at = gap.end()
        return self._at < len(self._text)

    def _note(self, path: Path) -> None:
        self._lines.setdefault(path, self._text.count("\n", 0, self._at) + 1)

    def _header(self) -> Path:
        is_array = self._text.startswith("[[", self._at)
        start, self._at = self._at, self._at + (2 if is_array else 1)
        path = self._inside_arrays(self._keys())
        end, self._at = self._at + (2 if is_array else 1), start
        if is_array:
            self._tables[path] += 1
            self._note(path)
            path = (*path, self._tables[path] - 1)
        self._note(path)
        self._at = end
        return path

    def _inside_arrays(self, keys: list[str]) -> Path:
        """[a.b] after [[a]] belongs to the last element of a."""
        path: Path = ()
        for index, key in enumerate(keys):
            path = (*path, key)
            if index < len(keys) - 1 and path in self._tables:
                path = (*path, self._tables[path] - 1)
        return path

    def _keys(self) -> list[str]:
        keys = []
        while match := _KEY.match(self._text, self._at):
            keys.append(next(group for group in match.groups() if group is not None))
            self._at = match.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return keys

    def _pair(self, prefix: Path) -> Path:
        start = self._at
        path = (*prefix, *self._keys())
        end, self._at = self._at + 1, start
        for size in range(len(prefix) + 1, len(path) + 1):
            self._note(path[:size])
        self._at = end
        self._value(path)
        return prefix

    def _value(self, path: Path) -> None:
        self._skip_gap()
        sign = self._text[self._at]
        if sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline_table(path)
        elif match := _STRING.match(self._text, self._at):
            self._at = match.end()
        else:
            plain = re.compile(r"[^,\]\}\n#]*").match(self._text, self._at)
            assert plain is not None
            self._at = plain.end()

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._skip_gap() and self._text[self._at] != "]":
            self._note((*path, index))
            self._value((*path, index))
            index += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._skip_gap() and self._text[self._at] != "}":
            self._pair(path)
        self._at += 1
