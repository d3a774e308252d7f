#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of leegwijzer-cli: what commands do, print and return. Prints TAP. Argument: the program."""

import csv
import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import time
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

from program import CLI, here, run, tell

CASES = Path(os.environ["LW_SOURCE_ROOT"]) / "tests/data/cases"
# domain model 2.3: tight, healthy, ample, high, very high
CLASS_COLOURS = ("2c7bb6", "abd9e9", "ffffbf", "fdae61", "d7191c")


def load(*arguments):
    return json.loads(run(*arguments))


def exported(document, name):
    run("export", document, "-o", name)
    return (here / name).read_text()


def an_empty_document():
    run("new", "empty.gpkg")
    totals = load("stats", "empty.gpkg", "--json")["totals"]
    assert totals["offices"] == 0 and totals["vacancy_rate"] is None
    run("new", "empty.gpkg", status=1)
    run("check", "empty.gpkg")


def the_example_is_the_same_each_time():
    run("example", "one.gpkg", "--offices", 300, "--seed", 5)
    run("example", "two.gpkg", "--offices", 300, "--seed", 5)
    run("example", "three.gpkg", "--offices", 300, "--seed", 6)
    first, second, third = (load("stats", f"{n}.gpkg", "--json", "--by", "town,label") for n in ("one", "two", "three"))
    assert first == second and first != third
    assert first["fictional"] and load("project", "one.gpkg", "--json")["fictional"]
    assert load("stats", "empty.gpkg", "--json")["fictional"] is False
    run("check", "one.gpkg")


def figures_add_up():
    stats = load("stats", "one.gpkg", "--json", "--by", "municipality,build-year")
    totals = stats["totals"]
    for dimension in ("municipality", "build-year"):
        rows = [row for row in stats["by"] if row["dim"] == dimension]
        for field in ("offices", "stock_m2", "vacant_m2", "c3_m2", "vacancy_unknown_m2"):
            assert abs(sum(row[field] for row in rows) - totals[field]) < 1e-6 * max(1, totals[field]), field
    parts = sum(totals[f"c{i}_m2"] for i in range(4)) + totals["age_unknown_m2"]
    assert abs(parts - totals["vacant_m2"]) < 1e-6 * totals["vacant_m2"]
    known = totals["stock_m2"] - totals["vacancy_unknown_m2"]
    assert abs(totals["vacancy_rate"] - totals["vacant_m2"] / known) < 1e-12
    assert abs(totals["occupied_m2"] + totals["vacant_m2"] - known) < 1e-6 * known


def a_filter_filters():
    some = load("stats", "one.gpkg", "--json", "--filter", "floor_area_m2 >= 500 and build_year < 1980")["totals"]
    assert 0 < some["offices"] < 300
    wrong = subprocess.run([CLI, "stats", "one.gpkg", "--filter", "floor_aera_m2 > 1"], cwd=here, capture_output=True,
                           text=True)
    assert wrong.returncode == 1 and "floor_area_m2" in wrong.stderr, wrong.stderr


def statistics_on_an_earlier_date():
    new, old = (load("stats", "one.gpkg", "--json", "--date", f"{y}-01-01") for y in (2025, 2022))
    assert new["date"] == "2025-01-01" and old["date"] == "2022-01-01"
    assert new["totals"]["vacant_m2"] != old["totals"]["vacant_m2"]


def what_changed_adds_up():
    for start, end in (("2021-01-01", "2025-01-01"), ("2024-01-01", "2025-01-01")):
        realised = load("realised", "one.gpkg", "--from", start, "--to", end, "--json", "--by", "municipality")
        before, after = (load("stats", "one.gpkg", "--json", "--date", day)["totals"] for day in (start, end))
        assert (realised["from"], realised["to"]) == (start, end)
        for name, totals in (("before", before), ("after", after)):
            for field, value in realised[name].items():
                assert abs(value - totals[field]) <= 1e-9 * max(1, abs(value)), (name, field)
        for field in ("stock", "vacant", "structural", "unknown"):
            field_of_totals = "vacancy_unknown_m2" if field == "unknown" else f"{field}_m2"
            moved = after[field_of_totals] - before[field_of_totals]
            for rows in (realised["changes"], realised["by"]):
                assert abs(sum(row[f"{field}_change_m2"] for row in rows) - moved) < 1e-6, field
        counts = {row["change"]: row["offices"] for row in realised["changes"]}
        assert counts["emptied"] > 0 and counts["filled"] > 0 and counts["unchanged"] > 0
        assert start > "2021-01-01" or (counts["new"] > 0 and counts["transformed"] > 0)
        offices = realised["offices"]
        assert len(offices) == sum(counts.values()) - counts["unchanged"]
        for office in offices:
            if office["change"] == "emptied":
                assert office["vacant_m2"] > office["vacant_before_m2"]
            if office["change"] in ("now-known", "no-longer-known"):
                assert office["vacant_change_m2"] is None or office["stock_m2"] is None
        net = sum(row["occupied_change_m2"] for row in realised["changes"]
                  if row["change"] not in ("now-known", "no-longer-known"))
        assert abs(net - realised["net_take_up_m2"]) < 1e-6
    assert load("realised", "one.gpkg", "--json")["from"] == "2024-01-01"
    rows = list(csv.DictReader(io.StringIO(run("realised", "one.gpkg", "--csv", "--list", "--filter",
                                               "change = 'filled' and stock_m2 > 500"))))
    assert rows and all(row["change"] == "filled" and float(row["stock_m2"]) > 500 for row in rows)
    sums = list(csv.DictReader(io.StringIO(run("realised", "one.gpkg", "--csv"))))
    assert sums[0]["change"] == "" and int(sums[0]["offices"]) == sum(int(row["offices"]) for row in sums[1:])
    text = run("realised", "one.gpkg", "--list")
    assert "emptied" in text and "Net take-up" in text
    run("realised", "one.gpkg", "--from", "2025-01-01", "--to", "2021-01-01", status=1)
    run("realised", "one.gpkg", "--from", "2020-01-01", status=1)
    run("realised", "one.gpkg", "--from", "yesterday", status=1)
    run("realised", "empty.gpkg", status=1)
    run("realised", "one.gpkg", "--least-share", "2", status=2)


def edits_go_from_copy_to_copy():
    run("example", "mine.gpkg", "--offices", 50)
    (here / "theirs.gpkg").write_bytes((here / "mine.gpkg").read_bytes())
    run("settings", "mine.gpkg", "set", "norm", "0.07")
    run("settings", "theirs.gpkg", "set", "norm", "0.09")
    name = run("scenario", "theirs.gpkg", "list").splitlines()[-1].split("\t")[1]
    run("scenario", "theirs.gpkg", "delete", name)
    edits = load("changeset", "theirs.gpkg", "list", "--json")["edits"]
    assert [edit["undone"] for edit in edits] == [False, False] and edits[0]["id"] < edits[1]["id"]
    assert any(table["table"] == "scenario" and table["deleted"] == 1 for table in edits[1]["tables"])
    assert name not in run("changeset", "theirs.gpkg", "list").splitlines()[0]
    run("changeset", "theirs.gpkg", "export", "-o", "x.lwchanges", "--since-copy", "mine.gpkg")
    before = (here / "mine.gpkg").read_bytes()
    report = json.loads(run("changeset", "mine.gpkg", "apply", "x.lwchanges", "--json", status=3))
    assert not report["applied"] and report["undecided"] == 1, report
    assert report["conflicts"][0]["cells"] == [{"column": "value", "mine": "0.07", "theirs": "0.09"}]
    assert "--mine" in run("changeset", "mine.gpkg", "apply", "x.lwchanges", status=3)
    run("changeset", "mine.gpkg", "apply", "x.lwchanges", "--theirs", "--dry-run")
    assert (here / "mine.gpkg").read_bytes() == before
    run("changeset", "mine.gpkg", "apply", "x.lwchanges", "--theirs")
    assert name not in run("scenario", "mine.gpkg", "list")
    assert "already" in run("changeset", "mine.gpkg", "apply", "x.lwchanges")
    assert load("changeset", "mine.gpkg", "list", "--json")["edits"][-1]["name"] == "Edits from x.lwchanges"
    run("changeset", "mine.gpkg", "apply", "mine.gpkg", status=1)
    run("changeset", "one.gpkg", "apply", "x.lwchanges", status=1)
    run("changeset", "mine.gpkg", "export", "-o", "y.lwchanges", "--since", "999", status=1)
    run("changeset", "mine.gpkg", "export", status=2)
    run("changeset", "mine.gpkg", "apply", "x.lwchanges", "--mine", "--theirs", status=2)
    run("check", "mine.gpkg")


def offices_are_assessed():
    every = load("assess", "one.gpkg", "--json")
    assert every["fictional"] and every["max_score"] == 199 and len(every["offices"]) == 300
    for rank, office in enumerate(every["offices"], 1):
        assert office["rank"] == rank and 0 <= office["completeness"] <= 1
        assert all(answer["derived"] for answer in office["answers"].values())
        assert (office["class"] is None) == (office["completeness"] < 0.6)
    vacant = load("assess", "one.gpkg", "--json", "--filter", "vacant_m2 > 0", "--programme", "student")
    assert 0 < len(vacant["offices"]) < 300 and vacant["programme"] == "student"
    shares = [office["structural_share"] for office in vacant["offices"] if office["structural_share"] is not None]
    assert shares == sorted(shares, reverse=True)
    rows = list(csv.DictReader(io.StringIO(run("assess", "one.gpkg", "--csv"))))
    assert [int(row["id"]) for row in rows] == [office["id"] for office in every["offices"]]
    assert "… and 297 more offices" in run("assess", "one.gpkg", "--top", 3)
    run("assess", "one.gpkg", "--programme", "castle", status=1)
    shutil.copy(here / "one.gpkg", here / "judged.gpkg")
    office = every["offices"][0]["id"]

    def judge(*more):
        return next(o for o in load("assess", "judged.gpkg", "--json", *more)["offices"] if o["id"] == office)

    before = judge()
    run("assess", "judged.gpkg", "--answer", office, "L2", "yes", "--reason", "seen")
    run("assess", "judged.gpkg", "--answer", office, "V5", "no")
    after = judge()
    assert after["score"] == before["score"] + 5 and after["completeness"] > before["completeness"]
    assert after["answers"]["L2"]["derived"] is False and after["answers"]["L2"]["reason"] == "seen"
    assert after["blocked_by"] == ["V5"] and after["blocking"] == 1
    assert f"All {1:>30}".split() == run("stats", "judged.gpkg", "--filter", "veto").splitlines()[3].split()[:2]
    run("export", "judged.gpkg", "--potential", "--filter", "veto", "-o", "judged.csv")
    [exported] = csv.DictReader((here / "judged.csv").open())
    assert list(exported)[-4:] == ["score", "potential_class", "veto", "priority"] and int(exported["id"]) == office
    assert abs(float(exported["score"]) - after["normalised"]) < 1e-9 and exported["veto"] == "1"
    assert exported["potential_class"] == "" and int(float(exported["priority"])) > 0
    run("assess", "judged.gpkg", "--answer", office, "V5", "no", "--override", status=1)
    run("assess", "judged.gpkg", "--answer", office, "L2", "yes", "--override", "--reason", "no veto", status=1)
    run("assess", "judged.gpkg", "--answer", office, "V5", "no", "--override", "--reason", "will sell")
    assert judge()["blocked_by"] == [] and judge()["overridden"] == ["V5"]
    run("assess", "judged.gpkg", "--answer", office, "V5", "derived")
    run("assess", "judged.gpkg", "--answer", office, "L2", "derived")
    assert judge() == before
    run("assess", "judged.gpkg", "--answer", office, "L2", "perhaps", status=1)
    run("assess", "judged.gpkg", "--answer", office, "L99", "yes", status=1)
    run("assess", "judged.gpkg", "--answer", 999999, "L2", "yes", status=1)
    run("assess", "judged.gpkg", "--answer", office, status=2)
    text = run("assess", "judged.gpkg", "--show-set", "conversion-meter")
    (here / "own.keyfile").write_text(text)
    run("assess", "judged.gpkg", "--add-set", "own.keyfile", status=1)
    (here / "own.keyfile").write_text(text.replace("id=conversion-meter", "id=own").replace("weight=5", "weight=10"))
    assert run("assess", "judged.gpkg", "--add-set", "own.keyfile").strip() == "own"
    assert load("assess", "judged.gpkg", "--json", "--set", "own")["max_score"] == 314
    run("assess", "judged.gpkg", "--use-set", "own")
    assert [s["id"] for s in load("assess", "judged.gpkg", "--sets", "--json") if s["used"]] == ["own"]
    assert load("assess", "judged.gpkg", "--json")["criteria"] == "own"
    run("check", "judged.gpkg")
    run("assess", "judged.gpkg", "--delete-set", "own")
    run("assess", "judged.gpkg", "--delete-set", "own", status=1)
    assert load("assess", "judged.gpkg", "--json")["max_score"] == 199
    (here / "own.keyfile").write_text("[set]\nid=own\n")
    run("assess", "judged.gpkg", "--add-set", "own.keyfile", status=1)
    run("assess", "one.gpkg", "--top", 0, status=2)


def small_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def what_cannot_be_written_leaves_what_was_there():
    names = [f"full.{end}" for end in ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg", "pdf", "png", "svg")]
    commands = {"pdf": "report", "png": "map", "svg": "map"}
    before = set(os.listdir(here))
    for name in names:
        for old in (None, b"old"):
            if old:
                (here / name).write_bytes(old)
            done = subprocess.run([CLI, commands.get(name.split(".")[1], "export"), "one.gpkg", "-o", name], cwd=here,
                                  capture_output=True, text=True, preexec_fn=small_disk, timeout=60)
            lines = [line for line in done.stderr.splitlines() if line.startswith("leegwijzer-cli: ")]
            assert done.returncode == 1 and len(lines) == 1 and name in lines[0], (name, done.stderr)
            assert ((here / name).read_bytes() if (here / name).exists() else None) == old, name
        (here / name).unlink()
        run(commands.get(name.split(".")[1], "export"), "one.gpkg", "-o", f"missing/{name}", status=1)
    assert set(os.listdir(here)) == before, set(os.listdir(here)) - before


def scenarios_go_out_and_in():
    names = [line.split("\t")[1] for line in run("scenario", "one.gpkg", "list").splitlines()]
    assert len(names) == 3
    text = run("scenario", "one.gpkg", "export", names[1])
    (here / "s.json").write_text(text.replace(json.loads(text)["uid"], "another"), encoding="utf-8")
    run("scenario", "one.gpkg", "import", "s.json")
    run("scenario", "one.gpkg", "copy", names[1], "Copy")
    run("scenario", "one.gpkg", "copy", names[1], "Copy", status=1)
    run("scenario", "one.gpkg", "copy", names[1], "", status=2)
    assert len(run("scenario", "one.gpkg", "list").splitlines()) == 5
    run("scenario", "one.gpkg", "delete", "Copy")
    run("scenario", "one.gpkg", "delete", "another")
    run("scenario", "one.gpkg", "delete", names[0], status=1)
    run("scenario", "one.gpkg", "export", "nobody", status=1)
    # a name may hold anything; a sentence that names it is one line all the same
    (here / "s.json").write_text(json.dumps({**json.loads(text), "uid": "odd", "name": "two\nlines"}), encoding="utf-8")
    run("scenario", "one.gpkg", "import", "s.json")
    run("scenario", "one.gpkg", "export", "nobody", status=1)
    run("scenario", "one.gpkg", "delete", "odd")
    before = (here / "one.gpkg").read_bytes()
    for wrong in ("{", "[]", json.dumps({**json.loads(text), "measures": "x"})):
        (here / "s.json").write_text(wrong, encoding="utf-8")
        run("scenario", "one.gpkg", "import", "s.json", status=1)
    assert (here / "one.gpkg").read_bytes() == before


def a_scenario_lowers_vacancy():
    base = load("project", "one.gpkg", "--json")
    convert = load("project", "one.gpkg", "--json", "--scenario", "Convert 24", "--by", "municipality")
    assert base["base_date"] == "2025-01-01" and base["years"][0]["year"] == 2026
    assert convert["years"][5]["vacancy"] < base["years"][5]["vacancy"]
    assert sum(year["dwellings"] for year in convert["years"]) > 0
    stock = sum(group["years"][5]["stock"] for group in convert["by"])
    assert abs(stock - convert["years"][5]["stock"]) < 1e-6 * stock


def draws_tell_how_uncertain_it_is():
    plain = load("project", "one.gpkg", "--json")
    drawn = load("project", "one.gpkg", "--json", "--draws", 200)
    draws = drawn.pop("draws")
    assert drawn == plain  # what was there stays what it was
    assert draws["n"] == 200 and isinstance(draws["seed"], int) and 0 < draws["norm"] < 1
    assert [year["year"] for year in draws["years"]] == [year["year"] for year in plain["years"]]
    for year in draws["years"]:
        for name in ("rate", "vacancy", "structural", "stock", "shortage", "dwellings", "dwellings_total"):
            assert year[name]["p10"] <= year[name]["p50"] <= year[name]["p90"], (year["year"], name)
        assert 0 <= year["chance_norm"] <= 1
    last = draws["years"][-1]
    assert last["rate"]["p10"] < last["rate"]["p90"]
    again = load("project", "one.gpkg", "--json", "--draws", 200)["draws"]
    other = load("project", "one.gpkg", "--json", "--draws", 200, "--seed", draws["seed"] + 1)["draws"]
    assert again == draws and other != draws
    assert load("project", "one.gpkg", "--json", "--draws", 200, "--seed", draws["seed"])["draws"] == draws

    rows = list(csv.DictReader(io.StringIO(run("project", "one.gpkg", "--csv", "--draws", 200, "--by", "province"))))
    assert list(rows[0])[:4] == ["dim", "key", "year", "stock"] and list(rows[0])[-1] == "chance_norm"
    for row, year in zip(rows, draws["years"]):
        assert float(row["rate_p90"]) == year["rate"]["p90"] and float(row["chance_norm"]) == year["chance_norm"]
    assert rows[-1]["dim"] == "province" and rows[-1]["rate_p90"] == ""
    header = run("project", "one.gpkg", "--csv").splitlines()[0]
    assert run("project", "one.gpkg", "--csv", "--draws", 9).splitlines()[0].startswith(header + ",rate_p10")
    assert "P90" in run("project", "one.gpkg", "--draws", 20)
    run("project", "one.gpkg", "--draws", 0, status=2)
    run("project", "one.gpkg", "--draws", 100001, status=2)
    run("project", "one.gpkg", "--draws", 10, "--seed", -5, status=2)


def exports():
    for ending in ("csv", "xlsx", "geojson", "kml", "gpkg"):
        run("export", "one.gpkg", "-o", f"out.{ending}")
        assert (here / f"out.{ending}").stat().st_size > 1000
    with open(here / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 300 and list(rows[0])[:3] == ["id", "bag_id", "pand_id"]
    assert all(len(row["bag_id"]) == 16 for row in rows)
    features = json.loads((here / "out.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == 300
    for feature in features:
        assert feature["type"] == "Feature" and isinstance(feature["properties"], dict), feature
        if feature["geometry"] is not None:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point" and 3.3 < longitude < 7.3 and 50.7 < latitude < 53.7, feature
    kml = ElementTree.parse(here / "out.kml").getroot()
    marks = list(kml.iter("{http://www.opengis.net/kml/2.2}Placemark"))
    assert kml.tag == "{http://www.opengis.net/kml/2.2}kml" and len(marks) == 300
    places = [p.text.split(",") for p in kml.iter("{http://www.opengis.net/kml/2.2}coordinates")]
    assert places and all(3.3 < float(x) < 7.3 and 50.7 < float(y) < 53.7 for x, y in places)
    run("check", "out.gpkg")
    if shutil.which("ogrinfo"):
        told = subprocess.run(["ogrinfo", "-so", "-al", "out.gpkg"], cwd=here, capture_output=True, text=True)
        assert told.returncode == 0 and "Feature Count: 300" in told.stdout, told.stdout + told.stderr
    for ending in ("csv", "xlsx", "geojson", "kml"):
        run("export", "one.gpkg", "--filter", "floor_area_m2 < 0", "-o", f"none.{ending}")
    assert json.loads((here / "none.geojson").read_text(encoding="utf-8"))["features"] == []
    assert len((here / "none.csv").read_text(encoding="utf-8").splitlines()) == 1
    run("export", "one.gpkg", "-o", "out.doc", status=1)
    run("export", "one.gpkg", status=2)


def what_goes_out_as_csv_comes_back():
    with open(here / "out.csv", encoding="utf-8", newline="") as file:
        before = {row["bag_id"]: (row["vacant_m2"], row["vacant_since"]) for row in csv.DictReader(file)}
    assert sum(m2 != "" for m2, since in before.values()) > 200
    for dialect in ((), ("--excel",)):
        run("export", "one.gpkg", *dialect, "-o", "there.csv")
        shutil.copy(here / "one.gpkg", here / "back.gpkg")
        document = sqlite3.connect(here / "back.gpkg")
        document.execute("DELETE FROM observation")
        document.commit()
        document.close()
        assert load("stats", "back.gpkg", "--json")["totals"]["vacant_m2"] == 0
        run("import", "back.gpkg", "there.csv")
        run("export", "back.gpkg", "-o", "back.csv")
        with open(here / "back.csv", encoding="utf-8", newline="") as file:
            after = {row["bag_id"]: (row["vacant_m2"], row["vacant_since"]) for row in csv.DictReader(file)}
        wrong = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
        assert not wrong, (dialect, len(wrong), list(wrong.items())[:3])


def a_list_is_joined():
    with open(here / "out.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["floor_area_m2"]][:3]
    lines = ["bag id;leegstand m2;leeg sinds"]
    lines.append(f"{rows[0]['bag_id'][3:]};12,5;1-3-2024")
    lines.append(f"{rows[1]['bag_id']};0;")
    lines.append("0000019999999999;40;")
    lines.append("3,63E+14;40;")
    (here / "list.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    result = json.loads(run("import", "two.gpkg", "list.csv", "--date", "2025-07-01", "--unnamed", "occupied", "--json",
                            "--dry-run", status=3))
    assert (result["matched"], result["unmatched"]) == (2, 1), result
    assert load("stats", "two.gpkg", "--json")["date"] == "2025-01-01"
    result = json.loads(run("import", "two.gpkg", "list.csv", "--date", "2025-07-01", "--json", status=3))
    stats = load("stats", "two.gpkg", "--json", "--filter", f'bag_id = "{rows[0]["bag_id"]}"')
    assert stats["date"] == "2025-07-01" and abs(stats["totals"]["vacant_m2"] - 12.5) < 1e-9, stats
    run("check", "two.gpkg")


def what_cannot_be_read_changes_nothing():
    before = (here / "two.gpkg").read_bytes()
    (here / "bad.xml").write_text("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", encoding="utf-8")
    run("import", "two.gpkg", "bad.xml", status=1)
    run("import", "two.gpkg", "absent.zip", status=1)
    (here / "half.gpkg").write_bytes((here / "one.gpkg").read_bytes()[:5000])
    run("import", "two.gpkg", "half.gpkg", status=1)
    assert (here / "two.gpkg").read_bytes() == before
    run("import", "made.gpkg", "bad.xml", status=1)
    assert not (here / "made.gpkg").exists()
    (here / "nothing.csv").write_bytes(b"")
    wrong = subprocess.run([CLI, "import", "two.gpkg", "nothing.csv"], cwd=here, capture_output=True, text=True)
    assert wrong.returncode == 1 and "nothing.csv" in wrong.stderr, wrong.stderr
    (here / "text.gpkg").write_text("this is no document", encoding="utf-8")
    run("stats", "text.gpkg", status=1)


def read_png(path):
    """Width, height and how often each colour occurs of a picture with 8 bits a channel."""
    data, at, packed = path.read_bytes(), 8, b""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert depth == 8 and colour in (2, 6) and not interlaced
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    lines, step = zlib.decompress(packed), 3 if colour == 2 else 4
    above, colours = bytearray(width * step), {}
    for y in range(height):
        start = y * (width * step + 1)
        how, line = lines[start], bytearray(lines[start + 1:start + 1 + width * step])
        for i in range(len(line)):
            left, up, corner = line[i - step] if i >= step else 0, above[i], above[i - step] if i >= step else 0
            if how == 4:
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            else:
                near = (0, left, up, (left + up) // 2)[how]
            line[i] = (line[i] + near) & 255
        for i in range(0, len(line), step):
            pixel = bytes(line[i:i + 3]).hex()
            colours[pixel] = colours.get(pixel, 0) + 1
        above = line
    return width, height, colours


def stopping_leaves_the_file():
    run("example", "long.gpkg", "--offices", 20000)
    run("export", "long.gpkg", "-o", "long.csv")
    before = (here / "long.gpkg").read_bytes()
    going = subprocess.Popen([CLI, "import", "long.gpkg", "long.csv", "--date", "2025-07-01"], cwd=here,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.3)
    going.send_signal(signal.SIGINT)
    told = going.communicate(timeout=60)[1]
    # it may have been done before, or not have begun; then there is less to see
    if going.returncode != 0:
        assert going.returncode in (1, -signal.SIGINT), going.returncode
        assert told == ("leegwijzer-cli: Cancelled; the document was not changed\n" if going.returncode == 1 else "")
        assert (here / "long.gpkg").read_bytes() == before
    run("check", "long.gpkg")


def pictures_and_paper():
    run("map", "one.gpkg", "-o", "map.png", "--size", "640x480")
    width, height, colours = read_png(here / "map.png")
    assert (width, height) == (640, 480) and len(colours) > 50, (width, height, len(colours))
    # every class of vacancy has its colour in the legend at least
    for colour in CLASS_COLOURS:
        assert colours.get(colour, 0) > 5, (colour, colours.get(colour))
    run("map", "one.gpkg", "-o", "map.svg", "--size", "700x900")
    svg = ElementTree.parse(here / "map.svg").getroot()
    assert svg.tag == "{http://www.w3.org/2000/svg}svg" and len(list(svg.iter())) > 200
    # letters are in it as shapes, so that it looks the same without our fonts
    assert sum(node.get("id", "").startswith("glyph") for node in svg.iter()) > 20
    run("map", "one.gpkg", "-o", "map.pdf", "--filter", "floor_area_m2 < 0")
    run("map", "one.gpkg", "-o", "thin.png", "--size", "100x400")
    assert read_png(here / "thin.png")[:2] == (100, 400)
    run("map", "one.gpkg", "-o", "map.svg", "--scenario", "Convert 24", "--year", 2030)
    run("map", "one.gpkg", "-o", "changes.png", "--from", "2023-01-01")
    colours = read_png(here / "changes.png")[2]
    # more vacancy is orange, less is purple, and no class of vacancy is shown
    assert colours.get("e66101", 0) > 50 and colours.get("5e3c99", 0) > 50, colours
    assert not any(colours.get(colour, 0) for colour in CLASS_COLOURS if colour != "ffffbf")
    run("map", "one.gpkg", "-o", "changes.png", "--from", "2026-01-01", status=1)
    run("map", "one.gpkg", "-o", "changes.png", "--from", "2023-01-01", "--year", 2030, status=2)
    run("map", "one.gpkg", "-o", "map.png", "--size", "1x1", status=2)
    run("report", "one.gpkg", "-o", "a.pdf")
    if shutil.which("pdftotext"):
        words = " ".join(subprocess.run(["pdftotext", "a.pdf", "-"], cwd=here, capture_output=True, text=True)
                         .stdout.split())
        assert "areas: usable (GO)" in words and "drawn at random" in words and "imported " in words, words
    run("report", "one.gpkg", "-o", "b.pdf", "--scenario", "Convert 24", "--against", "Scrap plans")
    for name in ("a.pdf", "b.pdf", "map.pdf"):
        assert (here / name).read_bytes()[:5] == b"%PDF-"
    if shutil.which("pdftotext"):
        text = {name: subprocess.run(["pdftotext", name, "-"], cwd=here, capture_output=True, text=True).stdout
                for name in ("a.pdf", "b.pdf", "map.pdf")}
        assert 1 <= text["a.pdf"].count("\f") <= 4 and text["map.pdf"].count("\f") == 1
        assert "Utrecht" in text["a.pdf"] and "Convert 24" in text["b.pdf"] and "Scrap plans" in text["b.pdf"]
        assert "CBS/Kadaster" in text["map.pdf"], text["map.pdf"]


def case_files():
    files = sorted(CASES.glob("*.case"))
    assert run("case", *files).splitlines()[-1].endswith(" passed, 0 failed")
    assert len(load("case", *files, "--json")["cases"]) == len(files)
    (here / "wrong.case").write_text("kind waterfill\ntotal 600\nitem 64 100\nexpect share 0 99\n", encoding="utf-8")
    run_wrong = subprocess.run([CLI, "case", "wrong.case"], cwd=here, capture_output=True, text=True)
    assert run_wrong.returncode == 1 and "0 passed, 1 failed" in run_wrong.stdout, run_wrong.stdout


def wrong_usage():
    for arguments in ((), ("nonsense",), ("stats",), ("stats", "one.gpkg", "--nonsense"), ("example", "x.gpkg", "--offices", "0")):
        run(*arguments, status=2)
    for command in ("new", "import", "stats", "report"):
        assert command in run(command, "--help")


def csv_of_statistics():
    rows = list(csv.reader(io.StringIO(run("stats", "one.gpkg", "--csv", "--by", "province"))))
    assert rows[0][:4] == ["dim", "key", "label", "offices"] and all(len(row) == len(rows[0]) for row in rows)


def settings_decide_what_counts():
    run("example", "set.gpkg", "--offices", 400, "--seed", 9)
    names = [s["name"] for s in load("settings", "set.gpkg", "list", "--json")["settings"]]
    assert names == ["mixed_rule", "mixed_share", "min_size_m2", "go_to_vvo", "bvo_to_vvo", "nvo_to_vvo", "norm"]
    before = load("stats", "set.gpkg", "--json")
    mixed = before["counting"]
    assert mixed["mixed_rule"] == "all" and mixed["mixed_offices"] > 0
    assert mixed["mixed_whole_m2"] == mixed["mixed_counted_m2"] == before["totals"]["mixed_m2"]
    assert "counted in full" in run("stats", "set.gpkg")

    run("settings", "set.gpkg", "set", "mixed_rule", "share", "mixed_share", "0.25")
    after = load("stats", "set.gpkg", "--json")
    assert abs(before["totals"]["stock_m2"] - after["totals"]["stock_m2"] - 0.75 * mixed["mixed_whole_m2"]) < 1e-3
    assert after["counting"]["mixed_whole_m2"] == mixed["mixed_whole_m2"]
    assert "of which 25.0" in run("stats", "set.gpkg")
    run("settings", "set.gpkg", "set", "mixed_rule", "none")
    none = load("stats", "set.gpkg", "--json")
    assert abs(before["totals"]["stock_m2"] - none["totals"]["stock_m2"] - mixed["mixed_whole_m2"]) < 1e-3
    assert "not counted" in run("stats", "set.gpkg")
    assert "mixed_rule\tnone" in run("settings", "set.gpkg", "list")

    # a wrong name or value changes nothing, also when a good one comes before it
    for wrong in (("mixed_rule", "some"), ("norm", "2"), ("bvo_to_vvo", "0,8"), ("colour", "red"), ("norm", "0.06", "norm", "x")):
        run("settings", "set.gpkg", "set", *wrong, status=1)
    assert load("stats", "set.gpkg", "--json") == none
    for wrong in ((), ("set",), ("set", "norm"), ("list", "norm"), ("paint",)):
        run("settings", "set.gpkg", *wrong, status=2)
    run("settings", "set.gpkg", "reset", "mixed_rule")
    assert load("settings", "set.gpkg", "list", "--json")["settings"][1]["value"] == 0.25
    run("settings", "set.gpkg", "reset")
    assert load("stats", "set.gpkg", "--json") == before
    run("settings", "nothing.gpkg", "list", status=1)
    run("check", "set.gpkg")


def regions_are_markets():
    listed = load("settings", "set.gpkg", "regions", "--json")["municipalities"]
    assert len(listed) > 5 and not any(row["several"] for row in listed)
    first, second = listed[0], listed[1]
    regions = lambda: {row["key"] for row in load("stats", "set.gpkg", "--json", "--by", "region")["by"]}  # noqa: E731
    assert regions() == {row["region"] for row in listed}
    run("settings", "set.gpkg", "regions", "set", first["code"], "North", second["name"], "North")
    by = {row["key"]: row for row in load("stats", "set.gpkg", "--json", "--by", "region")["by"]}
    assert by["North"]["offices"] == first["offices"] + second["offices"]
    projected = {row["key"] for row in load("project", "set.gpkg", "--by", "region", "--json")["by"]}
    assert "North" in projected, projected
    run("settings", "set.gpkg", "regions", "province")
    assert regions() == {"Utrecht"}
    run("settings", "set.gpkg", "regions", "none")
    assert regions() == {None} and "no region" in run("settings", "set.gpkg", "regions", "list")
    (here / "regions.csv").write_text(f"Gemeentecode;Regio\n{first['code']};Zuid\nGM9999;Zuid\n", encoding="utf-8")
    assert "GM9999" in run("settings", "set.gpkg", "regions", "read", "regions.csv", status=3)
    assert regions() == {None, "Zuid"}
    (here / "regions.csv").write_text(f"{second['code']};Oost\n{first['code']};Oost\n", encoding="utf-8")
    run("settings", "set.gpkg", "regions", "read", "regions.csv")
    assert regions() == {None, "Oost"}
    run("settings", "set.gpkg", "regions", "read", "missing.csv", status=1)
    run("settings", "set.gpkg", "regions", "set", "GM9999", "North", status=1)
    for wrong in (("set",), ("set", "GM0344"), ("province", "Utrecht"), ("all",)):
        run("settings", "set.gpkg", "regions", *wrong, status=2)
    run("check", "set.gpkg")


def read_everything(path):
    """The text of a file, also of what is packed in it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".pdf" and shutil.which("pdftotext"):
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return path.read_bytes().decode("utf-8", "replace")


def note(document, office, kind, text, amount=None, confidential=1):
    with sqlite3.connect(here / document) as db:
        db.execute("INSERT INTO office_note (uid, office_fid, kind, label, text, amount_eur, noted, confidential)"
                   " VALUES (hex(randomblob(16)), ?, ?, ?, ?, ?, '2026-03-01', ?)",
                   (office, kind, "Boekwaarde" if amount else "", text, amount, confidential))
    db.close()


def what_is_confidential_stays_inside():
    run("example", "notes.gpkg", "--offices", 40)
    fid = int(next(csv.DictReader(io.StringIO(exported("notes.gpkg", "first.csv"))))["id"])
    note("notes.gpkg", fid, "intention", "GEHEIM-1")
    note("notes.gpkg", fid, "finance", "GEHEIM-2", 1234567)
    note("notes.gpkg", fid, "intention", "OPEN-1", confidential=0)
    note("notes.gpkg", fid, "note", "OPEN-2", confidential=0)
    run("check", "notes.gpkg")
    for ending in ("csv", "xlsx", "geojson", "kml", "gpkg"):
        without, full = f"without.{ending}", f"with.{ending}"
        run("export", "notes.gpkg", "-o", without)
        run("export", "notes.gpkg", "--confidential", "-o", full)
        text, whole = read_everything(here / without), read_everything(here / full)
        assert "GEHEIM" not in text and "1234567" not in text and "confidential" not in text, ending
        assert "OPEN-1" in text and "OPEN-2" in text, ending
        assert all(word in whole for word in ("GEHEIM-1", "GEHEIM-2", "1234567", "OPEN-1")), ending
        assert "contains confidential facts" in whole, ending
    row = next(csv.DictReader((here / "with.csv").open()))
    assert row["intentions"] == "GEHEIM-1 (2026-03-01) [confidential] | OPEN-1 (2026-03-01)" or \
        row["intentions"] == "OPEN-1 (2026-03-01) | GEHEIM-1 (2026-03-01) [confidential]", row["intentions"]
    assert row["finance"] == "Boekwaarde: 1234567 EUR: GEHEIM-2 (2026-03-01) [confidential]"
    assert list(row)[-4:] == ["intentions", "finance", "notes", "notice"] and row["notice"]
    rows = list(csv.DictReader((here / "without.csv").open()))
    assert list(rows[0])[-3:] == ["intentions", "finance", "notes"] and rows[0]["finance"] == ""
    run("export", "notes.gpkg", "--filter", f"id != {fid}", "--confidential", "-o", "others.csv")
    assert "notice" not in (here / "others.csv").read_text()
    run("import", "notes.gpkg", "without.csv", "--dry-run", "--date", "2027-01-01")


def edits_go_without_what_is_confidential():
    shutil.copy(CASES.parent / "store/version-2.gpkg", here / "mine.gpkg")
    shutil.copy(here / "mine.gpkg", here / "theirs.gpkg")
    done = run("changeset", "mine.gpkg", "export", "-o", "open.lwchanges")
    assert "Confidential facts of 3 edits were left out" in done, done
    assert "left out" not in run("changeset", "mine.gpkg", "export", "--confidential", "-o", "all.lwchanges")

    def unpacked(name):
        data, found = (here / name).read_bytes(), b""
        for at in range(len(data) - 1):
            if data[at:at + 2] == b"\x78\x01":
                try:
                    found += zlib.decompressobj().decompress(data[at:])
                except zlib.error:
                    pass
        return data + found

    assert b"twee delen" in unpacked("all.lwchanges") and b"2500000" not in unpacked("open.lwchanges")
    assert all(word not in unpacked("open.lwchanges") for word in (b"verkoop", b"Boekwaarde", b"gesprek", b"Voornemen"))
    assert b"bezocht" in unpacked("open.lwchanges")
    for name in ("open", "all"):
        run("changeset", "theirs.gpkg", "apply", f"{name}.lwchanges")
    run("check", "theirs.gpkg")


def paper_and_results_tell_nothing_confidential():
    run("report", "notes.gpkg", "-o", "without.pdf")
    run("report", "notes.gpkg", "--confidential", "-o", "with.pdf")
    if shutil.which("pdftotext"):
        text, whole = read_everything(here / "without.pdf"), read_everything(here / "with.pdf")
        assert "GEHEIM" not in text and "OPEN" not in text and "CONFIDENTIAL" not in text
        assert "GEHEIM-1" in whole and "€ 1,234,567" in whole.replace("\xa0", " ") and "OPEN-1" in whole, whole[-2000:]
        pages = whole.rstrip("\f").split("\f")
        assert len(pages) >= 2 and all("CONFIDENTIAL" in page for page in pages), len(pages)
    for output in (run("stats", "notes.gpkg", "--json", "--by", "municipality"), run("project", "notes.gpkg", "--json"),
                   run("map", "notes.gpkg", "-o", "notes.svg") + (here / "notes.svg").read_text()):
        assert "GEHEIM" not in output and "1234567" not in output


def older_documents_are_read_and_brought_up_to_date():
    old = (CASES.parent / "store/version-1.gpkg").read_bytes()
    document = here / "old.gpkg"
    document.write_bytes(old)
    assert load("stats", "old.gpkg", "--json")["totals"]["offices"] == 12
    run("check", "old.gpkg")
    run("export", "old.gpkg", "-o", "old.csv")
    run("changeset", "old.gpkg", "export", "-o", "old.lwchanges")
    run("changeset", "old.gpkg", "apply", "old.lwchanges", "--dry-run")
    number = next(csv.DictReader((here / "old.csv").open()))["bag_id"]
    (here / "old-list.csv").write_text(f"bag_id,vacant_m2\n{number},7\n")
    run("import", "old.gpkg", "old-list.csv", "--date", "2026-01-01", "--dry-run")
    assert document.read_bytes() == old and not (here / "old (version 1).gpkg").exists()
    done = subprocess.run([CLI, "settings", "old.gpkg", "set", "norm", "0.07"], cwd=here, capture_output=True, text=True)
    assert done.returncode == 0 and "old (version 1).gpkg" in done.stderr, done.stderr
    assert done.stderr.startswith("leegwijzer-cli: ") and done.stderr.count("\n") == 1, done.stderr
    assert (here / "old (version 1).gpkg").read_bytes() == old != document.read_bytes()
    assert run("settings", "old.gpkg", "set", "norm", "0.08") is not None
    assert not (here / "old (version 1) (2).gpkg").exists()
    run("changeset", "old.gpkg", "apply", "old.lwchanges")
    assert load("stats", "old.gpkg", "--json")["totals"]["offices"] == 12
    run("check", "old.gpkg")


def newer_documents_are_only_read():
    run("example", "new.gpkg", "--offices", 20)
    with sqlite3.connect(here / "new.gpkg") as db:
        db.execute("INSERT INTO app_schema VALUES (99, 1, '2031-01-01T00:00:00Z', NULL)")
    db.close()
    before = (here / "new.gpkg").read_bytes()
    assert load("stats", "new.gpkg", "--json")["totals"]["offices"] == 20
    run("settings", "new.gpkg", "set", "norm", "0.07", status=1)
    assert (here / "new.gpkg").read_bytes() == before
    with sqlite3.connect(here / "new.gpkg") as db:
        db.execute("UPDATE app_schema SET min_reader = 99 WHERE version = 99")
    db.close()
    run("stats", "new.gpkg", status=1)


def pages_of(path, where):
    with sqlite3.connect(here / path) as db:
        return [row[0] for row in db.execute(f"SELECT pageno FROM dbstat WHERE {where} ORDER BY path")]


def count_offices(path):
    with sqlite3.connect(here / path) as db:
        return db.execute("SELECT count(*) FROM office").fetchone()[0]


def zero_pages(path, pages):
    content = bytearray((here / path).read_bytes())
    for page in pages:
        content[(page - 1) * 4096:page * 4096] = bytes(4096)
    (here / path).write_bytes(content)


def a_damaged_document_is_recovered():
    run("example", "sound.gpkg", "--offices", 400)
    run("settings", "sound.gpkg", "set", "norm", "0.07")
    (here / "hurt.gpkg").write_bytes((here / "sound.gpkg").read_bytes())
    # an index: nothing is lost
    index = pages_of("sound.gpkg", "name = 'sqlite_autoindex_office_1'")
    zero_pages("hurt.gpkg", index)
    before = (here / "hurt.gpkg").read_bytes()
    report = load("recover", "hurt.gpkg", "-o", "saved.gpkg", "--json")
    assert report["complete"] and report["history_kept"] and report["same_document"] and report["rows"] == [], report
    assert load("stats", "saved.gpkg", "--json") == load("stats", "sound.gpkg", "--json")
    run("check", "saved.gpkg")
    run("recover", "hurt.gpkg", "-o", "saved.gpkg", status=1)
    run("recover", "hurt.gpkg", "-o", "hurt.gpkg", status=1)
    assert (here / "hurt.gpkg").read_bytes() == before
    # a page of offices: they are named, with what hangs on them
    lost = pages_of("sound.gpkg", "name = 'office' AND pagetype = 'leaf'")[3]
    zero_pages("hurt.gpkg", [lost])
    checked = subprocess.run([CLI, "check", "hurt.gpkg"], cwd=here, capture_output=True, text=True)
    assert checked.returncode == 1 and checked.stderr.count("\n") == 1 and "recover hurt.gpkg -o COPY" in checked.stderr
    (here / "saved.gpkg").unlink()
    report = json.loads(run("recover", "hurt.gpkg", "-o", "saved.gpkg", "--json", status=3))
    office = next(table for table in report["tables"] if table["table"] == "office")
    assert not report["complete"] and not report["same_document"] and report["unreadable_pages"] == len(index) + 1
    assert office["kept"] == count_offices("sound.gpkg") - office["lost"] or office["at_least"], office
    # the index of offices is gone too, so that only observations tell that they are missing
    left = [row for row in report["rows"] if row["table"] == "observation" and row["fate"] == "left"]
    assert left and all("office" in row["why"] and "reference date: " in row["content"] for row in left)
    (here / "saved.gpkg").unlink()
    text = run("recover", "hurt.gpkg", "-o", "saved.gpkg", status=3)
    assert f"office: {office['kept']} kept" in text and text.count("\n") > len(report["rows"])
    run("check", "saved.gpkg")
    # the beginning: no database any more, but a document that can be recovered
    zero_pages("hurt.gpkg", [1])
    for command in ("check", "stats"):
        told = subprocess.run([CLI, command, "hurt.gpkg"], cwd=here, capture_output=True, text=True)
        assert told.returncode == 1 and "recover" in told.stderr, told.stderr
    (here / "saved.gpkg").unlink()
    run("recover", "hurt.gpkg", "-o", "saved.gpkg", status=3)
    assert count_offices("saved.gpkg") == office["kept"]
    assert 0 < load("stats", "saved.gpkg", "--json")["totals"]["offices"] <= office["kept"]
    # what is none, and wrong usage
    (here / "words.gpkg").write_text("no document " * 1000)
    run("recover", "words.gpkg", "-o", "none.gpkg", status=1)
    run("recover", "nothing.gpkg", "-o", "none.gpkg", status=1)
    run("recover", "hurt.gpkg", status=2)
    run("recover", "-o", "none.gpkg", status=2)
    assert not (here / "none.gpkg").exists() and not list(here.glob(".*none*"))


tests = [an_empty_document, the_example_is_the_same_each_time, figures_add_up, a_filter_filters,
         statistics_on_an_earlier_date, what_changed_adds_up, edits_go_from_copy_to_copy,
         scenarios_go_out_and_in, a_scenario_lowers_vacancy,
         draws_tell_how_uncertain_it_is,
         exports, what_goes_out_as_csv_comes_back, a_list_is_joined,
         what_cannot_be_read_changes_nothing, stopping_leaves_the_file, pictures_and_paper, case_files, wrong_usage,
         csv_of_statistics, what_cannot_be_written_leaves_what_was_there, offices_are_assessed,
         settings_decide_what_counts, regions_are_markets, older_documents_are_read_and_brought_up_to_date,
         what_is_confidential_stays_inside, edits_go_without_what_is_confidential,
         paper_and_results_tell_nothing_confidential,
         newer_documents_are_only_read, a_damaged_document_is_recovered]
tell(tests)
