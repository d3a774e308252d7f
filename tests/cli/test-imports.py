#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data in, with leegwijzer-cli: an inventory as a new document, what imports leave behind, published figures. Prints TAP.
Argument: the program."""

import csv

from program import here, load, run, tell


def offices_of(document):
    """The offices without the keys of their document, which belong to that."""
    run("export", document, "-o", "offices.csv")
    with open(here / "offices.csv", encoding="utf-8", newline="") as file:
        return sorted(tuple(value for name, value in row.items() if name != "id") for row in csv.DictReader(file))


def an_inventory_is_a_document():
    run("example", "one.gpkg", "--offices", 400, "--seed", 5)
    before = offices_of("one.gpkg")
    for dialect in ((), ("--excel",)):
        run("export", "one.gpkg", *dialect, "-o", "inventory.csv")
        (here / "two.gpkg").unlink(missing_ok=True)
        result = load("import", "two.gpkg", "inventory.csv")
        assert result["new"] == 400 and result["rejected"] == 0, result
        assert offices_of("two.gpkg") == before
        again = load("import", "two.gpkg", "inventory.csv")
        assert (again["new"], again["changed"]) == (0, 0), again
        assert offices_of("two.gpkg") == before
        run("check", "two.gpkg")


def what_a_list_does_not_have_is_only_added_when_asked():
    (here / "more.csv").write_text("bag_id;naam;x;y;vvo m2\n0344010000000999;Nieuw;136000;456000;500\n")
    assert load("import", "two.gpkg", "more.csv", "--dry-run")["new"] == 0
    assert load("import", "two.gpkg", "more.csv", "--unmatched", "add")["new"] == 1
    assert load("stats", "two.gpkg")["totals"]["offices"] == 401
    run("import", "two.gpkg", "more.csv", "--unmatched", "perhaps", status=2)


def imports_leave_a_report():
    lines = ["bag_id;naam;leegstand;peildatum", "123;x;5;2025-06-01", "0000010000999999;\"a;b\";7;2025-06-01"]
    (here / "list.csv").write_text("\n".join(lines) + "\n")
    count = len(load("imports", "one.gpkg"))
    result = load("import", "one.gpkg", "list.csv", "--rejected", "bad.csv", status=3)
    assert result["rejected"] == 1 and result["unmatched"] == 1, result
    bad = (here / "bad.csv").read_text(encoding="utf-8-sig").splitlines()
    assert bad[0].startswith(lines[0] + ";") and bad[1].startswith(lines[1] + ";2;") and bad[2].startswith(lines[2] + ";3;")
    listed = load("imports", "one.gpkg")
    assert len(listed) == count + 1 and listed[-1]["sources"] == "list.csv" and listed[-1]["rejected"] == 2
    shown = load("imports", "one.gpkg", "show", count + 1)
    assert shown["reports"][0]["problems"], shown
    assert "list.csv:2: Rejected" in run("imports", "one.gpkg", "show")
    run("imports", "one.gpkg", "rejected", "-o", "again.csv")
    assert (here / "again.csv").read_bytes() == (here / "bad.csv").read_bytes()
    mended = (here / "bad.csv").read_text(encoding="utf-8-sig").replace("\n123;", "\n0000010000000001;")
    (here / "mended.csv").write_text(mended)
    assert load("import", "one.gpkg", "mended.csv", status=3)["matched"] == 1
    run("imports", "one.gpkg", "show", 99, status=1)
    run("imports", "one.gpkg", "rejected", status=2)


def published_figures_stand_beside():
    before = load("stats", "one.gpkg")
    (here / "cbs.csv").write_text("Leegstand;;\nGemeentecode;Gemeente;Leegstand (%)\nGM0344;Utrecht;8,0\nGM0307;Amersfoort;x\n")
    assert load("import", "one.gpkg", "cbs.csv", "--date", "2024-01-01")["figures"] == 2
    figures = {row["code"]: row for row in load("figures", "one.gpkg")}
    assert figures["GM0344"]["value"] == 0.08 and figures["GM0307"]["value"] is None
    assert figures["GM0344"]["date"] == "2024-01-01" and figures["GM0344"]["definition"] == "cbs.csv"
    assert run("figures", "one.gpkg").splitlines()[0] == "kind,code,date,figure,definition,value"
    assert load("stats", "one.gpkg")["totals"] == before["totals"]
    assert run("imports", "one.gpkg").splitlines()[-1].endswith("; 2 published figures")
    run("import", "one.gpkg", "cbs.csv", status=1)


tests = [an_inventory_is_a_document, what_a_list_does_not_have_is_only_added_when_asked, imports_leave_a_report,
         published_figures_stand_beside]
tell(tests)
