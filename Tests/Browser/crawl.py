# SPDX-License-Identifier: Apache-2.0
"""Every page that an officer reaches by links, once a shape, for every role."""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser

import page_rules
import run
from desk import Desk
from tally import Tally
from window import Window

ROLES = ["uketsuke01", "kyufu01", "kacho01", "kanri01", "kansa01"]
MOST = 240
"""Pages a role; a desk that offers more shapes than that has a link that grows."""


def shape(address: str) -> str:
    """The address without the numbers and keys that tell one case from another."""
    parts = urlsplit(address)
    path = re.sub(r"\d+", "0", re.sub(r"[0-9a-f]{36}", "key", parts.path))
    # The registers are data: thirty-five kinds, one page of each shape.
    path = re.sub(r"^/registers/[a-z-]+", "/registers/kind", path)
    # The list behind a figure is one page, whatever the figure; so is a batch of letters.
    if path == "/statistics/list":
        return path
    path = re.sub(r"^/letters/batch/[a-z-]+", "/letters/batch/kind", path)
    words = [
        f"{name}={value}" if re.fullmatch(r"[a-z-]+", value) else name
        for name, value in sorted(parse_qsl(parts.query))]
    return path + ("?" + "&".join(words) if words else "")


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
    page = window.page
    waiting = deque([page.url])
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        kind = shape(address)
        if kind in seen:
            continue
        seen.add(kind)
        response = page.goto(address)
        where = f"{role} {kind}"
        status = response.status if response else 0
        if not tally.check(status == 200, f"{where}: 開く", status):
            window.expected()
            continue
        page_rules.all_of(tally, page, where, response)
        waiting.extend(links(window))
        papers(window, seen, where, tally)
    tally.check(not waiting or len(seen) < MOST, f"{role}: 画面の数に限りがある", len(seen))
    return len(seen)


def links(window: Window) -> list[str]:
    """The links that lead on within the desk and in this window."""
    found = window.page.eval_on_selector_all(
        "a[href]:not([target]):not([href^='#'])", "all => all.map(one => one.href.split('#')[0])")
    return [address for address in found if address.startswith(window.desk.address)]


def papers(window: Window, seen: set[str], where: str, tally: Tally) -> None:
    """Links that open a paper in another window lead to a PDF."""
    for address in window.page.eval_on_selector_all("a[target]", "all => all.map(one => one.href)"):
        kind = shape(address)
        if kind in seen:
            continue
        seen.add(kind)
        answer = window.context.request.get(address)
        is_paper = answer.ok and answer.body()[:5] == b"%PDF-"
        tally.check(is_paper, f"{where} → {kind}: PDF", answer.status)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
