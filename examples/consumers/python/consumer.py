"""Prints each recommendation that may be acted on: NATS_URL, LOADLINE_PUBLIC_KEY (a PEM file), LOADLINE_CLUSTER."""

import asyncio
import os
import time
from urllib.parse import urlparse

import nats
from nats.js.errors import NotFoundError as NothingYet

from loadline_verify import Refused, key_from_pem, verify


async def main():
    with open(os.environ["LOADLINE_PUBLIC_KEY"], encoding="utf-8") as file:
        keys = [key_from_pem(file.read())]
    url = os.environ.get("NATS_URL", "nats://127.0.0.1:4222")
    # Answers come to a subject of the user's own.
    inbox = f"_INBOX_{urlparse(url).username or 'actuator'}".encode()
    connection = await nats.connect(url, inbox_prefix=inbox)
    subject = f"loadline.v1.recommendation.{os.environ.get('LOADLINE_CLUSTER', '*')}.*"
    # By sequence: an actuator's account makes no consumer on a stream that others need.
    stream = connection.jetstream()
    info = await stream.stream_info("LOADLINE_RECOMMENDATIONS")
    accepted = {}
    sequence = info.state.first_seq
    while True:
        try:
            message = await stream.get_msg(
                "LOADLINE_RECOMMENDATIONS", seq=sequence, subject=subject, direct=True, next=True
            )
        except NothingYet:
            await asyncio.sleep(1)
            continue
        sequence = message.seq + 1
        try:
            event = verify(message.subject, message.data, keys, time.time(), accepted)
        except Refused as refused:
            print(f"refused {message.subject}: {' '.join(refused.args)}", flush=True)
            continue
        desired = event["data"]["replicas"]["desired"]
        # None: keep the present count, never zero.
        print(f"{message.subject}: {event['data']['verdict']} {'keep' if desired is None else int(desired)}", flush=True)


asyncio.run(main())
