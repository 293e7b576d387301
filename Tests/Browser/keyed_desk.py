# SPDX-License-Identifier: Apache-2.0
"""A desk that asks for an authenticator: a new installation of the rehearsal, its first officers
registered at the machine, served under the name for which their authenticators are made."""

from __future__ import annotations

import os
import secrets
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from desk import ROOT, Desk, DeskFailed, Officer, _free_port

OFFICERS = {
    "kanri01": ("管理 一郎", ["administrator"]),
    "kacho01": ("課長 花子", ["head"]),
    "kyufu01": ("給付 次郎", ["payment"]),
    "shinnin": ("新任 三郎", ["counter"]),
}


class KeyedDesk(Desk):
    """Starts on entering; `tickets` holds the words of the first two officers' tickets."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hagukumi-keyed-"))
        self.data = self.folder / "data"
        self.port = _free_port()
        # Authenticators are bound to a name, never to a bare address.
        self.address = f"https://localhost:{self.port}"
        self.officers: dict[str, Officer] = {}
        self.tickets: dict[str, str] = {}

    def _start(self) -> None:
        self._program = os.environ.get("HAGUKUMI_PROGRAM", str(ROOT / ".build/debug/hagukumi"))
        if not os.access(self._program, os.X_OK):
            raise DeskFailed(f"{self._program} がありません。先に作ってください: make browser")
        self._errors = self.folder / "stderr.txt"
        self._errors.write_text("")
        place = ["--data", str(self.data), "--rehearsal"]
        self.run("init", *place)
        self.run("passkey", "setup", *place, "--name", "localhost", "--port", str(self.port))
        for name, (words, roles) in OFFICERS.items():
            password = "-".join(secrets.token_hex(3) for _ in range(3))
            self.officers[name] = Officer(name, password, words)
            self.run(
                "user", "add", *place, name, "--name", words, "--keep-password", "--role", *roles,
                said=password + "\n")
        for name in ("kanri01", "kacho01"):
            self.tickets[name] = self.run("passkey", "ticket", *place, name).split("\t")[1].strip()
        self._serve()

    def _serve(self) -> None:
        before = self.said().count("画面を開きました")
        place = ["--data", str(self.data), "--rehearsal"]
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [self._program, "serve", *place, "--system", "casework", "--host", "localhost",
                 "--port", str(self.port)],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        deadline = time.monotonic() + 60
        while self.said().count("画面を開きました") == before:
            if self.has_ended() or time.monotonic() > deadline:
                raise DeskFailed(f"画面が開きません。\n{self.said()}")
            time.sleep(0.05)

    def run(self, *words: str, said: str | None = None) -> str:
        """One command at the machine; raises what it says when it fails."""
        done = subprocess.run(
            [self._program, *words], cwd=ROOT, input=said, capture_output=True, text=True,
            timeout=120, check=False)
        if done.returncode != 0:
            raise DeskFailed(f"{' '.join(words[:2])}: {done.stderr}")
        return done.stdout

    def pass_minutes(self, minutes: int) -> None:
        """Ages the last request of every open log-in, as if nobody had worked for so long."""
        with sqlite3.connect(self.data / "casework.sqlite", timeout=20) as database:
            database.execute(
                "UPDATE login_session SET last_seen_at = last_seen_at - ? WHERE ended_at IS NULL",
                (minutes * 60_000_000,))

    def age_proofs(self, minutes: int) -> None:
        """Ages the last proof of every open log-in."""
        with sqlite3.connect(self.data / "casework.sqlite", timeout=20) as database:
            database.execute(
                "UPDATE login_session SET proved_at = proved_at - ? WHERE proved_at IS NOT NULL",
                (minutes * 60_000_000,))

    def log(self) -> list[tuple[str, str, str]]:
        """Operation, officer and reason of every entry of the log."""
        with sqlite3.connect(self.data / "casework.sqlite", timeout=20) as database:
            return list(database.execute("SELECT code, officer, reason FROM operation ORDER BY id"))

    def kill(self) -> None:
        """Ends the program as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def start_again(self) -> None:
        self._serve()

    def open_sessions(self) -> int:
        """Log-ins without an end."""
        with sqlite3.connect(self.data / "casework.sqlite", timeout=20) as database:
            return int(database.execute(
                "SELECT COUNT(*) FROM login_session WHERE ended_at IS NULL").fetchone()[0])
