"""Counts what stands in each real schedule and wiki page by means of its own, and holds the kiosk's import against it.

Nothing is shared with the product: Python's XML, JSON and CSV readers, and a few patterns for the rest.
Prints one line a file: what was read, kept and skipped, and what the reference counted.
"""

import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
KIOSK = pathlib.Path(os.environ.get("KIOSK_BIN", ROOT / "build" / "bin" / "kiosk"))

CLOCK = re.compile(r"^\W*\d{1,2}:\d\d")
REFUSED = {"invalid-example.json"}


def count_xml(text):
    root = xml.etree.ElementTree.fromstring(text)
    return sum(1 for element in root.iter() if element.tag in ("event", "entry"))


def count_json(text):
    document = json.loads(text)
    if isinstance(document, list):
        return len(document)
    if "results" in document:
        return sum(len(event["contributions"]) for event in document["results"])
    if "sessions" in document:
        return len(document["sessions"])
    schedule = document["schedule"]
    if "events" in schedule:
        return len(schedule["events"])
    return sum(len(events) for day in schedule["conference"]["days"] for events in day["rooms"].values())


def count_ics(text):
    return len(re.findall(r"^BEGIN:VEVENT\s*$", text, re.MULTILINE))


def count_csv(text):
    return len([row for row in csv.reader(text.splitlines(keepends=True)) if any(row)]) - 1


def count_event_page(text):
    return len(re.findall(r"^Date of insert:", text, re.MULTILINE))


def bare(cell):
    """A cell without tags, bold marks and attributes."""
    cell = re.sub(r"<[^>]*>", " ", cell)
    cell = re.sub(r"^[^|\[]*=[^|\[]*\|", "", cell)
    return cell.replace("'", "").replace("&nbsp;", " ").strip()


def wiki_tables(text):
    """Rows of cells of each table, in MediaWiki's markup and in HTML."""
    for table in re.findall(r"^\{\|.*?^\|\}", text, re.MULTILINE | re.DOTALL):
        rows = []
        for row in re.split(r"^\|-.*$", table, flags=re.MULTILINE):
            cells = re.findall(r"^[|!](?![-}+])(.*(?:\n(?![|!]).*)*)", row, re.MULTILINE)
            rows.append([bare(part) for cell in cells for part in re.split(r"\|\||!!", cell)])
        yield [row for row in rows if row]
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL | re.IGNORECASE):
        rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL | re.IGNORECASE)
        yield [[bare(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL | re.IGNORECASE)] for row in rows]


def topic_sections(text, all_of_them):
    """Parts of a page whose headings speak of topics."""
    level = min((len(marks) for marks in re.findall(r"^(={2,})[^=]", text, re.MULTILINE)), default=2)
    for part in re.split(rf"^(?=={{{level}}}[^=])", text, flags=re.MULTILINE)[1:]:
        heading = part.splitlines()[0].lower()
        if all_of_them or re.search(r"idea|topic|bof|project|goals|proposal", heading):
            yield part


def count_mediawiki(text):
    timed = 0
    listed = 0
    for table in wiki_tables(text):
        times = [row for row in table if CLOCK.match(row[0]) and any(row[1:])]
        timed += len(times)
        if not times and table and any("title" in cell.lower() for cell in table[0]):
            column = next(i for i, cell in enumerate(table[0]) if "title" in cell.lower())
            listed += sum(1 for row in table[1:] if len(row) > column and row[column])
    title = re.search(r"^title:(.*)$", text, re.MULTILINE)
    all_of_them = bool(title and re.search(r"ideas|bof", title.group(1).lower()))
    for part in topic_sections(text, all_of_them):
        below = len(re.findall(r"^===[^=]", part, re.MULTILINE))
        listed += below or sum(1 for item in re.findall(r"^\*(?!\*)\s*(.*)$", part.split("\n----")[0], re.MULTILINE)
                               if not item.lower().startswith("return to"))
    return timed + listed


def count_markdown(text):
    counted = 0
    section = ""
    table_times = [line for line in text.splitlines() if line.startswith("|") and CLOCK.match(line)]
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if line.startswith("## "):
            section = line.lower()
        elif line.startswith("### ") and "project" in section:
            counted += 1
        elif re.match(r"\s+- \d{1,2}:\d\d: ", line):
            counted += 1
        elif re.match(r"\s+- \w+day, \w+ \d+, \d\d:\d\d - \d\d:\d\d", line):
            counted += 1
        elif cells and CLOCK.match(cells[0]) and any(cells[1:]):
            counted += 1
        elif cells and not table_times and not set(line) <= set("|-: ") and not cells[0].lower().startswith("project name"):
            counted += 1
    return counted


COUNTERS = {".xml": count_xml, ".json": count_json, ".ics": count_ics, ".csv": count_csv, ".txt": count_event_page,
            ".mediawiki": count_mediawiki, ".md": count_markdown}


def imported(file, folder):
    command = [str(KIOSK), "--db", str(pathlib.Path(folder) / "event.db"), "import", "--dry-run", "--json", str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def row(name, read_as, *counts):
    """A line that tests/tally.py shows at the end of all tests."""
    print(f"| {name:42} {read_as:12} " + " ".join(f"{count:>9}" for count in counts))


class CountReference(unittest.TestCase):
    def test_every_file_is_kept_or_skipped_whole(self):
        if not DATA.exists():
            self.skipTest(f"{DATA} is not there")
        files = sorted(file for folder in ("schedules", "wiki") for file in (DATA / folder).rglob("*") if file.is_file())
        print()
        row("file", "read as", "read", "sessions", "topics", "skipped", "reference")
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                with self.subTest(file=file.name):
                    self.compare(file, folder)

    def compare(self, file, folder):
        done = imported(file, folder)
        if file.name in REFUSED:
            print(f"| {file.name:42} refused: {done.stderr.strip()[:90]}")
            self.assertEqual(done.returncode, 1)
            return
        self.assertEqual(done.returncode, 0, done.stderr)
        summary = json.loads(done.stdout)
        counted = COUNTERS[file.suffix](file.read_text(encoding="utf-8-sig"))
        skipped = len(summary["skipped"])
        read = summary["sessions"] + summary["topics"] + skipped
        row(file.name, summary["format"], read, summary["sessions"], summary["topics"], skipped, counted)
        self.assertEqual(read, counted)


if __name__ == "__main__":
    unittest.main()
