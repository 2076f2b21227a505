"""Checks a Loadline recommendation before anybody acts on it: docs/guides/verify.md in Python.

Needs `cryptography`. The form is checked as far as a consumer reads the event.
"""

import base64
import hashlib
import json
import math
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

MOST_BYTES, MOST_LEVELS, MOST_ITEMS, MOST_VALUES, MOST_TEXT = 2**18, 16, 4096, 20_000, 16_384
TOLERATED_LEAD_SECONDS, LONGEST_LIFE_SECONDS, LEASE_SECONDS = 5, 600, 3
MEDIA_TYPE = "application/cloudevents+json"
VERDICTS = {"scale-up", "scale-down", "hold", "infeasible"}


class Refused(Exception):
    """The reason is the first argument."""


@dataclass(frozen=True)
class Key:
    key_id: str
    public_key: Ed25519PublicKey
    # Epoch seconds from which on nothing signed with it is taken; None: no end.
    not_after: float | None = None


def key_from_pem(pem, not_after=None):
    public_key = load_pem_public_key(pem.encode())
    raw = public_key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Key(hashlib.sha256(raw).digest()[:16].hex(), public_key, not_after)


def check_bounds(data):
    """Linear in the bytes, before anything is built."""
    if len(data) > MOST_BYTES:
        raise Refused("malformed", "too many bytes")
    counts, values, at = [], 1, 0
    while at < len(data):
        byte = data[at]
        if byte == 0x22:
            end = at + 1
            while end < len(data) and data[end] != 0x22:
                end += 2 if data[end] == 0x5C else 1
            if end - at - 1 > MOST_TEXT:
                raise Refused("malformed", "a string is too long")
            at = end + 1
            continue
        if byte in b"[{":
            counts.append(1)
            values += 1
        elif byte in b"]}" and counts:
            counts.pop()
        elif byte == 0x2C:
            values += 1
            if counts:
                counts[-1] += 1
        if values > MOST_VALUES or len(counts) > MOST_LEVELS or (counts and counts[-1] > MOST_ITEMS):
            raise Refused("malformed", "too many values, levels or items")
        at += 1


def not_json(text):
    raise ValueError(f"{text} is no JSON")


def parse(data):
    check_bounds(data)
    try:
        # Numbers are doubles, as in every JSON that ECMAScript reads.
        value = json.loads(data.decode("utf-8-sig"), parse_int=float, parse_constant=not_json)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", str(error)) from error
    if not isinstance(value, dict):
        raise Refused("malformed", "not an object")
    return value


def number_text(value):
    """A double as ECMAScript prints it (RFC 8785, section 3.2.2.3)."""
    if not math.isfinite(value):
        raise Refused("malformed", "a number that is not finite")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, exponent = f"{abs(value)!r}e0".split("e")[:2]
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        text = digits + "0" * (point - count)
    elif 0 < point <= 21:
        text = f"{digits[:point]}.{digits[point:]}"
    elif -6 < point <= 0:
        text = f"0.{'0' * -point}{digits}"
    else:
        power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
        text = digits + power if count == 1 else f"{digits[0]}.{digits[1:]}{power}"
    return sign + text


def string_text(value):
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise Refused("malformed", "a lone surrogate")
    return json.dumps(value, ensure_ascii=False)


def canonical(value):
    """RFC 8785: members by UTF-16 code units, no white space."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, str):
        return string_text(value)
    if isinstance(value, list):
        return f"[{','.join(canonical(item) for item in value)}]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return f"{{{','.join(f'{string_text(name)}:{canonical(value[name])}' for name in names)}}}"


def signed_bytes(event):
    body = canonical({name: value for name, value in event.items() if name != "signature"}).encode()
    return b"DSSEv1 %d %s %d %s" % (len(MEDIA_TYPE), MEDIA_TYPE.encode(), len(body), body)


def signature_bytes(text):
    """A signature has one spelling."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text else None


def check_signature(event, keys, now):
    key_id, signature = event.get("signingkey"), event.get("signature")
    if not isinstance(key_id, str) or not isinstance(signature, str):
        raise Refused("unsigned", "no signature")
    key = next((each for each in keys if each.key_id == key_id), None)
    if key is None:
        raise Refused("unknown-key", key_id)
    raw = signature_bytes(signature)
    if raw is None:
        raise Refused("bad-signature", "not base64url")
    try:
        key.public_key.verify(raw, signed_bytes(event))
    except InvalidSignature as error:
        raise Refused("bad-signature", "does not match") from error
    if key.not_after is not None and not now < key.not_after:
        raise Refused("expired-key", key_id)


def milliseconds(text):
    if not isinstance(text, str) or not re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text
    ):
        raise Refused("malformed", "no time")
    try:
        whole = datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace("Z", "+00:00"))
    except ValueError as error:
        raise Refused("malformed", str(error)) from error
    fraction = re.search(r"\.(\d+)", text)
    return int(whole.timestamp()) * 1000 + (int(fraction[1][:3].ljust(3, "0")) if fraction else 0)


def is_count(value):
    return isinstance(value, float) and value >= 0 and value.is_integer()


def check_form(event):
    """What a consumer reads. @returns data, decision, time and expiry in milliseconds"""
    data = event.get("data")
    decision = data.get("decision") if isinstance(data, dict) else None
    target = data.get("target") if isinstance(data, dict) else None
    replicas = data.get("replicas") if isinstance(data, dict) else None
    if not all(isinstance(part, dict) for part in (decision, target, replicas)):
        raise Refused("malformed", "data")
    fits = (
        event.get("specversion") == "1.0"
        and event.get("type") == "io.loadline.recommendation.v1"
        and isinstance(event.get("subject"), str)
        and isinstance(event.get("id"), str)
        and all(isinstance(target.get(name), str) for name in ("cluster", "deployment", "pool"))
        and data.get("verdict") in VERDICTS
        and "desired" in replicas
        and (replicas["desired"] is None or is_count(replicas["desired"]))
        and isinstance(decision.get("id"), str)
        and decision["id"] != ""
        and is_count(decision.get("epoch"))
        and is_count(decision.get("revision"))
        and isinstance(decision.get("heartbeat"), bool)
    )
    if not fits:
        raise Refused("malformed", "a member that a consumer reads")
    return data, decision, milliseconds(event.get("time")), milliseconds(decision.get("expiresAt"))


def check_order(decision, time, before, now):
    if before is None or now >= before["time"] / 1000 + LONGEST_LIFE_SECONDS:
        return
    epoch, revision = decision["epoch"], decision["revision"]
    if epoch < before["epoch"]:
        raise Refused("old-epoch", "")
    if epoch > before["epoch"] + 1 + max(0, time - before["time"]) / 1000 / LEASE_SECONDS:
        raise Refused("epoch-jump", "")
    if epoch > before["epoch"] or revision > before["revision"]:
        return
    if revision < before["revision"]:
        raise Refused("replayed", "")
    if decision["id"] != before["decisionId"]:
        raise Refused("contradicts", "")
    if not time > before["time"]:
        raise Refused("replayed", "")


def verify(subject, payload, keys, now, accepted):
    """Returns the event; `accepted` (a dict by subject) remembers it. Raises Refused with the reason.

    Keep `accepted` over restarts where you can: without it an old event counts until it expires.
    """
    event = parse(payload)
    check_signature(event, keys, now)
    data, decision, time, expires = check_form(event)
    target = data["target"]
    expected = f"loadline.v1.recommendation.{target['cluster']}.{target['deployment']}"
    if event["subject"] != subject or subject != expected:
        raise Refused("wrong-target", expected)
    if not time / 1000 <= now + TOLERATED_LEAD_SECONDS:
        raise Refused("future-dated", event["time"])
    if not now < expires / 1000:
        raise Refused("expired", decision["expiresAt"])
    if (expires - time) / 1000 > LONGEST_LIFE_SECONDS:
        raise Refused("lives-too-long", decision["expiresAt"])
    check_order(decision, time, accepted.get(subject), now)
    accepted[subject] = {
        "epoch": decision["epoch"],
        "revision": decision["revision"],
        "decisionId": decision["id"],
        "time": time,
    }
    return event
