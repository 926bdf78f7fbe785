"""Draws that anyone can check: promised beforehand, decided by a number nobody could know, worked out by everybody.

`rules` and `commitment` are published before opening, `entrants` (list and root) at close, the public number comes
from outside, `ranking` decides, `audit` publishes everything and `verifier` is the program with which strangers
check it. `instant` is the other kind: slots settled beforehand. `sampling` draws inspections in the same way. Nothing
here makes a secret or a salt: they come from outside (`secrets.token_bytes(32)`).
"""
