"""A random history of one event on several machines: its steps, drawn from a seed, so that it can be told again and shortened."""
import random

PEOPLE = 6  # few, so that doors meet over them
SESSIONS = ("1", "2", "3")
ROOMS = ("Liffey", "Corrib", "Tolka")
TOPICS = ("10", "20")
MACHINES = 6

# How often each step comes, in a hundred.
WEIGHTS = {"check_in": 28, "undo": 8, "edit": 11, "sync": 15, "rush": 8, "cut": 5, "mend": 6, "live": 6, "silence": 4, "clock": 3,
           "publish": 3, "hand": 10, "resolve": 2, "again": 2, "kill_hub": 1, "back_up": 1, "go_back": 1}


def draw(seed):
    """The steps of a history: tuples of plain values, the kind of the step first, then mostly the machine.

    The first says how many machines there are (2 to 6; the first is the organiser's) and what a ticket admits to. Whatever a
    step means, it means something also when others are left out."""
    dice = random.Random(seed)
    count = dice.randint(2, MACHINES)
    steps = [("begin", count, dice.choice(("day", "event")))]
    for _ in range(dice.randint(15, 45)):
        kind = dice.choices(list(WEIGHTS), WEIGHTS.values())[0]
        steps.append(DRAWN.get(kind, lambda dice, machine, kind=kind: (kind, machine))(dice, dice.randrange(count)))
    return steps


def check_in(dice, machine):
    door = dice.choice((None, None, *SESSIONS))
    return ("check_in", machine, dice.randrange(PEOPLE), door, milliseconds(dice, 12) if dice.random() < 0.2 else None)


def sync(dice, machine):
    how = dice.choices(("whole", "answer_cut", "question_cut", "killed"), (5, 2, 2, 2))[0]
    return ("sync", machine, how, milliseconds(dice, 80) if how == "killed" else dice.randrange(1000, 9000))


def rush(dice, machine):
    """Several machines at once."""
    return ("rush", tuple(sync(dice, other) if dice.random() < 0.5 else check_in(dice, other)
                          for other in range(machine + 1) if dice.random() < 0.8))


def edit(dice, machine):
    kind = dice.choice(("move", "delay", "cancel", "restore", "place", "unplace"))
    return ("edit", machine, kind, dice.choice(SESSIONS), dice.choice(ROOMS), f"2013-05-16T{dice.randint(9, 17):02}:{dice.choice(('00', '30'))}",
            dice.choice((-5, 5, 10, 20)))


def hand(dice, machine):
    return ("hand", machine, dice.randrange(PEOPLE), dice.choice(TOPICS), dice.choice((True, True, False)))


def clock(dice, machine):
    return ("clock", machine, dice.choice((0, 30, -30, 600, -600, 3600, -7200, 86400, -86400 * 400)))


def publish(dice, _):
    return ("publish", dice.choice(("capacity", "programme", "revoke")), dice.randint(1, 9))


def milliseconds(dice, most):
    return round(dice.uniform(0, most), 1)


DRAWN = {"check_in": check_in, "sync": sync, "rush": rush, "edit": edit, "clock": clock, "publish": publish, "hand": hand,
         "undo": lambda dice, machine: ("undo", machine, dice.randrange(100)),
         "resolve": lambda dice, _: ("resolve", dice.randrange(100), dice.choice(("allow", "deny"))),
         "kill_hub": lambda dice, _: ("kill_hub",), "back_up": lambda dice, _: ("back_up",), "go_back": lambda dice, _: ("go_back",)}


def shortened(steps, fails):
    """A history that fails as well, and from which no step can be left out.

    :param fails: tells whether a history fails"""
    size = max(len(steps) // 2, 1)
    while True:
        start = 1
        while start < len(steps):
            shorter = steps[:start] + steps[start + size:]
            if fails(shorter):
                steps = shorter
            else:
                start += size
        if size == 1:
            return steps
        size //= 2
