# SPDX-License-Identifier: Apache-2.0
"""A desk of the program on a fictional town, for as long as a walk takes.

The town has a fixed seed, so its people and papers are the same every time; only the passwords
are new. `HAGUKUMI_PROGRAM` names another program than the debug build."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 400
SEED = 1
PATIENCE = 300.0
"""Seconds that a year of the town may take on a slow machine."""


class DeskFailed(Exception):
    """The program ended, or never said that it is ready. The message carries what it said."""


@dataclass(frozen=True)
class Officer:
    name: str
    password: str
    words: str


class Desk:
    """Starts the program on entering, stops it and removes its town on leaving."""

    def __init__(self, people: int = PEOPLE, seed: int = SEED) -> None:
        self.people = people
        self.seed = seed
        self.folder = Path(tempfile.mkdtemp(prefix="hagukumi-desk-"))
        self.town = self.folder / "town"
        self.officers: dict[str, Officer] = {}
        self.port = _free_port()
        self.address = f"https://127.0.0.1:{self.port}"

    def __enter__(self) -> Desk:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def said(self) -> str:
        """Everything the program said on standard error."""
        return self._errors.read_text(encoding="utf-8", errors="replace")

    def take_master(self, kind: str, file: Path, since: str) -> None:
        """An official list, taken in at the machine while the desk is open."""
        self.at_machine(
            "import", "masters", kind, str(file), "--valid-from", since, "--data",
            str(self.town / "data"), "--rehearsal")

    def at_machine(self, *words: str) -> str:
        """One command at the machine, and what it says."""
        done = subprocess.run(
            [self._program, *words], cwd=ROOT, capture_output=True, text=True, timeout=120,
            check=False)
        if done.returncode != 0:
            raise DeskFailed(f"{' '.join(words[:3])}: {done.stderr}{done.stdout}")
        return done.stdout

    def _start(self) -> None:
        self._program = os.environ.get("HAGUKUMI_PROGRAM", str(ROOT / ".build/debug/hagukumi"))
        if not os.access(self._program, os.X_OK):
            raise DeskFailed(f"{self._program} がありません。先に作ってください: make browser")
        self._errors = self.folder / "stderr.txt"
        command = [
            self._program, "demo", "--people", str(self.people), "--seed", str(self.seed),
            "--dir", str(self.town), "--port", str(self.port),
        ]
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=errors)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            said = self.said()
            # The line that says that the desk is open, then one line an officer.
            _, opened, lines = said.partition("画面を開きました")
            for name, password, words in re.findall(
                r"^  ([a-z]+\d\d)  (\S+)  (.+\))$", lines, re.MULTILINE
            ):
                self.officers[name] = Officer(name, password, words)
            if opened and "kansa01" in self.officers:
                return
            if self.has_ended():
                raise DeskFailed(
                    f"プログラムが終わりました({self._process.returncode})。\n{said}")
            time.sleep(0.1)
        raise DeskFailed(f"{PATIENCE:.0f}秒待っても画面が開きません。\n{self.said()}")

    def _stop(self) -> None:
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
