#!/usr/bin/env python3
"""Random histories: whatever is killed or cut, all machines and the hub are equal in the end and hold all that was answered.

KIOSK_HISTORIES=500 tells as many as that, KIOSK_HISTORIES=3600s as many as fit into an hour; both begin with a random seed, or
with KIOSK_HISTORY_SEED. One that fails is named by its seed and made as short as it still fails."""
import os
import random
import sys
import time
import unittest

from history import draw, shortened
from history_world import World, Wrong
from private_hub import HubTest

# So many that they tell something and tests/run does not wait for them; always the same, as a test should be.
HISTORIES = os.environ.get("KIOSK_HISTORIES", "8")
FIRST_SEED = int(os.environ.get("KIOSK_HISTORY_SEED", "1" if "KIOSK_HISTORIES" not in os.environ else random.randrange(10**9)))
# A race fails now and then only.
TRIES = 3
SECONDS_TO_SHORTEN = 300


class Histories(HubTest):
    def setUp(self):
        super().setUp()
        self.world = World(type(self), self)
        self.addCleanup(self.world.close)

    def failure(self, steps):
        """What does not hold; none when all does."""
        try:
            self.world.tell(steps)
        except (Wrong, AssertionError) as wrong:
            return str(wrong)
        return None

    def test_all_machines_are_equal_in_the_end_and_nothing_is_lost(self):
        began = time.monotonic()
        seed, told = FIRST_SEED, 0
        while time.monotonic() < began + float(HISTORIES[:-1]) if HISTORIES.endswith("s") else told < int(HISTORIES):
            steps = draw(seed)
            if failure := self.failure(steps):
                print(f"seed {seed}: {failure}", file=sys.stderr, flush=True)  # making it short may take minutes
                self.fail(self.report(seed, steps, failure))
            seed, told = seed + 1, told + 1
        print(f"{told} histories from seed {FIRST_SEED} in {time.monotonic() - began:.0f} s")

    def report(self, seed, steps, failure):
        until = time.monotonic() + SECONDS_TO_SHORTEN
        short = shortened(steps, lambda shorter: time.monotonic() < until and any(self.failure(shorter) for _ in range(TRIES)))
        return (f"{failure}\nKIOSK_HISTORIES=1 KIOSK_HISTORY_SEED={seed} tells it again; shortened from {len(steps)} steps:\n  "
                + "\n  ".join(map(str, short)))


if __name__ == "__main__":
    unittest.main()
