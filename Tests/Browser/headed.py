# SPDX-License-Identifier: Apache-2.0
"""U4: real key events F1 to F12 on the main screens, in a browser with a window.

Keys that a driver sends never pass the shortcuts of the browser itself; keys of the X server do.
Each key must do what the bar says, once, in one window of the same size, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Response
from playwright.sync_api import TimeoutError as Late

import people
import run
from desk import Desk
from tally import Tally
from window import browser_path, driver

SIZE = "1280x900"
KEYS = [f"F{number}" for number in range(1, 13)]
PATIENCE = 30_000
"""Milliseconds that an action may take on a slow machine."""
WORKS = {"F12", "F9"}
"""On lists these begin work for the whole office; they are pressed where a form only is sent back."""


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("U4 窓のあるブラウザーと本物のキー")
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        tally.check(False, f"{'・'.join(missing)} がある（scripts/install test で入れます）")
        return
    places = screens(desk)
    with display() as screen:
        for officer, paths in places.items():
            with window(driver(), screen, desk, officer) as seat:
                for path in paths:
                    for key in KEYS:
                        press(seat, tally, officer, path, key)


def screens(desk: Desk) -> dict[str, list[str]]:
    """The main screens by officer; all of them with `full`, three without."""
    child = people.entitled(desk.town)[0].child
    some = {"uketsuke01": ["/search", f"/persons/{child}/as-of"], "kyufu01": ["/reimbursements/new"]}
    if not run.is_full():
        return some
    return {
        "uketsuke01": [
            "/", "/search", f"/persons/{child}", f"/persons/{child}/household",
            f"/persons/{child}/as-of", f"/persons/{child}/insurance", f"/persons/{child}/addresses",
            "/applications", "/intake", "/addressees"],
        "kyufu01": [
            "/reimbursements/new", "/reimbursements", "/claims", "/payments/schedule",
            "/payments/runs", "/statistics"],
        "kacho01": ["/decisions"],
        "kanri01": ["/keyboard", "/monitor", "/masters"],
        "kansa01": ["/log"],
    }


class Seat:
    """A window with somebody in front of it."""

    def __init__(self, context: BrowserContext, page: Page, screen: str) -> None:
        self.context, self.page, self.screen = context, page, screen
        self.loads = 0
        page.on("load", self._count)

    def _count(self, _: object) -> None:
        self.loads += 1

    def strike(self, key: str) -> None:
        """A key of the X server, as a keyboard sends it."""
        subprocess.run(["xdotool", "key", key], env=_environment(self.screen), check=True)

    def focus(self) -> None:
        """Somebody sits down at this window."""
        found = self._ask("search", "--onlyvisible", "--class", "chromium").split()
        for one in found:
            self._ask("windowfocus", one)
        self.page.bring_to_front()

    @property
    def front(self) -> str:
        """The window that hears the keyboard now, and what its title says."""
        one = self._ask("getwindowfocus")
        return f"{one} {self._ask('getwindowname', one)}"

    def _ask(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=_environment(self.screen), check=False, capture_output=True,
            text=True).stdout.strip()

    @property
    def shape(self) -> list[int]:
        return self.page.evaluate("[innerWidth, innerHeight, outerWidth, outerHeight]")


def press(seat: Seat, tally: Tally, officer: str, path: str, key: str) -> None:
    page = seat.page
    page.goto(path)
    explain(page)
    page.evaluate("document.activeElement?.blur()")
    target = page.locator(f'.keys [data-key="{key}"]')
    has = target.count() > 0
    href = target.first.get_attribute("href") if has else None
    if has and href is None and key in WORKS and not page.locator("main form .field").count():
        return
    page.evaluate("""() => { window.seen = 0;
        addEventListener('keydown', () => window.seen++, true); }""")
    before, shape, address = seat.loads, seat.shape, page.url
    window_id = seat.front.split()[0]
    where = f"{officer} {path} {key}"
    kind = page.evaluate(_KIND, key)
    try:
        if kind == "paper":
            paper(seat, tally, where, key)
        elif kind == "file":
            with page.expect_download(timeout=PATIENCE):
                seat.strike(key)
        elif kind == "leads":
            with page.expect_navigation(timeout=PATIENCE):
                seat.strike(key)
            page.wait_for_load_state("load")
        else:
            seat.strike(key)
            reaches(page)
    except Late:
        tally.check(False, f"{where}: キーが届き、その働きをする", (page.url, seat.front))
        seat.focus()
        return
    time.sleep(0.05)
    loads = seat.loads - before
    tally.check(loads == (1 if kind == "leads" else 0), f"{where}: 読込みは1回まで", loads)
    tally.check(len(seat.context.pages) == 1, f"{where}: 窓は一つのまま", len(seat.context.pages))
    tally.check(seat.shape == shape, f"{where}: 窓の大きさが変わらない", (shape, seat.shape))
    tally.check(seat.front.split()[0] == window_id, f"{where}: 焦点が窓に残る", seat.front)
    if kind == "help":
        tally.check(page.locator("dialog[open]").count() == 1, f"{where}: 案内が開く")
        seat.strike("Escape")
        page.wait_for_selector("dialog", state="detached")
    elif kind == "leads" and href:
        tally.check(
            page.url.split("#")[0].endswith(href.split("#")[0]) or page.url != address
            or href in address, f"{where}: 列のとおりの画面が開く", page.url)
    elif kind in ("nothing", "paper", "file"):
        tally.check(page.url == address, f"{where}: 画面はそのまま", page.url)


# What the bar says that a key does: the help, a paper beside the desk, a file, another page.
_KIND = """(key) => {
  if (key === 'F1') return 'help';
  const one = document.querySelector(`.keys [data-key="${key}"]`);
  if (!one) return 'nothing';
  if ((one.form ?? one).target === '_blank') return 'paper';
  return one.form?.dataset.download !== undefined ? 'file' : 'leads';
}"""


def paper(seat: Seat, tally: Tally, where: str, key: str) -> None:
    """A paper opens once, in a tab of its own, and whoever closes it stands before the desk again;
    the same key brings it a second time."""
    for _ in range(2):
        with seat.context.expect_event("response", is_paper, timeout=PATIENCE):
            with seat.context.expect_page(timeout=PATIENCE) as opened:
                seat.strike(key)
        # Whatever else might open has opened by then; and the page has made itself ready again.
        time.sleep(3)
        tally.check(len(seat.context.pages) == 2, f"{where}: 紙は一つだけ開く", len(seat.context.pages))
        with opened.value.expect_event("close", timeout=PATIENCE):
            seat.strike("ctrl+w")
    seat.loads -= 2


def is_paper(response: Response) -> bool:
    return response.headers.get("content-type", "").startswith("application/pdf")


def reaches(page: Page) -> None:
    """Waits until the page has heard a key."""
    for _ in range(100):
        if page.evaluate("window.seen > 0"):
            return
        time.sleep(0.03)
    raise Late("no key came")


def explain(page: Page) -> None:
    """Who opens somebody without a case of their own says why."""
    if "/access-reason?" in page.url:
        page.locator("#reason-form input[type=radio]").first.check()
        with page.expect_navigation():
            page.locator("#reason-form button.main").click()


@contextmanager
def display() -> Iterator[str]:
    """A screen in memory."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def window(playwright: Playwright, screen: str, desk: Desk, officer: str) -> Iterator[Seat]:
    width, height = SIZE.split("x")
    browser = playwright.chromium.launch(
        executable_path=browser_path(), headless=False, env=_environment(screen),
        args=["--no-sandbox", "--disable-gpu", f"--window-size={width},{height}",
              "--window-position=0,0"])
    try:
        context = browser.new_context(
            ignore_https_errors=True, locale="ja-JP", timezone_id="Asia/Tokyo", no_viewport=True,
            base_url=desk.address)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto("/login")
        page.fill("#officer", officer)
        page.fill("#password", desk.officers[officer].password)
        page.press("#password", "Enter")
        page.wait_for_url(lambda url: "/login" not in url)
        seat = Seat(context, page, screen)
        seat.focus()
        yield seat
    finally:
        browser.close()


def _environment(screen: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": screen}


if __name__ == "__main__":
    sys.exit(run.alone(walk))
