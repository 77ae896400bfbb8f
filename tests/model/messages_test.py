"""Every message that the program says has its translation in every language, with the same places in it."""

import re
import subprocess
import unittest
from gettext import c2py
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"de", "fr", "es", "ga", "pl", "ar"}
LITERAL = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
SAID = re.compile(r"\b(?:say|message)\(\s*" + LITERAL + r"[,)]")
COUNTED = re.compile(r"\bcount\(\s*" + LITERAL + r",\s*" + LITERAL + ",")
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
PLACE = re.compile(r"\{\w+\}")


def text_of(literals):
    return "".join(PIECE.findall(literals)).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def messages_in(source):
    said = {text_of(found): None for found in SAID.findall(source)}
    counted = {text_of(one): text_of(many) for one, many in COUNTED.findall(source)}
    return {**said, **counted}


def messages():
    """The English message -> its form for many, or None where it isn't counted."""
    found = {}
    for file in sorted((ROOT / "kiosk").rglob("*")):
        if file.suffix in (".cpp", ".h"):
            found.update(messages_in(file.read_text()))
    found.pop("", None)
    return found


def entries(language):
    """The entries of a .po file as dictionaries: msgid, msgid_plural, msgstr, msgstr[0] ..."""
    path = ROOT / "assets" / "languages" / f"{language}.po"
    result = []
    for block in path.read_text().split("\n\n"):
        fields = re.findall(r"^(msg\w+(?:\[\d\])?)\s+" + LITERAL, block, re.MULTILINE)
        if fields:
            result.append({name: text_of(literals) for name, literals in fields})
    return result


def counts_by_form(language):
    """How many of the counts 0 to 1000 take each plural form."""
    header = entries(language)[0]["msgstr"]
    forms, rule = re.search(r"nplurals=(\d+); plural=(.*);", header).groups()
    form_of = c2py(rule)
    counts = [0] * int(forms)
    for n in range(1001):
        counts[form_of(n)] += 1
    return counts


class MessagesTest(unittest.TestCase):
    def test_messages_are_found_in_the_sources(self):
        source = 'words.say("a {time}", {}); count("one", "many", n); message("in "\n  "two pieces"); resay("no");'
        self.assertEqual(messages_in(source), {"a {time}": None, "one": "many", "in two pieces": None})
        self.assertGreater(len(messages()), 60)

    def test_the_languages_are_all_there(self):
        there = {file.stem for file in (ROOT / "assets" / "languages").glob("*.po")}
        self.assertEqual(there, LANGUAGES)

    def test_every_message_is_translated(self):
        for language in sorted(LANGUAGES):
            translated = {entry["msgid"]: entry for entry in entries(language)}
            for english, many in messages().items():
                with self.subTest(language=language, message=english):
                    self.assertIn(english, translated)
                    self.assertEqual(translated[english].get("msgid_plural"), many)
                    texts = [text for name, text in translated[english].items() if name.startswith("msgstr")]
                    self.assertTrue(all(texts), "an empty translation")

    def test_places_are_kept(self):
        for language in sorted(LANGUAGES):
            counts = counts_by_form(language)
            for entry in entries(language)[1:]:
                wanted = set(PLACE.findall(entry["msgid"]))
                for name, text in entry.items():
                    if not name.startswith("msgstr"):
                        continue
                    with self.subTest(language=language, message=entry["msgid"], form=name):
                        places = set(PLACE.findall(text))
                        form = re.search(r"\d", name)
                        # A form for one count alone may say it as a word.
                        if form and counts[int(form.group())] == 1:
                            places |= {"{count}"}
                        self.assertEqual(places, wanted)

    def test_the_files_are_whole(self):
        for language in sorted(LANGUAGES):
            with self.subTest(language=language):
                path = ROOT / "assets" / "languages" / f"{language}.po"
                checked = subprocess.run(
                    ["msgfmt", "--check", "--output-file=/dev/null", path], capture_output=True, text=True, check=False
                )
                self.assertEqual((checked.returncode, checked.stderr), (0, ""))
                self.assertNotIn("fuzzy", path.read_text())


if __name__ == "__main__":
    unittest.main()
