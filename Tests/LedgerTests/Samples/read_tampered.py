# SPDX-License-Identifier: Apache-2.0
"""Applies each manipulation to a copy of a ledger in memory and asks the second reader.

    read_tampered.py VERIFY-LEDGER DATABASE KEY WITNESS-KEY MANIPULATIONS

MANIPULATIONS: one JSON object a line with the statements, the checkpoint file and the cosigned note.
Prints one line each: `found`, or `missed` with the way.
"""
import functools
import importlib.machinery
import importlib.util
import json
import sqlite3
import sys

loader = importlib.machinery.SourceFileLoader("second", sys.argv[1])
second = importlib.util.module_from_spec(importlib.util.spec_from_loader("second", loader))
sys.dont_write_bytecode = True
loader.exec_module(second)
# The same signatures are met again in every copy.
second.signed = functools.lru_cache(maxsize=None)(second.signed)


class Found(Exception):
    pass


class Impatient(second.Audit):
    """Stops at the first problem."""

    def say_unless(self, right, sentence):
        if not right:
            raise Found


class Stop(list):
    def append(self, sentence):
        raise Found

    def __iadd__(self, sentences):
        return self


def value(item):
    return bytes.fromhex(item["b"]) if isinstance(item, dict) else item


base = sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True)
db = sqlite3.connect(":memory:", isolation_level=None)
base.backup(db)
key, witness = second.read_key(sys.argv[3], b"\1"), second.read_key(sys.argv[4], b"\4")
with open(sys.argv[5], encoding="utf-8") as lines:
    for line in lines:
        given = json.loads(line)
        db.execute("BEGIN")
        for sql, arguments in given["sql"]:
            db.execute(sql, [value(item) for item in arguments])
        audit = Impatient(db, key, True, witness)
        audit.problems = Stop()
        try:
            audit.run(given["file"], given["cosigned"])
            print("missed", given["way"])
        except Found:
            print("found")
        db.execute("ROLLBACK")
