# SPDX-License-Identifier: Apache-2.0
"""schemathesis over the served OpenAPI document: every operation, right and wrong data, zero
findings. Two peers look, because no peer may do everything.

One check is not asked of a few operations, because JSON Schema cannot say what is right there:
`positive_data_acceptance` where a check digit, a signature, a message or the other items decide
(個人番号, 付番API, tokens, relayed messages). Every other check is asked of every operation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from service import ROOT, Service, number, addressee

LOOKS = {
    "welfare": ["032:numbering:Create", "031:app_submit/v10/jutogaishaatenabangofuban:Create",
                "031:candidates:Read", "032:updates:Update", "032:removals:Delete",
                "032:searches:Read", "032:addressees:Read", "032:conversions:Read",
                "032:matches:Create", "031:locks:Create", "031:locks:Delete", "032:notices:Read",
                "032:notices:Update", "031:inheritances:Create", "032:relays:Update"],
    "intermediate-server": ["032:disclosures:Read"],
}
ONLY = {"intermediate-server": ["disclose"]}
NOT = {"welfare": ["disclose"]}
"""Operations by operationId that a peer is, or is not, registered for."""
BY_WORDS = ["number", "numberNonResident", "match", "search", "token", "relay"]
"""Where more than the form decides."""


def check(service: Service, examples: int, seed: int) -> list[str]:
    """The findings, as schemathesis words them."""
    found: list[str] = []
    served = service.peer("welfare").send("GET", "/openapi.json")[1]
    ours = json.loads((ROOT / "Sources/AddresseeService/Document/openapi.json").read_text())
    if served != ours:
        found.append("配られた文書が、版にある文書と違います")
    place = service.folder / "openapi.json"
    place.write_text(json.dumps(served))
    people(service)
    for name, scopes in LOOKS.items():
        asked = [one["operationId"] for ways in served["paths"].values() for one in ways.values()]
        asked = [one for one in asked if one in ONLY.get(name, asked) and one not in NOT.get(name, [])]
        strict = [one for one in asked if one not in BY_WORDS]
        loose = [one for one in asked if one in BY_WORDS]
        for operations, without in [(strict, None), (loose, "positive_data_acceptance")]:
            if operations:
                found += look(service, name, scopes, place, operations, without, examples, seed)
    return found


def people(service: Service) -> None:
    """A few persons, so that answers are not all empty."""
    peer = service.peer("welfare")
    peer.grant(LOOKS["welfare"])
    for serial in range(1, 6):
        peer.post("/v1/numbering", {
            "individualNumber": number(serial), "addressee": addressee(1000 + serial) or "19",
            "effectiveOn": "2025-04-01", "name": "検証　花子", "sex": "2",
            "born": f"2015-04-0{serial}", "address": "見本市中央一丁目1番1号"})


def look(service: Service, name: str, scopes: list[str], place: Path, operations: list[str],
         without: str | None, examples: int, seed: int) -> list[str]:
    peer = service.peer(name)
    token = peer.grant(scopes)
    folder = peer.folder
    command = [
        Path(sys.executable).parent / "schemathesis", "run", str(place),
        "--url", f"https://localhost:{service.port}", "--tls-verify", str(folder / "ca.pem"),
        "--request-cert", str(folder / "client.pem"), "--request-cert-key", str(folder / "client.key"),
        "--header", f"Authorization: Bearer {token}", "--checks", "all",
        "--phases", "examples,coverage,fuzzing", "--max-examples", str(examples),
        "--seed", str(seed), "--no-color", "--warnings", "off",
        "--suppress-health-check", "all", "--generation-database", "none"]
    for operation in operations:
        command += ["--include-operation-id", operation]
    if without:
        command += ["--exclude-checks", without]
    answer = subprocess.run(command, cwd=service.folder, capture_output=True, text=True)
    lines = answer.stdout.strip().splitlines()
    print("  " + name + ": " + " / ".join(line.strip() for line in lines[-6:] if line.strip(" =-")),
          flush=True)
    return [] if answer.returncode == 0 else [answer.stdout[-6_000:] + answer.stderr[-1_000:]]
