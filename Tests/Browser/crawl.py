# SPDX-License-Identifier: Apache-2.0
"""Every page that an officer reaches by links, once a shape, for every role."""

from __future__ import annotations

import html
import random
import re
import sys
import time
from collections import deque
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser

import checks
import coverage
import page_rules
import run
from desk import Desk
from tally import Tally
from window import Window

ROLES = ["uketsuke01", "kyufu01", "kacho01", "kanri01", "kansa01"]
MOST = 340
"""Pages a role; a desk that offers more shapes than that has a link that grows."""


def shape(address: str) -> str:
    """The address without the numbers and keys that tell one case from another."""
    parts = urlsplit(address)
    path = re.sub(r"\d+", "0", re.sub(r"[0-9a-f]{36}", "key", parts.path))
    # The registers are data: thirty-five kinds, one page of each shape.
    path = re.sub(r"^/registers/[a-z-]+", "/registers/kind", path)
    # The list behind a figure is one page, whatever the figure; so is a batch of letters.
    if path in ("/statistics/list", "/statistics/subsidy/list", "/statistics/lists"):
        return path
    path = re.sub(r"^/letters/batch/[a-z-]+", "/letters/batch/kind", path)
    # So is the list behind a bar, whatever its days, and who may do what, whatever the operation.
    folded = ("age", "due", "operation")
    words = [
        f"{name}={value}" if re.fullmatch(r"[a-z-]+", value) and name not in folded else name
        for name, value in sorted(parse_qsl(parts.query))]
    return path + ("?" + "&".join(words) if words else "")


SAMPLE = 18
"""Pages a role that the gate opens in the window; all the others are only asked for."""


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    for role in ROLES:
        tally.chapter(f"{role} が開けるすべての画面")
        begun = time.monotonic()
        with Window(browser, desk) as window:
            count = walk_role(window.enter(role), role, tally)
            tally.check(count > 5, f"{role}: 画面がある", count)
            tally.check(not window.complaints, f"{role}: コンソールに誤りがない", window.complaints)
            tally.check(not window.foreign, f"{role}: 外への通信がない", window.foreign)
        print(f"  {count}画面 {time.monotonic() - begun:.1f}秒", flush=True)


def walk_role(window: Window, role: str, tally: Tally) -> int:
    """Asks for every shape of page; looks at all of them, or at a sample that changes every day."""
    pages = all_pages(window, role, tally)
    shown = list(pages)
    if not run.is_full():
        dice = random.Random(f"{date.today()}{role}")
        shown = dice.sample(shown, min(SAMPLE, len(shown)))
    for kind in shown:
        where = f"{role} {kind}"
        response = window.page.goto(pages[kind])
        if tally.check(response and response.status == 200, f"{where}: 開く", response):
            page_rules.all_of(tally, window.page, where, response, shape=kind)
    return len(pages)


def all_pages(
    window: Window, role: str, tally: Tally, read: Callable[[str, str], None] = lambda address, text: None
) -> dict[str, str]:
    """One address of every shape that links lead to from the first page, asked for without being
    drawn. Each answer is small enough, and works without a script; `read` gets its address and its text."""
    waiting = deque([(window.page.url, "ログイン")])
    seen: dict[str, str] = {}
    tried: set[str] = set()
    while waiting and len(seen) < MOST:
        address, origin = waiting.popleft()
        kind = shape(address)
        if kind in tried:
            continue
        tried.add(kind)
        # Checking the whole log takes its time on a busy machine.
        answer = window.context.request.get(address, timeout=60_000)
        coverage.note("GET", address, answer.status)
        where = f"{role} {kind}"
        if not tally.check(answer.ok, f"{where}: 開く", (answer.status, origin)):
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            is_paper = answer.body()[:5] == b"%PDF-" or "image/" in answer.headers["content-type"]
            tally.check(is_paper, f"{where}: 文書", answer.headers.get("content-type"))
            continue
        text = answer.text()
        seen[kind] = address
        read(address, text)
        page_rules.is_small(tally, text, where)
        page_rules.of_text(tally, text, where, coverage.route("GET", address))
        checks.look(text, coverage.route("GET", address))
        waiting.extend((link, kind) for link in links_of(text, window.desk.address))
    tally.check(len(seen) < MOST, f"{role}: 画面の数に限りがある", len(seen))
    return seen


def addresses(window: Window) -> list[str]:
    """The pages that links lead to, once a shape; nothing is checked."""
    return list(all_pages(window, "", Tally()).values())


def links_of(text: str, desk: str) -> list[str]:
    """The links of a page within the desk, papers included."""
    found = re.findall(r'<a [^>]*?href="(/[^"#]*)', text)
    return [desk + html.unescape(address) for address in found]


if __name__ == "__main__":
    sys.exit(run.alone(walk))
