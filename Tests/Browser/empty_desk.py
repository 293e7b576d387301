# SPDX-License-Identifier: Apache-2.0
"""The desk of a city that has only just begun: its residents, its officers, and nothing else. Its book asks for
the income of parents; the same city can be opened again when years have passed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from desk import ROOT, Desk, DeskFailed, Officer, _free_port

OFFICERS = {
    "kanri01": ("管理 一郎", "administrator"), "kacho01": ("課長 花子", "head"),
    "uketsuke01": ("窓口 次郎", "counter"), "kyufu01": ("給付 三郎", "payment"),
} | {f"shokuin{number:02}": (f"職員 {kanji}", "counter") for number, kanji in enumerate("四五六七八九", 4)}
"""Ten: a survey that fewer have answered shows nothing."""
LATER = {"kanri02": ("管理 十郎", "administrator"), "kacho02": ("課長 百合", "head")}
"""Who works there when years have passed."""
SCHEME = "sample-income"


class EmptyDesk(Desk):
    """Starts on entering, over the residents of another town; stops and removes everything on leaving."""

    def __init__(self, town: Path) -> None:
        self.residents = sorted((town / "in").glob("resident_全件_*.csv"))[0]
        self.folder = Path(tempfile.mkdtemp(prefix="hagukumi-empty-"))
        # The files of the town tell who lives here as well.
        self.town = town
        self.data = self.folder / "data"
        self.place = ["--data", str(self.data), "--rehearsal", "--scheme", SCHEME]
        self.port = _free_port()
        self.address = f"https://127.0.0.1:{self.port}"
        self.officers: dict[str, Officer] = {}
        self.surroundings = dict(os.environ)

    def _start(self) -> None:
        self._program = os.environ.get("HAGUKUMI_PROGRAM", str(ROOT / ".build/debug/hagukumi"))
        if not os.access(self._program, os.X_OK):
            raise DeskFailed(f"{self._program} がありません。先に作ってください: make browser")
        self._errors = self.folder / "stderr.txt"
        self._errors.write_text("")
        self.run("init", *self.place)
        self.run("import", "residents", str(self.residents), *self.place)
        self.employ(OFFICERS)
        self._serve()

    def employ(self, officers: dict[str, tuple[str, str]]) -> None:
        for name, (words, role) in officers.items():
            password = "-".join(secrets.token_hex(3) for _ in range(3))
            self.officers[name] = Officer(name, password, words)
            self.run(
                "user", "add", *self.place, name, "--name", words, "--keep-password", "--role", role,
                said=password + "\n")

    def pass_years(self, years: int) -> None:
        """Closes the desk, and opens it again when so many years have passed."""
        self._end()
        clock = self.folder / "later.so"
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None:
            raise DeskFailed("C のコンパイラー（cc か clang）がありません")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", str(clock), str(Path(__file__).parent / "later.c"), "-ldl"],
            check=True)
        self.surroundings |= {"LD_PRELOAD": str(clock), "HAGUKUMI_LATER": str(years * 366 * 86_400)}
        self.employ(LATER)
        self._serve()

    def run(self, *words: str, said: str | None = None) -> str:
        """One command at the machine; raises what it says when it fails."""
        done = subprocess.run(
            [self._program, *words], cwd=ROOT, env=self.surroundings, input=said, capture_output=True, text=True,
            timeout=120, check=False)
        if done.returncode != 0:
            raise DeskFailed(f"{' '.join(words[:2])}: {done.stderr}{done.stdout}")
        return done.stdout

    def _serve(self) -> None:
        before = self.said().count("画面を開きました")
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [self._program, "serve", *self.place, "--port", str(self.port)],
                cwd=ROOT, env=self.surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=errors)
        deadline = time.monotonic() + 60
        while self.said().count("画面を開きました") == before:
            if self.has_ended() or time.monotonic() > deadline:
                raise DeskFailed(f"画面が開きません。\n{self.said()}")
            time.sleep(0.05)

    def _end(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)

    def _stop(self) -> None:
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            try:
                self._end()
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
