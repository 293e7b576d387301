# SPDX-License-Identifier: Apache-2.0
"""U4: real key events F1 to F12 on the main screens, in a browser with a window; with `full` on every page.

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

import checks
import coverage
import crawl
import examples
import people
import run
from desk import Desk
from tally import Tally
from window import Window, browser_path, driver

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
    main = screens(desk)
    with display() as screen:
        for officer, paths in main.items():
            with window(driver(), screen, desk, officer) as seat:
                for path in paths:
                    for key in KEYS:
                        press(seat, tally, officer, path, key)
                    checks.met("U4", coverage.route("GET", path))
                if "/reimbursements/new" in paths:
                    in_the_grid(seat, tally, officer)
        if run.is_full():
            all_keys(screen, tally, desk, others(desk, browser))


def all_keys(
    screen: str, tally: Tally, desk: Desk, places: dict[str, dict[str, list[str]]], may_be_over: bool = False
) -> None:
    for officer, names in places.items():
        with window(driver(), screen, desk, officer) as seat:
            for name, paths in names.items():
                every_key(seat, tally, f"{officer} {name}", name, paths, may_be_over)


def of_walk(desk: Desk, tally: Tally) -> None:
    """The pages that only a walk on a town of its own has made; before this town is closed. A step of work that is
    over by now leads on to what came of it: whether its page was met anywhere is asked of the whole round."""
    if not run.is_full() or shutil.which("Xvfb") is None:
        return
    begun = time.monotonic()
    known = examples.listed() | {examples.route(name) for name, _, _ in examples.kept()}
    rest = {name: paths for name, paths in examples.found(desk).items()
            if name not in known and not checks.is_met("U4", name)}
    with display() as screen:
        all_keys(screen, tally, desk, by_officer(rest), may_be_over=True)
    print(f"  本物のキー {len(rest)}画面 {time.monotonic() - begun:.0f}秒", flush=True)


def others(desk: Desk, browser: Browser) -> dict[str, dict[str, list[str]]]:
    """One example of every other page, by officer and route."""
    child = people.entitled(desk.town)[0].child
    places: dict[str | None, list[examples.Example]] = {}
    for officer, pages in examples.PAGES.items():
        for path in pages.values():
            path = path.format(child=child)
            places.setdefault(
                coverage.route("GET", path), [examples.Example(desk, officer, path)])
    links: dict[str, dict[str, str]] = {}
    for officer in crawl.ROLES:
        with Window(browser, desk) as one:
            links[officer] = examples.linked(one.enter(officer), officer)
    for name, officer, path in examples.kept():
        path = links[officer].get(examples.route(name), "") if path == examples.LINKED else path
        places[examples.route(name)] = [examples.Example(desk, officer, path)]
    for officer, found in links.items():
        for name, path in found.items():
            places.setdefault(name, [examples.Example(desk, officer, path)])
    for name, found in examples.found(desk).items():
        places[name] = places.get(name, []) + found
    return by_officer({
        name: found for name, found in places.items()
        if name and name not in checks.NOT_PAGES and not checks.is_met("U4", name)})


def by_officer(places: dict[str, list[examples.Example]]) -> dict[str, dict[str, list[str]]]:
    """Each officer opens the examples that are theirs, of the routes whose first example is."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, examples_ in places.items():
        officer = examples_[0].officer
        found.setdefault(officer, {})[name] = [
            one.path for one in examples_ if one.officer == officer]
    return found


# What the bar says of each key, and whether its form lies in a closed fold.
_BAR = """() => [...document.querySelectorAll('.keys [data-key]')].map((one) => ({
  key: one.dataset.key, href: one.getAttribute('href'), beside: (one.form ?? one).target === '_blank',
  form: one.form ? one.form.id || 'form' : null, file: one.hasAttribute('download')}))"""

# Hears the keys and keeps every form back, so that a key can be seen to send the right one without the work being
# done; what a form is missing, and a fold that opens before its form is sent, count as the answer of the key.
_WATCH = """() => {
  window.seen = []; window.sent = []; window.held = 0;
  addEventListener('keydown', (event) => window.seen.push(event.key), true);
  addEventListener('submit', (event) => {
    event.preventDefault(); event.stopImmediatePropagation();
    window.sent.push(event.target.id || 'form');
  }, true);
  addEventListener('invalid', () => window.held++, true);
  addEventListener('toggle', () => window.held++, true);
  addEventListener('focusin', () => window.held++, true);
}"""


def every_key(
    seat: Seat, tally: Tally, where: str, name: str, paths: list[str], may_be_over: bool = False
) -> None:
    """F1 to F12 on one page: what leads leads, what sends sends its form, the others do nothing."""
    page = seat.page
    path = next((one for one in paths if opens(seat, one, name)), None)
    if path is None and may_be_over and coverage.route("GET", page.url) not in (None, name):
        return
    if not tally.check(path, f"{where}: 開く", (paths, page.url)):
        return
    bar = {one["key"]: one for one in page.evaluate(_BAR)}
    checks.look(page.content(), name)
    if not bar:
        return
    address, shape, window_id = page.url, seat.shape, seat.front.split()[0]
    page.evaluate(_WATCH)
    loads = seat.loads
    quiet = [key for key in KEYS if key != "F1" and key not in bar]
    try:
        heard(seat, *quiet)
        for key in KEYS:
            if key in bar and bar[key]["form"]:
                sends(seat, tally, where, key, bar[key]["form"])
        if "F1" in bar:
            seat.strike("F1")
            page.wait_for_selector("dialog[open]", timeout=PATIENCE)
            seat.strike("Escape")
            page.wait_for_selector("dialog", state="detached")
        time.sleep(0.3)
        tally.check(seat.loads == loads, f"{where}: 読み込み直さない", seat.loads - loads)
        tally.check(page.url == address, f"{where}: 画面はそのまま", page.url)
        unchanged(seat, tally, where, shape, window_id)
        for key in KEYS:
            if key != "F1" and key in bar and bar[key]["href"]:
                opens(seat, path, name)
                leads(seat, tally, f"{where} {key}", key, bar[key])
        unchanged(seat, tally, where, shape, window_id)
    except Late:
        tally.check(False, f"{where}: キーが届き、その働きをする", (page.url, seat.front))
        seat.focus()
        return
    checks.met("U4", name)


def opens(seat: Seat, path: str, name: str) -> bool:
    """Whether the example still stands; the hand lies on the keys and in no field."""
    response = seat.page.goto(path)
    if coverage.route("GET", seat.page.url) != name:
        explain(seat.page)
    seat.page.evaluate("document.activeElement?.blur()")
    listens(seat.page)
    is_there = response is not None and response.status == 200
    return is_there and coverage.route("GET", seat.page.url) == name


def sends(seat: Seat, tally: Tally, where: str, key: str, form: str) -> None:
    """The key sends its form once, or shows what the form is missing."""
    page = seat.page
    page.evaluate("() => { window.seen = []; window.sent = []; window.held = 0; document.activeElement?.blur(); }")
    heard(seat, key)
    time.sleep(0.05)
    sent, held = page.evaluate("[window.sent, window.held]")
    tally.check(
        sent == [form] or (not sent and held), f"{where} {key}: 列のとおりの用紙を一度送る", (sent, form, held))


def leads(seat: Seat, tally: Tally, where: str, key: str, cap: dict[str, object]) -> None:
    """The key opens what the bar says: another page, a paper in a tab of its own, a file."""
    page, before = seat.page, seat.loads
    if cap["beside"]:
        with seat.context.expect_page(timeout=PATIENCE) as opened:
            seat.strike(key)
        opened.value.close()
        seat.focus()
        return
    if cap["file"]:
        with page.expect_download(timeout=PATIENCE):
            seat.strike(key)
        return
    with page.expect_navigation(timeout=PATIENCE):
        seat.strike(key)
    page.wait_for_load_state("load")
    time.sleep(0.05)
    tally.check(seat.loads == before + 1, f"{where}: 読込みは1回", seat.loads - before)


def heard(seat: Seat, *keys: str) -> None:
    """Presses keys and waits until the page has heard them. On a busy machine a window that has just shown a new
    page may not listen yet: what it has not heard at all is pressed once more."""
    for _ in range(2):
        missing = [key for key in keys if key not in seat.page.evaluate("window.seen")]
        seat.strike(*missing)
        for _ in range(60):
            if set(keys) <= set(seat.page.evaluate("window.seen")):
                return
            time.sleep(0.03)
        seat.focus()
    raise Late(f"no {missing} came")


def unchanged(seat: Seat, tally: Tally, where: str, shape: list[int], window_id: str) -> None:
    tally.check(len(seat.context.pages) == 1, f"{where}: 窓は一つのまま", len(seat.context.pages))
    tally.check(seat.shape == shape, f"{where}: 窓の大きさが変わらない", (shape, seat.shape))
    tally.check(seat.front.split()[0] == window_id, f"{where}: 焦点が窓に残る", seat.front)


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

    def strike(self, *keys: str) -> None:
        """Keys of the X server, as a keyboard sends them."""
        subprocess.run(["xdotool", "key", *keys], env=_environment(self.screen), check=True)

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
    listens(page)
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


def in_the_grid(seat: Seat, tally: Tally, officer: str) -> None:
    """The grid's own keys, struck in a cell: F6, F4, ＋ and / do their work there and nothing else."""
    page = seat.page
    page.goto("/reimbursements/new")
    for column, text in (("child", "0000001"), ("month", "R8.5"), ("paid", "12")):
        page.fill(f"#r1-{column}", text)
    page.focus("#r2-month")
    listens(page)
    before, shape, where = seat.loads, seat.shape, f"{officer} 1310の欄で"
    window_id = seat.front.split()[0]

    def struck(key: str, what: str, holds: str) -> None:
        seat.strike(key)
        for _ in range(100):
            if page.evaluate(holds):
                break
            time.sleep(0.05)
        tally.check(
            page.evaluate(holds), f"{where}{what}", page.evaluate("document.activeElement.id"))

    value = "document.getElementById('%s').value === '%s'"
    struck("F6", "F6は上の行を写す", value % ("r2-child", "0000001"))
    page.focus("#r3-month")
    struck("KP_Add", "＋は上の欄を写し、次の欄へ進む", value % ("r3-month", "R8.5")
           + " && document.activeElement.id === 'r3-institution'")
    struck("F4", "F4は候補を開く", "!!document.querySelector('dialog[open]')")
    struck("Escape", "Escは候補を閉じ、欄に戻る",
           "!document.querySelector('dialog') && document.activeElement.id === 'r3-institution'")
    page.focus("#r1-paid")
    seat.strike("End")
    struck("slash", "／は000", value % ("r1-paid", "12000"))
    tally.check(seat.loads == before, f"{where}読み込みはない", seat.loads - before)
    unchanged(seat, tally, f"{where}の後", shape, window_id)


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


def listens(page: Page) -> None:
    """A window gives its keys to a new page only when it has shown it."""
    try:
        page.wait_for_function("document.hasFocus()", timeout=3000)
    except Late:
        pass  # The keys that do not come are named.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


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
