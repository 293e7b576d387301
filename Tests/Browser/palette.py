# SPDX-License-Identifier: Apache-2.0
"""Makes a picture of a screen smaller: a palette in place of three bytes a point.

A screen has few colours, most of them between ink and paper; no tool need be at hand for this."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

SIGN = b"\x89PNG\r\n\x1a\n"
MOST = 128
"""Colours of a picture."""


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height; none for what is no picture."""
    if picture[:8] != SIGN:
        return (0, 0)
    return struct.unpack(">II", picture[16:24])


def reduced(picture: bytes) -> bytes:
    """The same picture with at most so many colours; as it is where it is not of the usual kind."""
    chunks = _chunks(picture)
    width, height, depth, kind, _, _, woven = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    parts = {2: 3, 6: 4}.get(kind, 0)
    if depth != 8 or woven or not parts:
        return picture
    lines = _lines(zlib.decompress(chunks[b"IDAT"]), width * parts, parts)
    count: Counter[tuple[int, int, int]] = Counter()
    for line in lines:
        count.update(zip(line[0::parts], line[1::parts], line[2::parts]))
    kept = [colour for colour, _ in count.most_common(MOST)]
    place = {colour: _nearest(colour, kept) for colour in count}
    body = b"".join(
        b"\0" + bytes(map(place.__getitem__, zip(line[0::parts], line[1::parts], line[2::parts])))
        for line in lines)
    return SIGN + b"".join(_chunk(name, data) for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(part for colour in kept for part in colour)),
        (b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")))


def _nearest(colour: tuple[int, int, int], kept: list[tuple[int, int, int]]) -> int:
    red, green, blue = colour
    return min(range(len(kept)), key=lambda one: (
        (kept[one][0] - red) ** 2 + (kept[one][1] - green) ** 2 + (kept[one][2] - blue) ** 2))


def _chunks(picture: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 8
    while at < len(picture):
        length, name = struct.unpack(">I4s", picture[at:at + 8])
        found[name] = found.get(name, b"") + picture[at + 8:at + 8 + length]
        at += length + 12
    return found


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _lines(data: bytes, length: int, step: int) -> list[bytearray]:
    """The lines as they are, without what each says of its neighbours."""
    lines: list[bytearray] = []
    above = bytearray(length)
    for start in range(0, len(data), length + 1):
        line = bytearray(data[start + 1:start + 1 + length])
        _undo(data[start], line, above, step)
        lines.append(line)
        above = line
    return lines


def _undo(way: int, line: bytearray, above: bytearray, step: int) -> None:
    if way == 2:
        line[:] = bytes((one + other) & 255 for one, other in zip(line, above))
    elif way:
        for at in range(len(line)):
            left = line[at - step] if at >= step else 0
            if way == 1:
                guess = left
            elif way == 3:
                guess = (left + above[at]) >> 1
            else:
                guess = _paeth(left, above[at], above[at - step] if at >= step else 0)
            line[at] = (line[at] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    nearest = min(abs(guess - left), abs(guess - up), abs(guess - corner))
    if nearest == abs(guess - left):
        return left
    return up if nearest == abs(guess - up) else corner
