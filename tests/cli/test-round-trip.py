#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Out and in again: offices that left a document in a format and are read into an empty one are the same, bit for bit in the
fields that the format holds. Prints TAP. Argument: the program."""

import csv
import sqlite3

from program import here, run, tell

# The key belongs to the document; everything else is of the office.
FIELDS = """bag_id pand_id name street house_number house_letter house_suffix postcode town municipality_code municipality
region province location location_type longitude latitude rd_x rd_y floor_area_m2 area_measure vacant_m2 vacant_since build_year
energy_label owner_type monument use_mixed source reference_date""".split()
# What formats cannot hold. Every field stands in every one of them; a shape in degrees has its place in RD New beside it.
NOT_IN = {"csv": (), "excel": (), "xlsx": (), "geojson": (), "gpkg": ()}
NAMES = ("=1+1", "+31 20 555", "-12 Kantoor", "@SUM(A1)", "'s-Gravenhage", "'=2", "Een \"naam\"; met, alles", "Één ünïcode",
         "x", "-", "n.v.t.", "Onbekend", "'x", "''-", "null",
         "-12", "=\"7\"", "007", "1e5", "1-2-2024", "A=B", "WAAR", "€ 5", "a\tb", "een\ntwee", "een\r\n\r\ntwee", "\"q\"\n=1")


def rows_of(name):
    with open(here / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make_document():
    """The example, with texts that spreadsheets like to spoil, and numbers that need all their digits."""
    run("example", "one.gpkg", "--offices", 250, "--seed", 11)
    db = sqlite3.connect(here / "one.gpkg")
    keys = [row[0] for row in db.execute("SELECT fid FROM office ORDER BY fid")]
    for key, name in zip(keys, NAMES):
        db.execute("UPDATE office SET name = ?, house_suffix = '01' WHERE fid = ?", (name, key))
    for key, area in zip(keys[30:], (0.1 + 0.2, 1 / 3, 12345.678901234567, 1e-3, 123456.0, 99999.99999999999)):
        db.execute("UPDATE office SET floor_area_m2 = ? WHERE fid = ?", (area, key))
    db.commit()
    db.close()


def held(form, text):
    """What a format holds of a text: a workbook is read with line ends as blanks, and in geodata a sign for "unknown" is one."""
    if form in ("geojson", "gpkg") and text in ("'x", "'n.v.t.", "'Onbekend", "'null"):
        return ""
    return text.replace("\r", " ").replace("\n", " ") if form == "xlsx" else text


def identity(row):
    return row["bag_id"]


def compare(form, name, *options):
    run("export", "one.gpkg", *options, "-o", name)
    document = f"back-{form}.gpkg"
    run("new", document)
    run("import", document, name)
    run("check", document)
    run("export", "one.gpkg", "-o", "before.csv")
    run("export", document, "-o", "after.csv")
    before = {identity(row): row for row in rows_of("before.csv")}
    after = {identity(row): row for row in rows_of("after.csv")}
    assert len(before) == 250 and set(before) == set(after), (len(before), len(after))
    fields = [field for field in FIELDS if field not in NOT_IN[form]]
    wrong = [(key, field, before[key][field], after[key][field]) for key in before for field in fields
             if held(form, before[key][field]) != after[key][field]]
    assert not wrong, (len(wrong), wrong[:5])
    # once more into the same document: nothing is new and nothing changes
    run("import", document, name)
    run("export", document, "-o", "again.csv")
    assert {identity(row): row for row in rows_of("again.csv")} == after


def as_csv():
    compare("csv", "there.csv")


def as_csv_for_spreadsheets():
    compare("excel", "there.csv", "--excel")


def as_a_workbook():
    compare("xlsx", "there.xlsx")


def as_geojson():
    compare("geojson", "there.geojson")


def as_a_geopackage():
    compare("gpkg", "there.gpkg")


make_document()
tests = [as_csv, as_csv_for_spreadsheets, as_a_workbook, as_geojson, as_a_geopackage]
tell(tests)
