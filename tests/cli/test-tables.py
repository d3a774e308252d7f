#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks and tables of StatLine into leegwijzer-cli. Prints TAP. Argument: the program."""

import csv

from program import here, load, run, tell


def offices_of(document):
    """The offices without the keys of their document, which belong to that."""
    run("export", document, "-o", "offices.csv")
    with open(here / "offices.csv", encoding="utf-8", newline="") as file:
        return sorted(tuple(value for name, value in row.items() if name != "id") for row in csv.DictReader(file))


def a_workbook_comes_back_as_it_went_out():
    run("example", "one.gpkg", "--offices", 300, "--seed", 7)
    run("export", "one.gpkg", "-o", "list.xlsx")
    result = load("import", "two.gpkg", "list.xlsx")
    assert result["new"] == 300 and result["rejected"] == 0, result
    report = result["reports"][0]
    assert report["kind"] == "xlsx" and report["sources"][0].startswith("list.xlsx › "), report
    assert offices_of("two.gpkg") == offices_of("one.gpkg")


def a_sheet_is_named():
    message = run("import", "three.gpkg", "list.xlsx", "--sheet", "Nothing", status=1)
    assert "list.xlsx has no sheet “Nothing”; it has “" in message, message
    assert not (here / "three.gpkg").exists()
    name = load("import", "two.gpkg", "list.xlsx")["reports"][0]["sources"][0].split(" › ")[1]
    again = load("import", "two.gpkg", "list.xlsx", "--sheet", name.upper())
    assert (again["new"], again["changed"]) == (0, 0), again


def an_old_workbook_is_told():
    (here / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .xlsx" in run("import", "two.gpkg", "old.xls", status=1)


def jobs_of_statline_are_demand():
    municipalities = sorted({row[9] for row in offices_of("one.gpkg")})
    codes = [code for code in municipalities if code.startswith("GM")]
    assert codes, municipalities
    lines = ["Bedrijfstakken/branches (SBI 2008);Regio's;Perioden;Banen van werknemers in december (x 1 000)"]
    for code in codes:
        lines += [f"A-U Alle economische activiteiten;{code};2024;99", f"J Informatie en communicatie;{code};2024;1,5",
                  f"K Financiële dienstverlening;{code};2024;" + ("." if code == codes[0] else "2")]
    (here / "83582NED.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = load("import", "one.gpkg", "83582NED.csv")
    report = result["reports"][0]
    assert report["kind"] == "statline" and result["demand_rows"] > 0, result
    codes_told = {problem["code"] for problem in report["problems"]}
    assert {"statline-unknown", "statline-december", "statline-sections"} <= codes_told, codes_told
    (here / "page.json").write_text("<!DOCTYPE html><html></html>")
    assert "is a web page" in run("import", "one.gpkg", "page.json", "--as", "statline", status=1)
    assert "a web page instead of data" in run("import", "one.gpkg", "page.json", status=1)


tests = [a_workbook_comes_back_as_it_went_out, a_sheet_is_named, an_old_workbook_is_told, jobs_of_statline_are_demand]
tell(tests)
