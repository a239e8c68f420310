"""Sets of whole numbers, each held in one number whose bits are its members."""

from __future__ import annotations

from collections.abc import Iterable

_NON_NULS = bytes([0] + [1] * 255)
_BITS = [octet.bit_length() - 1 if octet & (octet - 1) == 0 else [k for k in range(8) if octet >> k & 1] for octet in range(256)]  # one, or several


def ensemble(members: Iterable[int], size: int) -> int:
    """The set of these numbers, all under 8 × size."""
    octets = bytearray(size)
    for member in members:
        octets[member >> 3] |= 1 << (member & 7)
    return int.from_bytes(octets, "little")


def membres(found: int) -> list[int]:
    """The numbers of a set, in order."""
    octets = found.to_bytes((found.bit_length() + 7) // 8, "little")
    filled = octets.translate(_NON_NULS)
    members: list[int] = []
    place = filled.find(1)
    while place >= 0:
        bits = _BITS[octets[place]]
        if bits.__class__ is int:
            members.append(8 * place + bits)
        else:
            members += [8 * place + k for k in bits]
        place = filled.find(1, place + 1)
    return members
