# SPDX-License-Identifier: Apache-2.0
"""Hostile values in every field of every form, in every part of every address, as every officer.

Nothing that was sent may come back as markup, no answer may be a fault, wait, lose a protecting
header, or tell of the database; no file of the machine may come out. Sends what a browser would
send, over a connection of its own; the browser is not used."""

from __future__ import annotations

import html.parser
import http.client
import os
import re
import ssl
import sys
import time
import urllib.parse
from dataclasses import dataclass, field

from playwright.sync_api import Browser

import run
from desk import Desk, Officer
from tally import Tally

PAGES = int(os.environ.get("HAGUKUMI_HOSTILE_PAGES", "40"))
"""Pages of each officer; the large run takes some thousands."""

MARK = "hk9x"
VALUES = [
    f"<script>{MARK}</script>", f"\"'><img src=x onerror={MARK}>", f"' OR '1'='1' -- {MARK}",
    f"'; DROP TABLE person; -- {MARK}", f"{{{{{MARK}}}}}{{{{{{{MARK}}}}}}}", "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd", "%00", "\x00", f"{MARK}\r\nSet-Cookie: {MARK}=1", "=cmd|'/c calc'!A1",
    "＝ＳＵＭ（１）", "\u202e\u0000\ufeff", "9" * 400, "-1", "1e309", "0x7fffffffffffffff",
    "9223372036854775808", "9223372036854775807", "-9223372036854775808", "9999", "0", "nan",
    "99991231", "9999-12-31", "0001-01-01", "R999.12.31", "9999-12", "あ" * 5_000, "${7*7}#{7*7}<%= 7*7 %>", "file:///etc/passwd", "\ud7ff\U0010ffff",
]
HEADERS = {
    "content-security-policy", "strict-transport-security", "x-content-type-options",
    "x-frame-options", "referrer-policy", "cross-origin-opener-policy", "cache-control",
}
MARKUP = [f"<script>{MARK}", f"onerror={MARK}>"]
TELLING = re.compile(
    r"SQLITE|sqlite3|syntax error|near \"|pg_catalog|PSQL|Fatal error|root:x:0|Swift\.|\.swift:\d",
    re.IGNORECASE)
PATIENCE = 15.0
"""Seconds that no answer may take, on a machine that builds meanwhile."""


@dataclass
class Form:
    method: str = "get"
    action: str = ""
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, name and value of each field."""
    is_file: bool = False


class Reader(html.parser.HTMLParser):
    """The links and the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._inside = False
        self._select = ""
        self._text: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        elif tag == "form":
            self._inside = True
            self.forms.append(Form(
                given.get("method", "get").lower(), given.get("action", ""),
                is_file="multipart" in given.get("enctype", "")))
        elif not self._inside:
            return
        elif tag == "input" and given.get("name"):
            self.forms[-1].fields.append(
                (given.get("type", "text"), given["name"], given.get("value", "")))
        elif tag == "textarea":
            self.forms[-1].fields.append(("text", given.get("name", ""), ""))
        elif tag == "select":
            self._select = given.get("name", "")
            self.forms[-1].fields.append(("select", self._select, ""))
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1].fields[-1] = ("select", self._select, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    seconds: float


class Line:
    """One officer's connection."""

    def __init__(self, desk: Desk) -> None:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.desk, self.context = desk, context
        self.cookies: dict[str, str] = {}
        self.wire = self._dial()

    def _dial(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(
            "127.0.0.1", self.desk.port, context=self.context, timeout=60)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": self.desk.address, "Sec-Fetch-Site": "same-origin"}
        for attempt in range(2):
            begun = time.monotonic()
            try:
                self.wire.request(method, path, body=body, headers=headers)
                answer = self.wire.getresponse()
                text = answer.read().decode("utf-8", "replace")
                break
            except (http.client.HTTPException, ConnectionError, OSError):
                self.wire.close()
                self.wire = self._dial()
                if attempt == 1:
                    raise
        found = {name.lower(): value for name, value in answer.getheaders()}
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].partition("=")
                self.cookies[pair[0]] = pair[2]
        return Answer(answer.status, found, text, time.monotonic() - begun)

    def post(self, action: str, values: list[tuple[str, str]], is_file: bool = False) -> Answer:
        if not is_file:
            body = urllib.parse.urlencode(values, errors="surrogatepass").encode()
            return self.ask("POST", action, body, "application/x-www-form-urlencoded")
        parts = b""
        for name, value in values:
            head = f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"'
            if name == "file":
                head += f'; filename="../../{MARK}.csv"\r\nContent-Type: text/csv'
            parts += head.encode() + b"\r\n\r\n" + value.encode("utf-8", "surrogatepass") + b"\r\n"
        return self.ask(
            "POST", action, parts + f"--{MARK}--\r\n".encode(), f"multipart/form-data; boundary={MARK}")

    def enter(self, officer: Officer) -> bool:
        page = Reader()
        page.feed(self.ask("GET", "/login").text)
        door = [(name, value) for _, name, value in page.forms[0].fields if name in ("door", "to")]
        self.post("/login", door + [("officer", officer.name), ("password", officer.password)])
        return "/logout" in self.ask("GET", "/").text


LEAVING = ("/logout", "/password", "/stop")
"""Not sent: they end the walk itself (the log-in, the password, every payment)."""


class Attack:
    def __init__(self, desk: Desk, tally: Tally, officer: Officer) -> None:
        self.tally, self.officer, self.line = tally, officer, Line(desk)
        self.sent = 0
        self.shapes: set[str] = set()
        self.forms: set[str] = set()

    def judge(self, answer: Answer, what: str) -> None:
        self.sent += 1
        low = answer.text.lower()
        wrong = [
            f"障害 {answer.status}" if answer.status >= 500 else "",
            f"遅い {answer.seconds:.0f}秒" if answer.seconds > PATIENCE else "",
            "送った字が書式として返る" if any(one in low for one in MARKUP) else "",
            "庫やプログラムの言葉" if TELLING.search(answer.text) else "",
            "送った字が見出しに" if any(MARK in f"{k}: {v}".lower() and k != "location"
                                 for k, v in answer.headers.items()) else "",
        ]
        if answer.status != 400 or answer.text:
            missing = HEADERS - answer.headers.keys()
            wrong.append(f"見出しがない {sorted(missing)}" if missing else "")
        found = [one for one in wrong if one]
        self.tally.check(not found, f"{self.officer.name} {what}", "、".join(found) + " " + answer.text[:300])

    def walk(self) -> None:
        waiting, seen = ["/"], {"/"}
        while waiting and len(self.shapes) < PAGES:
            path = waiting.pop(0)
            shape = re.sub(r"\d+|=[^&]*", "9", path)
            if shape in self.shapes or path.startswith(LEAVING) or path.startswith("/assets"):
                continue
            self.shapes.add(shape)
            answer = self.line.ask("GET", path)
            self.judge(answer, f"GET {path}")
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            page = Reader()
            page.feed(answer.text)
            for link in page.links:
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
            self.addresses(path)
            for form in page.forms:
                self.send(form)

    def addresses(self, path: str) -> None:
        """The same address with something else in the place of each number and each question."""
        place, _, question = path.partition("?")
        parts = place.split("/")
        for index, part in enumerate(parts):
            if not any(sign.isdigit() for sign in part):
                continue
            for value in VALUES[:: 3 if len(self.shapes) > 10 else 1]:
                quoted = urllib.parse.quote(value, safe="%", errors="surrogatepass")[:1500]
                changed = "/".join(parts[:index] + [quoted] + parts[index + 1:])
                self.judge(self.line.ask("GET", changed), f"GET {changed[:120]}")
        for name, _ in urllib.parse.parse_qsl(question, keep_blank_values=True):
            for value in VALUES[::3]:
                asked = urllib.parse.urlencode({name: value}, errors="surrogatepass")
                self.judge(self.line.ask("GET", f"{place}?{asked[:3000]}"), f"GET {place} {name}={value[:30]!r}")

    def send(self, form: Form) -> None:
        key = form.method + re.sub(r"\d+", "9", form.action) + ",".join(
            sorted({re.sub(r"\d+", "9", name) for _, name, _ in form.fields}))
        if key in self.forms or form.action.startswith(LEAVING):
            return
        self.forms.add(key)
        hidden = {name for kind, name, _ in form.fields if kind == "hidden"}
        open_fields = [name for kind, name, _ in form.fields if kind not in ("hidden", "submit") and name]
        for turn, value in enumerate(VALUES):
            values = [(name, value if name in open_fields else given) for _, name, given in form.fields]
            # Every third time the hidden ones are changed, too, all but the mark against forgery.
            if turn % 3 == 2:
                values = [(name, value if name in hidden and name != "csrf" else given)
                          for name, given in values]
            what = f"{form.method.upper()} {form.action} {value[:30]!r}"
            if form.method == "post":
                self.judge(self.line.post(form.action, values, form.is_file), what)
            else:
                asked = urllib.parse.urlencode(values, errors="surrogatepass")
                self.judge(self.line.ask("GET", f"{form.action}?{asked[:6000]}"), what)


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("どの欄にも、どの番地にも、悪意のある字を送る")
    for name in sorted(desk.officers):
        attack = Attack(desk, tally, desk.officers[name])
        tally.need(attack.line.enter(desk.officers[name]), f"{name} が入る")
        attack.walk()
        print(f"  {name}: 画面 {len(attack.shapes)}、様式 {len(attack.forms)}、送った数 {attack.sent}", flush=True)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
