# SPDX-License-Identifier: Apache-2.0
"""Every route that takes a form, pressed as it must not be: after the log-in has ended, with the mark of another
log-in, with nothing in it, and, where a page shows it, with words that its fields cannot mean. Each time a page in
Japanese says what was not done, nothing is written, and what was typed is still there (U6, U7).

The gate presses a part of them in the first two ways, others every day; `full` all of them in all ways, and
leaves the town in disorder."""

from __future__ import annotations

import random
import re
import secrets
import sqlite3
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from playwright.sync_api import APIResponse, Browser, Locator, Page
from playwright.sync_api import TimeoutError as Late

import checks
import coverage
import crawl
import examples
import people
import run
from desk import Desk
from every_form import is_answer
from tally import Tally
from window import Window

SHARE = 4
"""The gate presses one of so many routes."""
DOOR = {
    "enter": "ログインの用紙", "answerPasskey": "ログインの用紙", "checkTicket": "ログインの用紙",
    "registerPasskey": "ログインの用紙", "answerProof": "止まったログインの用紙", "logout": "ログアウト"}
"""Forms before a log-in, and the one that ends it: no log-in is asked for, or nothing can be wrong with them."""
NOT_CARRIED_OUT = {"stopWork": "ほかの用紙が止まる", "resetPractice": "練習の町だけの用紙"}
"""Forms that may do their work with nothing in them, and must not."""
ASKED_ANEW = {"giveReason"}
"""Forms that are asked for again before anything else is shown: an old one has no place."""
LOG = {"operation", "operation_end", "operation_subject", "ledger_entry", "ledger_checkpoint"}
"""Tables in which a refusal is written down."""
LOG_INS = {"login_session", "login_step", "login_failure"}
TEXT = (
    "input:not([type]), input[type=text], input[type=search], input[type=tel], input[type=email], "
    "input[inputmode]:not([type=hidden]), textarea")
SECRET = {"individual-number"}
"""Fields that never come back, besides those of passwords."""
NUMBER = re.compile(r"\b[EW]-[A-Z]{3}-\d{3}\b")
FORGED, NOT_PERMITTED = "E-SAF-004", {"E-SAF-006", "E-SAF-023"}


class Rows:
    """How many rows stand in every table of the town, but for the log."""

    def __init__(self, desk: Desk) -> None:
        self._books = [
            sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)
            for file in sorted((desk.town / "data").glob("*.sqlite"))]
        self._tables = [
            [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
             if name not in LOG | LOG_INS] for book in self._books]

    def count(self) -> list[tuple[str, int]]:
        return [
            (name, book.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for book, tables in zip(self._books, self._tables) for name in tables]

    def settle(self, page: Page) -> None:
        """Waits for the jobs of the town, which write while officers work."""
        before = None
        for _ in range(60):
            if before == (before := self.count()):
                return
            page.wait_for_timeout(1_000)

    def changed(self, before: list[tuple[str, int]]) -> list[str]:
        return [old[0] for old, new in zip(before, self.count()) if old != new]


@dataclass
class Sent:
    """What came of a form: the page in the end, or where it led."""

    status: int
    led: str
    """The first address it led to; empty where it was answered at once."""
    text: str

    @property
    def is_door(self) -> bool:
        return self.led.startswith(("/login", "/prove"))

    @property
    def is_refusal(self) -> bool:
        return not self.is_door and self.status >= 400

    @property
    def numbers(self) -> set[str]:
        return set(NUMBER.findall(self.text))


class Presser:
    """Sends forms with the cookie of a log-in, as a browser does."""

    def __init__(self, window: Window, officer: str) -> None:
        self.window, self.officer = window, officer
        self.desk = window.desk.address
        window.enter(officer)
        self.csrf = window.page.locator("input[name=csrf]").first.get_attribute("value") or ""

    def press(self, path: str, fields: dict[str, str], page: str = "/", is_upload: bool = False) -> Sent:
        answer = self._post(path, fields, page, is_upload)
        led = answer.headers.get("location", "")
        if led.startswith("/again/"):
            answer = self.window.context.request.get(self.desk + led, timeout=60_000)
        is_page = "text/html" in answer.headers.get("content-type", "")
        return Sent(answer.status, led, answer.text() if is_page else "")

    def _post(self, path: str, fields: dict[str, str], page: str, is_upload: bool) -> APIResponse:
        ways = {"multipart": fields} if is_upload else {"form": fields}
        return self.window.context.request.post(
            self.desk + path, **ways, headers={"origin": self.desk, "referer": self.desk + page},
            max_redirects=0, timeout=60_000)

    def end(self) -> None:
        """The log-in ends on the server; the cookie stays, as where the time has run out."""
        cookies = self.window.context.cookies()
        self.press("/logout", {"csrf": self.csrf})
        self.window.context.add_cookies(cookies)


@dataclass(frozen=True)
class Form:
    """A form that a page shows to an officer."""

    page: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    is_upload: bool


@dataclass
class Known:
    """What the pages of every officer show: an address and the forms of each route."""

    seen: list[str]
    forms: dict[str, dict[str, Form]]
    """By route, then by officer."""
    child: str

    def path(self, route: str, path: str) -> str:
        """An address of the town's own, where there is one."""
        shown = self.forms.get(route)
        if shown:
            return next(iter(shown.values())).action
        done = ""
        for part in path.split("/")[1:]:
            done += "/" + (self._value(done, part) if part.startswith(":") else part)
        return done

    def _value(self, before: str, name: str) -> str:
        if name == ":person":
            return self.child
        found = [match[1] for one in self.seen if (match := re.match(re.escape(before) + "/([^/?#]+)", one))]
        return next((one for one in found if re.search(r"\d", one)), found[0] if found else "1")


def forms_of(text: str, page: str) -> list[tuple[str, Form]]:
    found = []
    for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL):
        head = form[: form.index(">")]
        action = re.search(r'action="([^"]*)"', head)
        if 'method="post"' not in head or action is None:
            continue
        path = action[1].replace("&amp;", "&")
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
        name = coverage.route("POST", path)
        if name:
            found.append((name, Form(page, path, tuple(hidden), "multipart" in head)))
    return found


def learn(desk: Desk, browser: Browser, officers: list[str]) -> Known:
    """What links lead to, and what other walks came by as the same officer."""
    known = Known([], {}, people.entitled(desk.town)[0].child)
    for officer in officers:
        def read(address: str, text: str) -> None:
            page = address.removeprefix(desk.address)
            known.seen.append(page)
            for name, form in forms_of(text, page):
                known.forms.setdefault(name, {}).setdefault(officer, form)

        with Window(browser, desk) as window:
            window.enter(officer)
            crawl.all_pages(window, officer, Tally(), read)
            for page in [one.path for all_ in examples.found(desk).values() for one in all_ if one.officer == officer]:
                answer = window.context.request.get(desk.address + page, timeout=60_000)
                if answer.ok and "text/html" in answer.headers.get("content-type", ""):
                    read(page, answer.text())
        print(f"  {officer} 頁にある用紙の道 {sum(officer in one for one in known.forms.values())}", flush=True)
    return known


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    table = [(name, path) for name, verb, path in coverage.paths() if verb == "POST"]
    rows = Rows(desk)
    if not run.is_full():
        tally.chapter("用紙の道を、ログインの終わった後と、印なしで押す")
        few = [one for one in table if not random.Random(f"{date.today()}{one[0]}").randrange(SHARE)]
        known = Known([], {}, people.entitled(desk.town)[0].child)
        after_log_in(desk, browser, tally, rows, few, known)
        without_mark(desk, browser, tally, rows, few, known, ["kanri01", "kyufu01"])
        return
    tally.chapter("どの用紙の道も、間違えて押す")
    officers = crawl.ROLES
    known = learn(desk, browser, officers)
    print(f"  頁にある用紙 {len(known.forms)} / {len(table)}", flush=True)
    after_log_in(desk, browser, tally, rows, table, known)
    without_mark(desk, browser, tally, rows, table, known, officers)
    typed: set[str] = set()
    for officer in officers:
        with_wrong_words(desk, browser, tally, rows, known, officer, typed)
    with_nothing(desk, browser, tally, rows, table, known, officers)


# After the log-in has ended

def after_log_in(
    desk: Desk, browser: Browser, tally: Tally, rows: Rows, table: list[tuple[str, str]], known: Known
) -> None:
    """Every form leads to the door, and nothing of it is done."""
    with Window(browser, desk) as window:
        presser = Presser(window, "kyufu01")
        presser.end()
        before = rows.count()
        for name, path in table:
            if name in DOOR:
                continue
            sent = presser.press(known.path(name, path), {"csrf": presser.csrf, "once": secrets.token_hex(18)})
            tally.check(
                sent.status == 303 and sent.led.startswith("/login"),
                f"{name}: ログインの終わった後はログインへ導く", (sent.status, sent.led))
        changed = rows.changed(before)
        tally.check(not changed, "ログインの終わった後の用紙は、何も書かない", changed)
    print(f"  ログインの終わった後 {sum(name not in DOOR for name, _ in table)}", flush=True)


# With the mark of another log-in

def without_mark(
    desk: Desk, browser: Browser, tally: Tally, rows: Rows, table: list[tuple[str, str]], known: Known,
    officers: list[str],
) -> None:
    """A form that is not of this log-in is refused to whoever may send it."""
    met: set[str] = set()
    before = rows.count()
    for officer in officers:
        with Window(browser, desk) as window:
            presser = Presser(window, officer)
            strange = presser.csrf[::-1]
            for name, path in table:
                if name in DOOR or name in met:
                    continue
                form = known.forms.get(name, {}).get(officer)
                fields = {"csrf": strange, "once": secrets.token_hex(18)}
                sent = presser.press(known.path(name, path), fields, is_upload=bool(form and form.is_upload))
                if sent.numbers & {"E-DSK-008"}:
                    sent = presser.press(known.path(name, path), fields, is_upload=True)
                if sent.numbers & NOT_PERMITTED:
                    tally.check(sent.status == 403, f"{officer} {name}: 権限のない用紙を断る", sent.status)
                    continue
                met.add(name)
                tally.check(
                    sent.status == 403 and FORGED in sent.numbers, f"{officer} {name}: 印のない用紙を断る",
                    (sent.status, sent.led, sent.numbers))
    changed = rows.changed(before)
    tally.check(not changed, "印のない用紙は、何も書かない", changed)
    print(f"  印のない用紙 {len(met)} / {sum(name not in DOOR for name, _ in table)}", flush=True)
    if run.is_full():
        left = [name for name, _ in table if name not in DOOR and name not in met]
        tally.check(not left, "どの用紙の道も、送ってよい職員から、印なしで押した", left)


# With nothing in it

def with_nothing(
    desk: Desk, browser: Browser, tally: Tally, rows: Rows, table: list[tuple[str, str]], known: Known,
    officers: list[str],
) -> None:
    """By whoever may send it: a refusal says in words why, and writes nothing."""
    came: dict[str, str] = {}
    for officer in officers:
        with Window(browser, desk) as window:
            presser = Presser(window, officer)
            for name, path in table:
                if name in DOOR or name in NOT_CARRIED_OUT or came.get(name, "権限") != "権限":
                    continue
                came[name] = _empty(presser, tally, rows, name, path, known)
    counted = Counter(came.values())
    print("  空の用紙 " + "、".join(f"{words} {count}" for words, count in counted.most_common()), flush=True)
    left = [name for name, words in came.items() if words == "権限"]
    tally.check(not left, "どの用紙の道も、送ってよい職員から、空で押した", left)


def _empty(
    presser: Presser, tally: Tally, rows: Rows, name: str, path: str, known: Known, again: bool = True
) -> str:
    """What comes of a form with nothing but what its page hides in it."""
    form = known.forms.get(name, {}).get(presser.officer)
    fields = dict(form.hidden) if form else {}
    fields |= {"csrf": presser.csrf, "once": secrets.token_hex(18)}
    where, page = (form.action, form.page) if form else (known.path(name, path), "/")
    before = rows.count()
    sent = presser.press(where, fields, page, is_upload=bool(form and form.is_upload))
    if sent.numbers & {"E-DSK-008"}:
        sent = presser.press(where, fields, page, is_upload=True)
    here = f"{presser.officer} {name}(空)"
    tally.check(sent.status < 500, f"{here}: 障害にならない", (sent.status, sent.text[:300]))
    if sent.numbers & NOT_PERMITTED and sent.status == 403:
        return "権限"
    coverage.note("POST", where, sent.status)
    if sent.is_door:
        return "本人を確かめる"
    if not sent.is_refusal:
        return "行われた"
    changed = rows.changed(before)
    if changed and again:
        # A job of the town may have written meanwhile.
        rows.settle(presser.window.page)
        return _empty(presser, tally, rows, name, path, known, again=False)
    tally.check(not changed, f"{here}: 断った用紙は何も書かない", (where, changed))
    says_why(tally, sent, here)
    return {403: "断り(403)", 404: "断り(404)"}.get(sent.status, "断り")


def says_why(tally: Tally, sent: Sent, where: str) -> None:
    """A list of what is wrong, or a sentence with its number; in Japanese, and an error by its title."""
    _, _, banner = sent.text.partition('<div class="banner error"')
    banner = banner.partition("</div>")[0]
    words = re.sub("<[^>]*>", "", banner)
    tally.check(
        re.search("[ぁ-ん]", words) and ("<li>" in banner or NUMBER.search(banner)),
        f"{where}: 何が違うかを言う", (sent.status, sent.led, words[:200]))
    title = re.search("<title>([^<]*)", sent.text)
    tally.check(title and title[1].startswith("エラー："), f"{where}: 題名が「エラー」で始まる", title and title[1])


# With words that no field can mean

@dataclass
class Typing:
    """A form with words in it, as the browser would send it."""

    route: str
    page: str
    action: str
    fields: dict[str, str]
    words: dict[str, str]
    """What was typed, without what never comes back."""


_ENTRIES = "one => [...new FormData(one)].filter(([, value]) => typeof value === 'string')"
_STAYS = """([action, words]) => {
  const forms = [...document.querySelectorAll("form[method=post]")].filter((one) =>
    new URL(one.action, location).pathname === action);
  return Object.entries(words).filter(([name, value]) => !forms.some((form) =>
    [...form.elements].some((one) => one.name === name && one.value === value))).map(([name]) => name);
}"""
_DEAD = """all => all.map(one => one.hash.slice(1)).filter(id => !document.getElementById(id))"""


def with_wrong_words(
    desk: Desk, browser: Browser, tally: Tally, rows: Rows, known: Known, officer: str, done: set[str]
) -> None:
    """Every form with fields to type into that this officer sees and nobody before has seen: sent after the log-in
    has ended, and again with the next one. First all of them, then all again: what is carried out changes pages."""
    own = [
        (name, shown[officer]) for name, shown in known.forms.items()
        if officer in shown and name not in done and name not in {"ask"} | DOOR.keys() | NOT_CARRIED_OUT.keys()]
    typed: list[tuple[Typing, Form]] = []
    counted: Counter[str] = Counter()
    with Window(browser, desk) as window:
        window.enter(officer)
        typed = [(typing, form) for name, form in own if (typing := fill(window.page, name, form))]
    done |= {typing.route for typing, _ in typed}
    if typed:
        come_back(desk, browser, tally, officer, [one for one, form in typed if not form.is_upload])
    with Window(browser, desk) as window:
        window.enter(officer)
        for typing, form in typed:
            again = fill(window.page, typing.route, form)
            counted[send(window, again, tally, rows, officer) if again else "用紙がもうない"] += 1
    print(f"  {officer} 読めない言葉 " + "、".join(f"{words} {count}" for words, count in counted.items()), flush=True)


def fill(page: Page, name: str, form: Form) -> Typing | None:
    """Types into every field of a form on its page; nothing where it has none."""
    page.goto(form.page)
    found = page.locator(f'form[method=post][action="{form.action}"]').first
    if found.count() == 0:
        return None
    # What the browser would keep back is sent, too: the desk has to say it by itself.
    found.evaluate("""one => { one.noValidate = true; for (let fold = one.closest("details"); fold;
      fold = fold.parentElement.closest("details")) fold.open = true; }""")
    ident = found.get_attribute("id")
    places = found.locator(TEXT).all() + (page.locator(f'[form="{ident}"]:is({TEXT})').all() if ident else [])
    words: dict[str, str] = {}
    for place in places:
        field = place.get_attribute("name")
        if not field or field in words or not place.is_editable() or not place.is_visible():
            continue
        words[field] = f"打った文字{len(words) + 1}<&\""
        place.fill(words[field])
    if not words:
        return None
    fields = dict(found.evaluate(_ENTRIES))
    return Typing(name, form.page, form.action, fields, {
        field: value for field, value in words.items() if field not in SECRET and fields.get(field) == value})


def button_of(page: Page, action: str) -> Locator:
    form = page.locator(f'form[method=post][action="{action}"]').first
    own = form.locator("button[type=submit], button:not([type]), input[type=submit]")
    return own.first if own.count() else page.locator(f'button[form="{form.get_attribute("id")}"]').first


def send(window: Window, typing: Typing, tally: Tally, rows: Rows, officer: str) -> str:
    """Presses the button of a form that was filled, and reads what comes of it."""
    page, where = window.page, f"{officer} {typing.route}(読めない言葉)"
    button = button_of(page, typing.action)
    before = rows.count()
    page.evaluate("window.isBefore = true")
    try:
        # A paper may open in a tab of its own; a file to be saved leaves the page as it is.
        with window.context.expect_event("response", is_answer, timeout=60_000) as answered:
            button.click()
    except Late:
        # A file is asked for by the script of the page, which shows the refusal itself.
        found = page.locator(".banner.error").count()
        tally.check(found, f"{where}: 送られて、答えが出る", typing.action)
        return "頁の上の断り"
    answer = answered.value
    tally.check(answer.status < 500, f"{where}: 障害にならない", answer.status)
    shown = answer.frame.page
    try:
        if "text/html" not in answer.headers.get("content-type", ""):
            return "文書"
        shown.wait_for_function("() => !window.isBefore && document.readyState === 'complete'")
        if not shown.title().startswith("エラー：") and answer.status < 400:
            return "行われた"
        changed = rows.changed(before)
        tally.check(not changed, f"{where}: 断った用紙は何も書かない", changed)
        if sees_problem(shown, typing, tally, where):
            checks.met("U6", typing.route)
        return "断り"
    finally:
        for other in window.context.pages:
            if other != page:
                other.close()
        window.expected(3)


def sees_problem(page: Page, typing: Typing, tally: Tally, where: str) -> bool:
    title = tally.check(page.title().startswith("エラー："), f"{where}: 題名が「エラー」で始まる", page.title())
    said = tally.check(
        page.locator(".banner.error li, .banner.error p").count(), f"{where}: 何が違うかを言う")
    focused = tally.check(
        page.evaluate("document.activeElement.matches('.banner.error')"), f"{where}: 焦点が誤りにある")
    dead = page.eval_on_selector_all(".banner.error a[href^='#']", _DEAD)
    leads = tally.check(not dead, f"{where}: 誤りの行の行き先がある", dead)
    gone = page.evaluate(_STAYS, [typing.action.partition("?")[0], typing.words])
    stays = tally.check(not gone, f"{where}: 打ったものが残る", (page.url, gone))
    return title and said and focused and leads and stays


def come_back(desk: Desk, browser: Browser, tally: Tally, officer: str, typed: list[Typing]) -> None:
    """The same forms after the log-in has ended: behind the next one each stands as it was typed."""
    with Window(browser, desk) as window:
        presser = Presser(window, officer)
        presser.end()
        kept: list[tuple[Typing, str]] = []
        for typing in typed:
            sent = presser.press(
                typing.action, typing.fields | {"csrf": presser.csrf, "once": secrets.token_hex(18)}, typing.page)
            if tally.check(
                sent.led.startswith("/login"), f"{officer} {typing.route}: ログインの終わった後はログインへ導く",
                (sent.status, sent.led)
            ) and "to=" in sent.led:
                kept.append((typing, unquote(sent.led.partition("to=")[2])))
        window.context.clear_cookies()
        window.enter(officer)
        for typing, address in kept:
            if typing.route in ASKED_ANEW:
                continue
            where = f"{officer} {typing.route}(ログインし直した後)"
            window.page.goto(address)
            tally.check(
                "まだ送られていません" in window.page.inner_text("main"), f"{where}: まだ送られていないと言う", address)
            sees_problem(window.page, typing, tally, where)
    print(f"  {officer} ログインし直した後 {len(kept)}", flush=True)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
