#!/usr/bin/env python3
"""Counts the cases in ctest's reports and prints them: tally.py REPORT.xml...

A program that tells its own count (doctest, unittest) counts case by case, any other one as one case. In a doctest
program and a script, a line "skipped: REASON" stands for a case that could not run here. Lines that begin with "| " are
tables for people: they are shown.
"""
import re
import sys
import xml.etree.ElementTree

DOCTEST = re.compile(r"^\[doctest\] test cases: +(\d+) \| +(\d+) passed \| +(\d+) failed", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*\n\n(?:OK|FAILED)(?: \((.*)\))?", re.M)
TABLE = re.compile(r"^\| .*", re.M)
SKIPPED = re.compile(r"^skipped: (.*)", re.M)


def doctest_cases(output):
    counts = [[int(number) for number in found] for found in DOCTEST.findall(output)]
    reasons = SKIPPED.findall(output)
    passed, failed = (sum(row[column] for row in counts) for column in (1, 2))
    return passed - len(reasons), failed, reasons


def unittest_cases(output):
    skips = re.findall(r"^(\w+) \([^)\n]*\)(?:\n.*)? \.\.\. skipped [\"'](.*)[\"']$", output, re.M)
    passed = failed = 0
    for ran, notes in UNITTEST.findall(output):
        numbers = dict(re.findall(r"(\w+)=(\d+)", notes))
        bad = int(numbers.get("failures", 0)) + int(numbers.get("errors", 0))
        failed += bad
        passed += max(0, int(ran) - bad)
    passed -= sum(name != "setUpClass" for name, _ in skips)
    return passed, failed, [f"{name}: {reason}" for name, reason in skips]


def cases(test):
    """How many cases of one program passed and failed, and why the others were skipped."""
    output = re.sub(r"\x1b\[[0-9;]*m", "", test.findtext("system-out") or "")
    ended_well = test.get("status") == "run"
    if DOCTEST.search(output):
        passed, failed, reasons = doctest_cases(output)
    elif UNITTEST.search(output):
        passed, failed, reasons = unittest_cases(output)
    else:
        reasons = SKIPPED.findall(output)
        passed, failed = int(ended_well and not reasons), 0
    return passed, failed if ended_well else max(1, failed), reasons


def main(reports):
    passed = failed = skipped = 0
    for test in (test for report in reports for test in xml.etree.ElementTree.parse(report).iter("testcase")):
        good, bad, reasons = cases(test)
        passed, failed, skipped = passed + good, failed + bad, skipped + len(reasons)
        for row in TABLE.findall(test.findtext("system-out") or ""):
            print(row)
        for reason in reasons:
            print(f"skipped in {test.get('name')}: {reason}")
        if bad:
            print(f"failed: {bad} in {test.get('name')}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
