"""Holds `kiosk now --json` against a reference at every boundary of every real file: each start and end, and one second to
either side.

The reference shares nothing with the product. XML and JSON are read here by Python's own readers, and local times are
turned into moments by Python's zoneinfo, by the rules of the formats. What can't be read so shortly (iCalendar with its
zones and repeats, tables, wiki pages, and the feeds of single programs) is asked of the database by SQLite: there the reference
checks what is on and what is next, but not how the times were read. One line a file says which it was.
"""
import datetime
import functools
import json
import re
import sqlite3
import subprocess
import unittest
import xml.etree.ElementTree
from zoneinfo import ZoneInfo

from command_line import SAMPLES, CommandLine

UTC = datetime.timezone.utc
SECOND = datetime.timedelta(seconds=1)
# Files that give clock faces only, with the zone of the place where the event was.
PLACES = {"28c3.fahrplan.xml": "Europe/Berlin", "fosdem-2007.schedule.xml": "Europe/Brussels",
          "fosdem-2016.schedule.xml": "Europe/Brussels", "europython2014.schedule.xml": "Europe/Berlin",
          "voctoweb-fixture.schedule.xml": "Europe/Berlin"}
CANCELLED = re.compile(r"^\W*(cancell?ed|fällt( leider)? aus|abgesagt|entfällt)\b", re.IGNORECASE)


def words(text):
    return " ".join((text or "").split())


def length_of(text):
    parts = [int(part) for part in text.split(":")]
    if len(parts) == 1:
        return datetime.timedelta(minutes=parts[0])
    return datetime.timedelta(hours=parts[0], minutes=parts[1], seconds=sum(parts[2:3]))


@functools.lru_cache(maxsize=None)
def moment(text):
    time = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return time.astimezone(UTC)


class Faces:
    """Clock faces under a day: before the day's change, or, where none is given, small hours behind an evening, they are
    of the night after."""

    def __init__(self, zone, change):
        self.zone = ZoneInfo(zone) if zone else None
        self.change = change
        self.evening = {}

    def moment(self, day, room, clock):
        time = length_of(clock if ":" in clock else f"{clock[:2]}:{clock[2:]}")  # EuroPython writes 0930
        noon, morning = datetime.timedelta(hours=12), datetime.timedelta(hours=4)
        if self.change is not None:
            night = time < self.change
        else:
            night = time < morning and self.evening.get((day, room), datetime.timedelta()) >= noon
        if not night:
            self.evening[day, room] = time
        face = datetime.datetime.combine(day, datetime.time()) + time + datetime.timedelta(days=night)
        return face.replace(tzinfo=self.zone).astimezone(UTC)


def of_xml(file):
    root = xml.etree.ElementTree.parse(file).getroot()
    change = root.findtext("conference/day_change")
    faces = Faces(PLACES.get(file.name), length_of(change) if change else None)

    def walk(element, day, room):
        for child in element:
            if child.tag == "day":
                yield from walk(child, datetime.date.fromisoformat(child.get("date")[:10]), "")
            elif child.tag == "room":
                yield from walk(child, day, words(child.get("name")))
            elif child.tag in ("event", "entry"):
                names = [words(each.text) for each in child.findall("room") if words(each.text)]
                if child.tag == "entry":
                    names = [words(part) for name in names for part in name.split(",") if words(part)]
                names = list(dict.fromkeys(names or [room] if room or names else []))
                full = child.findtext("date") or child.findtext("start")
                if "T" in full or "-" in full:
                    starts = moment(full)
                else:
                    starts = faces.moment(day, names[0] if names else "", full)
                yield session(child.get("id") or child.get("guid") or "", child.findtext("title"), starts,
                              starts + length_of(child.findtext("duration")), names)

    return list(walk(root, None, ""))


def of_json(file):
    schedule = json.loads(file.read_text())["schedule"]
    if "events" in schedule:
        for event in schedule["events"]:
            starts = moment(event.get("start") or event["date"])
            room = event.get("room")
            ends = starts + length_of(str(event["duration"])) if "duration" in event else moment(event["end"])
            yield session(event.get("id") or event.get("guid"), event["title"], starts, ends,
                          [words(room["name"] if isinstance(room, dict) else room)] if room else [])
        return
    for day in schedule["conference"]["days"]:
        for room, events in day["rooms"].items():
            for event in events:
                starts = moment(event["date"])
                yield session(event["id"], event["title"], starts, starts + length_of(event["duration"]), [words(event.get("room") or room)])


def session(number, title, starts, ends, rooms):
    return {"key": (str(number), starts, rooms[0] if rooms else None, words(title)), "starts": starts, "ends": max(ends, starts),
            "rooms": rooms or [None], "cancelled": bool(CANCELLED.match(words(title)))}


def of_database(file):
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    further = {}
    for number, room in connection.execute("SELECT session, room FROM session_also_in"):
        further.setdefault(number, []).append(room)
    for number, starts, ends, room, cancelled in connection.execute("SELECT id, starts, ends, room, cancelled FROM session"):
        yield {"key": number, "starts": moment(starts), "ends": moment(ends), "cancelled": bool(cancelled),
               "rooms": [room] + further.get(number, [])}
    connection.close()


def agenda(sessions, at):
    """{room: (what is on, when the next begins)}"""
    rooms = {}
    for each in sessions:
        for room in each["rooms"]:
            on, coming = rooms.setdefault(room, ([], []))
            if each["cancelled"]:
                continue
            if each["starts"] <= at < each["ends"]:
                on.append((each["starts"], each["ends"]))
            if each["starts"] > at:
                coming.append(each["starts"])
    return {room: (sorted(on), min(coming, default=None)) for room, (on, coming) in rooms.items()}


def answered(answer):
    rooms = {}
    for each in answer["rooms"]:
        following = each["next"]
        rooms[each["room"]] = (sorted((moment(one["starts"]), moment(one["ends"])) for one in each["now"]),
                               moment(following["starts"]) if following else None)
    return rooms


class NowReferenceTest(CommandLine):
    def check(self, file, sessions, database, how):
        boundaries = sorted({each[end] for each in sessions for end in ("starts", "ends")})
        moments = sorted({boundary + step for boundary in boundaries for step in (-SECOND, SECOND * 0, SECOND)})
        asked = "".join(at.strftime("%Y-%m-%dT%H:%M:%SZ\n") for at in moments)
        done = subprocess.run(self.command("now", "--at", "-", "--json", db=database), input=asked.encode(), capture_output=True,
                              env=self.environment)
        self.assertEqual(done.stderr, b"", file)
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), len(moments), file)
        for at, line in zip(moments, lines):
            answer = json.loads(line)
            self.assertEqual(moment(answer["at"]), at, file)
            expected = agenda(sessions, at)
            shown = answered(answer)
            for room, agenda_of_room in shown.items():
                self.assertEqual(agenda_of_room, expected.get(room, ([], None)), (file, room, at))
            self.assertEqual(set(expected) - set(shown), set(), (file, at))
        print(f"{file.parent.name}/{file.name}: {len(sessions)} sessions, {len(moments)} moments, read {how}")
        return len(moments)

    def test_now_is_right_at_every_boundary_of_every_file(self):
        files = [file for folder in ("schedules", "schedules/updates", "wiki") if (SAMPLES / folder).is_dir()
                 for file in sorted((SAMPLES / folder).iterdir()) if file.is_file()]
        if not files:
            self.skipTest("no sample data ../shared/data")
        checked = 0
        for file in files:
            database = self.folder / f"{file.parent.name}-{file.name}.db"
            zone = ["--timezone", PLACES[file.name]] if file.name in PLACES else []
            if subprocess.run(self.command("import", file, *zone, db=database), capture_output=True, env=self.environment).returncode:
                continue
            how = "here"
            if file.suffix == ".xml":
                sessions = of_xml(file)
            elif file.suffix == ".json" and "schedule" in json.loads(file.read_text()):
                sessions = list(of_json(file))
            else:
                sessions, how = list(of_database(database)), "from the database"
            if how == "here":
                sessions = list({each["key"]: each for each in sessions if each["key"][3]}.values())
            checked += self.check(file, sessions, database, how)
        print(f"{checked} moments in all")
        self.assertGreater(checked, 1000)


if __name__ == "__main__":
    unittest.main()
