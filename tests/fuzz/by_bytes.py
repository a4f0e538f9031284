"""Ways to break a file that ask nothing of its format."""

from __future__ import annotations

from random import Random

MOST = 2_000_000  # bytes of a broken file


def cut(chance: Random, data: bytes) -> bytes:
    """The end is missing, as of a transfer that broke."""
    return data[: chance.randrange(len(data))]


def flip(chance: Random, data: bytes) -> bytes:
    """Single bits are wrong."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64, 512))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def piece_lost(chance: Random, data: bytes) -> bytes:
    start, size = _piece(chance, data)
    return data[:start] + data[start + size :]


def piece_twice(chance: Random, data: bytes) -> bytes:
    start, size = _piece(chance, data)
    times = chance.choice((1, 1, 2, 20))
    return (data[: start + size] + times * data[start : start + size] + data[start + size :])[:MOST]


def pieces_swapped(chance: Random, data: bytes) -> bytes:
    out, (one, size), (two, _) = bytearray(data), _piece(chance, data), _piece(chance, data)
    first, second = bytes(out[one : one + size]), bytes(out[two : two + size])
    out[one : one + len(second)], out[two : two + len(first)] = second, first
    return bytes(out)


def piece_overwritten(chance: Random, data: bytes) -> bytes:
    start, size = _piece(chance, data)
    what = chance.choice((b"\0", b"\xff", b"(", b"<", b" ", b"9", None))
    return data[:start] + (chance.randbytes(size) if what is None else what * size) + data[start + size :]


def number_huge(chance: Random, data: bytes) -> bytes:
    """A number that stands somewhere becomes one that no program expects."""
    starts = [i for i in range(1, len(data)) if data[i : i + 1].isdigit() and not data[i - 1 : i].isdigit()]
    for start in chance.sample(starts, min(len(starts), chance.choice((1, 3, 30)))):
        told = chance.choice(NUMBERS)
        data = data[:start] + told + data[start + len(told) :]
    return data


NUMBERS = (b"0", b"-1", b"65535", b"65536", b"2147483647", b"4294967296", b"9223372036854775808", b"1e308", b"9" * 40)


def _piece(chance: Random, data: bytes) -> tuple[int, int]:
    size = min(chance.choice((1, 8, 100, 1000, 20_000)), len(data))
    return chance.randrange(len(data) - size + 1), size


WAYS = (cut, flip, piece_lost, piece_twice, pieces_swapped, piece_overwritten, number_huge)
