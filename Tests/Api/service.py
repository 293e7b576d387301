# SPDX-License-Identifier: Apache-2.0
"""System 2 of the program as a process of its own, and peers that speak to it as another vendor's
would: mutual TLS, client_secret_jwt, JSON. Nothing of the program is used but its command line.

`HAGUKUMI_PROGRAM` names another program than the debug build."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import os
import shutil
import signal
import sqlite3
import ssl
import subprocess
import tempfile
import threading
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("HAGUKUMI_PROGRAM", ROOT / ".build/debug/hagukumi"))
PEERS = ["tax", "welfare", "intermediate-server"]
SAID = "連携の受付を開きました: https://127.0.0.1:"


class ServiceFailed(Exception):
    """The program refused, ended, or never said that it is ready."""


def run(*arguments: str) -> str:
    answer = subprocess.run([PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True)
    if answer.returncode != 0:
        raise ServiceFailed(f"{arguments[:2]}: {answer.returncode} {answer.stderr.strip()[-500:]}")
    return answer.stdout


class Service:
    """Makes an installation with registered peers and serves System 2 alone."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hagukumi-service-"))
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Service:
        try:
            where = ("--data", str(self.data), "--rehearsal")
            run("init", *where)
            run("peer", "setup", *where, "--port", "0", "--audience", "https://localhost/oauth2/token")
            for name in PEERS:
                run("peer", "add", name, *where, "--out", str(self.folder / name))
            self.carry_off()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def carry_off(self) -> None:
        """System 1 is not on this machine: neither its database nor its keys."""
        for part in ("", "keys"):
            away = self.folder / "system-1" / part
            away.mkdir(parents=True, exist_ok=True)
            for file in (self.data / part).glob("casework*"):
                file.rename(away / file.name)

    def verify(self) -> str | None:
        """What the program finds wrong with the log; System 1 is brought back, because the command
        verifies both. The service must have stopped."""
        for part in ("", "keys"):
            for file in (self.folder / "system-1" / part).glob("casework*"):
                file.rename(self.data / part / file.name)
        try:
            run("verify", "--data", str(self.data), "--rehearsal", "--json")
        except ServiceFailed as failed:
            return str(failed)
        return None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--system", "addressee", "--data", str(self.data), "--rehearsal"],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert self.process.stderr
        said = b""
        while line := self.process.stderr.readline():
            said += line
            text = line.decode(errors="replace")
            if SAID in text:
                self.port = int(text.split(SAID)[1].split("/")[0])
                # Whatever it says later must not fill the pipe.
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return
        raise ServiceFailed(said.decode(errors="replace")[-2000:])

    def kill(self) -> None:
        """The power goes: no handler runs, nothing is written down."""
        self.stop(signal.SIGKILL)

    def stop(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=60)

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def peer(self, name: str) -> Peer:
        return Peer(self, self.folder / name)

    def database(self) -> sqlite3.Connection:
        """The store of System 2, read without the program."""
        return sqlite3.connect(f"file:{self.data}/addressee.sqlite?mode=ro", uri=True)


class Peer:
    """One registered system: its certificate, its secret, one connection that is kept open."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        self.folder = folder
        paper = json.loads((folder / "client.json").read_text())
        self.client, self.secret = paper["clientID"], paper["clientSecret"]
        self.audience = paper["audience"]
        self.context = ssl.create_default_context(cafile=folder / "ca.pem")
        self.context.load_cert_chain(folder / "client.pem", folder / "client.key")
        self.line: http.client.HTTPSConnection | None = None
        self.token = ""
        self.token_until = 0.0

    def assertion(self, **changes: object) -> str:
        now = time.time()
        claims = {"iss": self.client, "sub": self.client, "aud": self.audience, "exp": now + 120,
                  "iat": now, "jti": str(uuid.uuid4()), **changes}
        parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
                 for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
        mark = hmac.new(self.secret.encode(), b".".join(parts), hashlib.sha256).digest()
        return b".".join([*parts, base64.urlsafe_b64encode(mark).rstrip(b"=")]).decode()

    def grant(self, scopes: list[str]) -> str:
        """A token for these scopes, good for ten minutes; used by every later request."""
        form = {"grant_type": "client_credentials", "client_assertion": self.assertion(),
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "scope": "+".join(scopes)}
        body = "&".join(f"{name}={value}" for name, value in form.items())
        status, answer = self.send("POST", "/oauth2/token", body,
                                   {"Content-Type": "application/x-www-form-urlencoded"})
        if status != 200:
            raise ServiceFailed(f"token: {status} {answer}")
        self.token, self.token_until = answer["access_token"], time.time() + 500
        return self.token

    def post(self, path: str, body: object, key: str | None = None) -> tuple[int, dict]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        return self.send("POST", path, json.dumps(body), headers)

    def send(self, method: str, path: str, body: str | None = None,
             headers: dict[str, str] | None = None) -> tuple[int, dict]:
        """Raises OSError or http.client.HTTPException when the line breaks; the next call opens a
        new one."""
        if self.line is None:
            self.line = http.client.HTTPSConnection(
                "127.0.0.1", self.service.port, context=self.context, timeout=30)
        try:
            self.line.request(method, path, body=body, headers=headers or {})
            answer = self.line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            self.hang_up()
            raise

    def hang_up(self) -> None:
        if self.line:
            self.line.close()
        self.line = None


def number(serial: int) -> str:
    """A fictional 個人番号: the check digit is one more than the official one, so it is nobody's."""
    body = str(99_900_000_000 + serial)
    total = sum(int(digit) * (place + 1 if place <= 6 else place - 5)
                for place, digit in enumerate(reversed(body), start=1))
    rest = total % 11
    official = 0 if rest <= 1 else 11 - rest
    return body + str((official + 1) % 10)


def addressee(serial: int) -> str | None:
    """宛名番号 of a serial, or None where the check digit is not defined."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(str(serial))))
    rest = total % 11
    return None if rest == 1 else str(serial * 10 + (0 if rest == 0 else 11 - rest)).zfill(15)


def has_check_digit(text: str) -> bool:
    return addressee(int(text) // 10) == text.zfill(15)
