"""python3 vectors.py FILE: runs the test vectors and prints the outcome of each."""

import base64
import json
import sys

from loadline_verify import Refused, key_from_pem, verify

with open(sys.argv[1], encoding="utf-8") as file:
    vectors = json.load(file)

for vector in vectors["vectors"]:
    keys = [key_from_pem(vectors["keys"][key["name"]], key.get("notAfter")) for key in vector["keys"]]
    try:
        verify(vector["subject"], base64.b64decode(vector["data"]), keys, vector["now"], dict(vector["accepted"]))
        outcome = "accepted"
    except Refused as refused:
        outcome = refused.args[0]
    print(f"{vector['name']}: {outcome}")
