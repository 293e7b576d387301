#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A simulator of PMH for tests and rehearsals. It is not the Public Medical Hub.

Standard library only. It checks every rule of the published registrations, keeps rows by their
履歴キー, and misbehaves by seed.
"""
import argparse
import json
import os
import random
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

from rules import check_all

NAME = "medical-hub"
NOTICE = "これは模擬です。本物のPMHではありません。"
LIMIT = 8 * 1024 * 1024
PAGE = 500


class Hub:
    """The rows, the misbehaviour and the counters."""

    def __init__(self, options):
        self.options = options
        self.chance = random.Random(options.seed)
        self.lock = threading.Lock()
        self.rows = {}
        self.journal = []
        self.counters = {"requests": 0, "stored": 0, "refused": 0, "lost": 0}
        if options.keep and os.path.exists(options.keep):
            with open(options.keep, encoding="utf-8") as file:
                self.rows = json.load(file)

    def mood(self):
        """How the next request is answered, by seed."""
        options = self.options
        roll = self.chance.uniform(0, 100)
        for mood, share in (
            ("outage", options.outages), ("lost", options.lost), ("busy", options.busy),
            ("unclear", options.refuse_unclear), ("slow", options.slow),
        ):
            if roll < share:
                return mood
            roll -= share
        return "well"

    def store(self, rows, difference):
        for row in rows:
            if difference:
                key = row["historyKey"]
            else:
                key = "-".join(
                    ["R", row.get("medicalSubsidyRecipientNumber", ""),
                     row.get("certificationSubKey", ""), row["validFrom"]])
            # The number and the five items are checked and forgotten.
            kept = {name: row[name] for name in row if name not in ("myNumber", "basicFiveInfo")}
            kept["historyKey"] = key
            kept.setdefault("isDeleted", False)
            kept["addressLength"] = len(row["basicFiveInfo"]["address"])
            self.rows[key] = kept
            self.journal.append(
                [key, row["validFrom"], row["validTo"], kept["isDeleted"], row["isNotDisclosed"]])
            self.counters["stored"] += 1
        if self.options.keep:
            with open(self.options.keep + ".new", "w", encoding="utf-8") as file:
                json.dump(self.rows, file, ensure_ascii=False)
            os.replace(self.options.keep + ".new", self.options.keep)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "hagukumi-simulator-" + NAME
    sys_version = ""
    hub: Hub

    def log_message(self, *_):
        """Nothing of a request is ever printed."""

    def answer(self, status, content):
        content = dict(content, simulator=NAME, notice=NOTICE)
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Simulator", NAME)
        self.end_headers()
        self.wfile.write(body)

    def is_known(self):
        return self.headers.get("Authorization") == "Bearer " + self.hub.options.token

    def do_GET(self):
        url = urlparse(self.path)
        hub = self.hub
        with hub.lock:
            if url.path == "/simulator/state":
                self.answer(200, dict(hub.counters, rows=len(hub.rows), journal=hub.journal))
            elif not self.is_known():
                self.answer(401, {"errors": []})
            elif url.path == "/registrations":
                after = parse_qs(url.query).get("after", [""])[0]
                keys = sorted(key for key in hub.rows if key > after)
                page = keys[:PAGE]
                rows = [self.shown(hub.rows[key]) for key in page]
                self.answer(200, {"rows": rows, "next": page[-1] if len(keys) > PAGE else None})
            else:
                self.answer(404, {"errors": []})

    @staticmethod
    def shown(row):
        names = ("historyKey", "medicalSubsidyRecipientNumber", "validFrom", "validTo",
                 "isDeleted", "isNotDisclosed")
        return {name: row.get(name, "") for name in names}

    def do_POST(self):
        hub = self.hub
        length = int(self.headers.get("Content-Length") or 0)
        if length > LIMIT:
            self.close_connection = True
            return self.answer(413, {"errors": []})
        body = self.rfile.read(length)
        with hub.lock:
            hub.counters["requests"] += 1
            mood = hub.mood()
        if mood == "outage":
            self.close_connection = True
            return self.connection.close()
        if mood == "slow":
            time.sleep(hub.options.delay)
        if not self.is_known():
            return self.answer(401, {"errors": []})
        difference = {
            "/registration-tasks": False,
            "/difference-history-registration-tasks": True,
        }.get(urlparse(self.path).path)
        if difference is None:
            return self.answer(404, {"errors": []})
        if mood == "busy":
            return self.answer(503, {"errors": []})
        with hub.lock:
            status, content = self.register(body, difference, mood)
        if mood == "lost":
            # The rows are stored, and nobody hears of it.
            hub.counters["lost"] += 1
            self.close_connection = True
            return self.connection.close()
        self.answer(status, content)

    def register(self, body, difference, mood):
        hub = self.hub
        try:
            rows = json.loads(body)
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not rows:
            return 400, {"errors": [], "message": "配列ではありません"}
        found = check_all(rows, difference, set(hub.options.certificate_type or []))
        if found or (mood == "unclear" and len(rows) > 1):
            hub.counters["refused"] += 1
            if mood == "unclear":
                return 400, {"errors": []}
            return 400, {"errors": [self.error(index, broken) for index, broken in found]}
        hub.store(rows, difference)
        return 200, {"accepted": len(rows)}

    def error(self, index, broken):
        error = {"index": index, "field": broken.field, "rule": broken.rule}
        if self.hub.options.echo:
            error["message"] = "値 %r" % (broken.value,)
            error["rule"] = broken.rule
            error["detail"] = str(broken.value)
        return error


def main():
    parser = argparse.ArgumentParser(description=NOTICE)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--outages", type=float, default=0)
    parser.add_argument("--lost", type=float, default=0)
    parser.add_argument("--busy", type=float, default=0)
    parser.add_argument("--slow", type=float, default=0)
    parser.add_argument("--refuse-unclear", type=float, default=0)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--echo", action="store_true")
    parser.add_argument("--certificate-type", action="append")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--keep")
    options = parser.parse_args()

    handler = type("Bound", (Handler,), {"hub": Hub(options)})
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler)
    server.daemon_threads = True
    scheme = "http"
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    print("SIMULATOR %s %s://127.0.0.1:%d" % (NAME, scheme, server.server_address[1]), flush=True)
    print(NOTICE, flush=True)
    # It ends with the test that started it.
    threading.Thread(target=end_with_parent, args=(server,), daemon=True).start()
    server.serve_forever()


def end_with_parent(server):
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
