#!/usr/bin/env python3
import unittest
import xml.etree.ElementTree

import tally


def program(output, status="run"):
    test = xml.etree.ElementTree.Element("testcase", name="program", status=status)
    xml.etree.ElementTree.SubElement(test, "system-out").text = output
    return test


UNITTEST = """test_one (__main__.A) ... ok
test_two (__main__.A) ... skipped 'no sample data'
test_three (__main__.A.test_three)
Says something. ... skipped "it's late"
test_four (__main__.A) ... FAIL

----------------------------------------------------------------------
Ran 4 tests in 0.001s

FAILED (failures=1, skipped=2)
"""


class Tally(unittest.TestCase):
    def test_counts_cases_of_doctest(self):
        said = "[doctest] test cases: 14 | 12 passed | 2 failed | 0 skipped\n"
        self.assertEqual(tally.cases(program(said, "fail")), (12, 2, []))

    def test_counts_a_case_that_could_not_run_as_skipped(self):
        said = "\nskipped: no data\n[doctest] test cases: 3 | 3 passed | 0 failed | 0 skipped\n"
        self.assertEqual(tally.cases(program(said)), (2, 0, ["no data"]))

    def test_counts_cases_of_unittest(self):
        reasons = ["test_two: no sample data", "test_three: it's late"]
        self.assertEqual(tally.cases(program(UNITTEST, "fail")), (1, 1, reasons))

    def test_counts_a_whole_class_that_was_skipped(self):
        said = "setUpClass (__main__.A) ... skipped 'no display'\n\nRan 0 tests in 0.0s\n\nOK (skipped=1)\n"
        self.assertEqual(tally.cases(program(said)), (0, 0, ["setUpClass: no display"]))

    def test_finds_the_lines_of_tables(self):
        self.assertEqual(tally.TABLE.findall("a\n| b  1\n c | d\n| e  2\n"), ["| b  1", "| e  2"])

    def test_counts_any_other_program_as_one_case(self):
        self.assertEqual(tally.cases(program("fine")), (1, 0, []))
        self.assertEqual(tally.cases(program("", "fail")), (0, 1, []))
        self.assertEqual(tally.cases(program("skipped: no network\n")), (0, 0, ["no network"]))

    def test_counts_a_program_that_broke_down_as_failed(self):
        self.assertEqual(tally.cases(program("AddressSanitizer: heap-use-after-free", "fail")), (0, 1, []))
        self.assertEqual(tally.cases(program("", "notrun")), (0, 1, []))


if __name__ == "__main__":
    unittest.main()
