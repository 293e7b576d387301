# SPDX-License-Identifier: Apache-2.0
"""Counts what was checked, and says at once what did not hold."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field


SHOWN = 600
"""Letters of one failure at the end; above it stands whole."""


class Stopped(Exception):
    """A step that later steps stand on did not succeed."""


@dataclass
class Tally:
    passed: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    """The walk and the sentence of each that failed."""
    said: list[str] = field(default_factory=list)
    """What was printed of each that failed, to be read again at the end."""
    walk: str = ""
    """The walk that is on its way; empty where a check belongs to none."""

    def check(self, holds: object, what: str, found: object = None) -> bool:
        """One sentence that should hold; `found` is printed where it does not."""
        if holds:
            self.passed += 1
            return True
        self.failed.append((self.walk, what))
        self.said.append(f"  ✗ {what}" + ("" if found is None else f"\n      {found}"))
        print(self.said[-1], flush=True)
        return False

    def need(self, holds: object, what: str, found: object = None) -> None:
        """Like `check`, where going on would make no sense."""
        if not self.check(holds, what, found):
            raise Stopped(what)

    def chapter(self, title: str) -> None:
        print(f"{title} …", flush=True)

    def close(self) -> int:
        """What failed once more, for who sees only the end; the last line, and the exit code."""
        self.say_again()
        print(f"{self.passed} passed, {len(self.failed)} failed", flush=True)
        sys.stdout.flush()
        return 1 if self.failed else 0

    def say_again(self) -> None:
        for one in self.said:
            print(one[:SHOWN], flush=True)
