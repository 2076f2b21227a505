"""Prints each recommendation that may be acted on: NATS_URL, LOADLINE_PUBLIC_KEY (a PEM file), LOADLINE_CLUSTER."""

import asyncio
import os
import time

import nats

from loadline_verify import Refused, key_from_pem, verify


async def main():
    with open(os.environ["LOADLINE_PUBLIC_KEY"], encoding="utf-8") as file:
        keys = [key_from_pem(file.read())]
    connection = await nats.connect(os.environ.get("NATS_URL", "nats://127.0.0.1:4222"))
    subject = f"loadline.v1.recommendation.{os.environ.get('LOADLINE_CLUSTER', '*')}.*"
    subscription = await connection.jetstream().subscribe(
        subject, ordered_consumer=True, stream="LOADLINE_RECOMMENDATIONS"
    )
    accepted = {}
    async for message in subscription.messages:
        try:
            event = verify(message.subject, message.data, keys, time.time(), accepted)
        except Refused as refused:
            print(f"refused {message.subject}: {' '.join(refused.args)}", flush=True)
            continue
        desired = event["data"]["replicas"]["desired"]
        # None: keep the present count, never zero.
        print(f"{message.subject}: {event['data']['verdict']} {'keep' if desired is None else int(desired)}", flush=True)


asyncio.run(main())
