#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves a document: offices, areas and results in every format, each told where it comes from, none that runs as a
formula, nothing that does harm to what was there. Prints TAP. Argument: the program."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from program import here, run, tell

KML = "{http://www.opengis.net/kml/2.2}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# domain model 2.3, with the class of what is unknown first
CLASSES = (("unknown", None), ("tight", 0), ("healthy", 0.03), ("ample", 0.08), ("high", 0.12), ("very high", 0.2))
COLOURS = (None, "2c7bb6", "abd9e9", "ffffbf", "fdae61", "d7191c")
HARMFUL = ("=1+1", "+31 20 555", "-12 Kantoor", "@SUM(A1)", "\tTAB", "=HYPERLINK(\"http://x\";\"y\")", "'=2", "-")
HARMLESS = ("-12", "'s-Gravenhage", "A=B", "3-4")


def rows_of(name, delimiter=",", encoding="utf-8"):
    with open(here / name, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def sheet(name, number):
    """The cells of a sheet by their address: (type, text), as they stand in the file; and the root."""
    with zipfile.ZipFile(here / name) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    cells = {}
    for cell in root.iter(SHEET + "c"):
        text = cell.find(f"{SHEET}is/{SHEET}t")
        value = cell.find(SHEET + "v")
        cells[cell.get("r")] = (cell.get("t", "n"), text.text if text is not None else
                                value.text if value is not None else None, int(cell.get("s", 0)))
    return root, cells


def everything(path):
    if path.suffix in (".xlsx", ".kmz"):
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".csv":
        return Path(str(path) + "-metadata.json").read_text(encoding="utf-8")
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as db:
            return db.execute("SELECT description FROM gpkg_contents").fetchone()[0]
    return path.read_text(encoding="utf-8")


def make_document():
    run("example", "one.gpkg", "--offices", 300, "--seed", 5)
    shutil.copy(here / "one.gpkg", here / "bad.gpkg")
    db = sqlite3.connect(here / "bad.gpkg")
    names = HARMFUL + HARMLESS
    keys = [row[0] for row in db.execute("SELECT fid FROM office ORDER BY fid LIMIT ?", (len(names),))]
    for key, name in zip(keys, names):
        db.execute("UPDATE office SET name = ? WHERE fid = ?", (name, key))
    db.commit()
    db.close()
    return dict(zip(keys, names))


names_by_key = {}


def every_export_says_where_it_comes_from():
    names_by_key.update(make_document())
    wanted = {"offices": ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg"),
              "areas": ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg"), "results": ("csv", "xlsx", "gpkg")}
    for what, endings in wanted.items():
        for ending in endings:
            name = f"{what}.{ending}"
            words = ["2025-01-01", '"fictional":true' if ending == "geojson" else "Fictional example: none of these offices exists",
                     "Example, made up by rule", "CC0", "Leegwijzer ", "Count in full"]
            if what == "results":
                run("export", "one.gpkg", "--what", what, "-o", name)
                words.append("Baseline")
            else:
                run("export", "one.gpkg", "--what", what, "--filter", "floor_area_m2 > 1234", "-o", name)
                # a description in KML is HTML, so that it is escaped twice
                words.append("floor_area_m2 > 1234" if ending not in ("kml", "kmz", "xlsx") else
                             "floor_area_m2 &gt; 1234" if ending == "xlsx" else "floor_area_m2 &amp;gt; 1234")
            if what == "areas" and ending != "xlsx":
                words.append("CBS/Kadaster")
            text = everything(here / name)
            missing = [word for word in words if word not in text]
            assert not missing, (name, missing)
    root = json.loads((here / "offices.geojson").read_text(encoding="utf-8"))
    spots = [feature["geometry"]["coordinates"] for feature in root["features"]]
    assert root["bbox"] == [f(spot[axis] for spot in spots) for f in (min, max) for axis in (0, 1)]
    about = root["leegwijzer"]
    assert about["fictional"] and about["reference_date"] == "2025-01-01" and root["fictional"]
    assert all(source["fictional"] and source["licence"] == "CC0" for source in about["sources"]) and about["sources"]


def csv_has_a_companion():
    for excel in (False, True):
        run("export", "one.gpkg", *(["--excel"] if excel else []), "-o", "with blank.csv")
        about = json.loads((here / "with blank.csv-metadata.json").read_text(encoding="utf-8"))
        assert about["@context"] == "http://www.w3.org/ns/csvw" and about["url"] == "with%20blank.csv"
        assert about["dialect"]["delimiter"] == (";" if excel else ",")
        columns = [column["name"] for column in about["tableSchema"]["columns"]]
        rows = rows_of("with blank.csv", ";" if excel else ",", "utf-8-sig")
        assert list(rows[0]) == columns and len(rows) == 300
        types = {column["name"]: column["datatype"] for column in about["tableSchema"]["columns"]}
        for row in rows:
            for name, kind in types.items():
                base = kind["base"] if isinstance(kind, dict) else kind
                if row[name] == "":
                    continue
                if base == "integer":
                    int(row[name])
                elif base == "number":
                    float(row[name].replace(",", ".") if excel else row[name])
                elif base == "boolean":
                    assert row[name] in "01"
                elif base == "date":
                    assert re.fullmatch(r"\d\d-\d\d-\d{4}" if excel else r"\d{4}-\d\d-\d\d", row[name]), row[name]
        assert about["notes"][0]["fictional"] is True


def formulas_do_not_run():
    """A spreadsheet runs what begins with one of these signs; an apostrophe before it shows the text instead."""
    for excel in (False, True):
        run("export", "bad.gpkg", *(["--excel"] if excel else []), "-o", "bad.csv")
        rows = {int(row["id"]): row for row in rows_of("bad.csv", ";" if excel else ",", "utf-8-sig")}
        for key, name in names_by_key.items():
            cell = rows[key]["name"]
            if name in HARMFUL:
                assert cell == "'" + name, (name, cell)
            else:
                assert cell == (f'="{name}"' if excel and name in ("-12", "3-4") else name), (name, cell)
        for row in rows.values():
            for name, cell in row.items():
                assert not cell or cell[0] not in "=+-@\t\r" or re.fullmatch(r'[+-]\d+([.,]\d+)?|="[^"]*"', cell), (name, cell)
    db = sqlite3.connect(here / "bad.gpkg")
    db.execute("UPDATE office SET location = '=1+1, \"2\"' WHERE fid IN (SELECT fid FROM office LIMIT 3)")
    db.commit()
    db.close()
    assert "location,\"'=1+1, \"\"2\"\"\"," in run("stats", "bad.gpkg", "--by", "location", "--csv")
    run("export", "bad.gpkg", "-o", "bad.xlsx")
    root, cells = sheet("bad.xlsx", 1)
    assert not list(root.iter(SHEET + "f")), "a formula"
    texts = {text for kind, text, _ in cells.values() if kind in ("inlineStr", "str")}
    # "-" would be read as "unknown"
    kept = {"'" + name if name in ("'=2", "-") else name for name in names_by_key.values()}
    assert kept <= texts, kept - texts
    assert not any(kind == "str" for kind, _, _ in cells.values())


def a_workbook_has_types():
    run("export", "one.gpkg", "-o", "one.xlsx")
    root, cells = sheet("one.xlsx", 1)
    headings = {text: re.sub(r"\d", "", place) for place, (_, text, _) in cells.items() if place.endswith("1")
                and re.fullmatch("[A-Z]+1", place)}
    known = rows_of("offices.csv") and run("export", "one.gpkg", "-o", "one.csv") == "" and rows_of("one.csv")
    assert list(headings) == list(known[0])
    for number, row in enumerate(known, 2):
        for name, value in row.items():
            kind, text, style = cells.get(f"{headings[name]}{number}", ("n", None, 0))
            if value == "":
                assert text is None, (name, text)
            elif name in ("bag_id", "pand_id", "name", "town", "source"):
                assert kind == "inlineStr" and text == value, (name, kind, text, value)
            elif name in ("monument", "use_mixed"):
                assert kind == "b" and text == value, (name, kind, text)
            elif name in ("vacant_since", "reference_date"):
                days = (int(value[:4]), int(value[5:7]), int(value[8:]))
                assert kind == "n" and style > 0 and days[0] >= 1900, (name, kind, text, value)
            elif name in ("floor_area_m2", "rd_x", "rd_y", "longitude", "vacant_m2", "build_year", "id"):
                assert kind == "n" and float(text) == float(value), (name, text, value)
    pane = root.find(f".//{SHEET}pane")
    assert pane.get("state") == "frozen" and pane.get("ySplit") == "1" and root.find(SHEET + "autoFilter") is not None
    widths = [float(column.get("width")) for column in root.iter(SHEET + "col")]
    assert min(widths) >= 8 and max(widths) < 50 and len(set(widths)) > 5, widths
    with zipfile.ZipFile(here / "one.xlsx") as book:
        names = [entry.get("name") for entry in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet")]
        assert names == ["Offices (fictional example)", "Method and sources"], names
        assert 'formatCode="yyyy-mm-dd"' in book.read("xl/styles.xml").decode()
    _, about = sheet("one.xlsx", 2)
    labels = {about[f"A{i}"][1] for i in range(1, 40) if f"A{i}" in about}
    assert {"Fictional data", "Document", "Contents", "Reference date", "Filter", "Counting", "Source", "Made"} <= labels


def area_of(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def areas_have_the_figures_of_stats():
    for dimension in ("municipality", "region", "province", "location", "owner"):
        run("export", "one.gpkg", "--what", "areas", "--by", dimension, "-o", "areas.csv")
        rows = rows_of("areas.csv")
        there = [row for row in csv.DictReader(io.StringIO(run("stats", "one.gpkg", "--by", dimension, "--csv")))
                 if row["dim"]]
        assert len(rows) == len(there) > 0, dimension
        for mine, theirs in zip(rows, there):
            assert list(mine) == list(theirs)
            for name in mine:
                same = mine[name] == theirs[name] or float(mine[name]) == float(theirs[name])
                assert same, (dimension, name, mine[name], theirs[name])
    run("export", "one.gpkg", "--what", "areas", "--by", "owner", "-o", "none.kml", status=1)
    run("export", "one.gpkg", "--what", "areas", "--by", "owner", "-o", "none.geojson", status=1)
    for dimension in ("owner", "location-type", "build-year", "vacancy-age"):
        run("export", "one.gpkg", "--what", "areas", "--by", dimension, "-o", "owner.gpkg")
        run("check", "owner.gpkg")


def areas_have_their_boundaries():
    for dimension in ("municipality", "region", "province"):
        run("export", "one.gpkg", "--what", "areas", "--by", dimension, "-o", "areas.geojson")
        text = (here / "areas.geojson").read_text(encoding="utf-8")
        root = json.loads(text)
        assert "crs" not in root and not re.search(r"\[-?\d+\.\d{8,}", text)
        shapes = [feature for feature in root["features"] if feature["geometry"]]
        assert shapes, dimension
        for feature in shapes:
            assert feature["id"] == feature["properties"]["key"] and feature["geometry"]["type"] == "MultiPolygon"
            for polygon in feature["geometry"]["coordinates"]:
                assert area_of(polygon[0]) > 0 and all(area_of(hole) < 0 for hole in polygon[1:]), feature["id"]
                for ring in polygon:
                    assert ring[0] == ring[-1] and len(ring) >= 4
                    assert all(3.3 < x < 7.3 and 50.7 < y < 53.7 for x, y in ring)
        run("export", "one.gpkg", "--what", "areas", "--by", dimension, "-o", "areas.gpkg")
        run("check", "areas.gpkg")
        with sqlite3.connect(here / "areas.gpkg") as db:
            rows = db.execute(f"SELECT key, geom IS NOT NULL FROM {dimension}").fetchall()
            assert len(rows) == len(root["features"]) and sum(row[1] for row in rows) == len(shapes)
            kind = db.execute("SELECT geometry_type_name, srs_id FROM gpkg_geometry_columns").fetchall()
            assert kind == [("MULTIPOLYGON", 28992)]
    # a province is as large as its municipalities are together, so no edge between them was left
    run("export", "one.gpkg", "--what", "areas", "--by", "province", "-o", "province.geojson")
    [province] = [f for f in json.loads((here / "province.geojson").read_text(encoding="utf-8"))["features"] if f["geometry"]]
    assert len(province["geometry"]["coordinates"]) < 5 and sum(map(len, province["geometry"]["coordinates"])) < 10
    if shutil.which("ogrinfo"):
        told = subprocess.run(["ogrinfo", "-so", "-al", "areas.gpkg"], cwd=here, capture_output=True, text=True)
        assert told.returncode == 0 and "Geometry: Multi Polygon" in told.stdout and not told.stderr, told
    own = "/usr/bin/python3"
    if os.path.exists(own) and subprocess.run([own, "-c", "import osgeo_utils"], capture_output=True).returncode == 0:
        for name in ("areas.gpkg", "owner.gpkg", "offices.gpkg", "results.gpkg"):
            told = subprocess.run([own, "-m", "osgeo_utils.samples.validate_gpkg", name], cwd=here, capture_output=True,
                                  text=True)
            assert told.returncode == 0, (name, told.stdout, told.stderr)


def areas_of_the_document_come_first():
    shutil.copy(here / "one.gpkg", here / "own.gpkg")
    key = rows_of("areas.csv")  # by owner; only to be sure that it is there
    run("export", "one.gpkg", "--what", "areas", "--by", "location", "-o", "locations.csv")
    code = next(row["key"] for row in rows_of("locations.csv") if row["key"])
    assert key and code
    run("export", "one.gpkg", "--what", "areas", "--by", "location", "-o", "none.gpkg")
    run("export", "one.gpkg", "--what", "areas", "--by", "location", "-o", "none.geojson", status=1)
    with sqlite3.connect(here / "areas.gpkg") as db:
        blob = db.execute("SELECT geom FROM province WHERE geom IS NOT NULL").fetchone()[0]
    db = sqlite3.connect(here / "own.gpkg")
    db.execute("INSERT INTO area (kind, code, name, geom) VALUES ('location', ?, 'Own', ?)", (code, blob))
    db.commit()
    db.close()
    run("export", "own.gpkg", "--what", "areas", "--by", "location", "-o", "own.geojson")
    root = json.loads((here / "own.geojson").read_text(encoding="utf-8"))
    assert [f["id"] for f in root["features"] if f["geometry"]] == [code]
    assert root["leegwijzer"]["boundaries"] == "areas of the document"


def results_are_those_of_project():
    scenario = [line.split("\t")[1] for line in run("scenario", "one.gpkg", "list").splitlines()][1]
    for by in ((), ("--by", "municipality"), ("--by", "region")):
        run("export", "one.gpkg", "--what", "results", *by, "--scenario", scenario, "-o", "results.csv")
        rows = rows_of("results.csv")
        there = list(csv.DictReader(io.StringIO(run("project", "one.gpkg", *by, "--scenario", scenario, "--csv"))))
        assert len(rows) == len(there) > 10
        for mine, theirs in zip(rows, there):
            assert mine["scenario"] == scenario and set(theirs) <= set(mine)
            for name in theirs:
                assert mine[name] == theirs[name] or float(mine[name]) == float(theirs[name]), (name, mine[name], theirs[name])
    run("export", "one.gpkg", "--what", "results", "--by", "region", "-o", "results.gpkg")
    run("check", "results.gpkg")
    with sqlite3.connect(here / "results.gpkg") as db:
        assert db.execute("SELECT data_type FROM gpkg_contents").fetchall() == [("attributes",)]
        assert db.execute("SELECT typeof (year), typeof (stock) FROM results").fetchone() == ("integer", "real")
    run("export", "one.gpkg", "--what", "results", "-o", "results.xlsx")
    assert sheet("results.xlsx", 1)[1]["E2"][0] == "n"
    for ending in ("geojson", "kml", "kmz"):
        assert "map" in run("export", "one.gpkg", "--what", "results", "-o", f"results.{ending}", status=1)
        assert not (here / f"results.{ending}").exists()
    run("export", "one.gpkg", "--what", "results", "--scenario", "nobody", "-o", "x.csv", status=1)


ORDER = {"Document": ["name", "description", "LookAt", "TimeStamp", "Style", "StyleMap", "Schema", "Folder", "Placemark"],
         "Placemark": ["name", "description", "styleUrl", "ExtendedData", "Point", "MultiGeometry"],
         "Folder": ["name", "Placemark"], "Polygon": ["outerBoundaryIs", "innerBoundaryIs"],
         "Style": ["IconStyle", "LabelStyle", "LineStyle", "PolyStyle", "BalloonStyle"]}


def check_order(element):
    name = element.tag.removeprefix(KML)
    places = [ORDER[name].index(child.tag.removeprefix(KML)) for child in element] if name in ORDER else []
    if name == "Document":  # styles and the maps of them may alternate
        places = [4 if place == 5 else place for place in places]
    assert places == sorted(places), (name, [child.tag for child in element][:9])
    for child in element:
        check_order(child)


def kml_is_kml():
    run("export", "bad.gpkg", "-o", "bad.kml")
    root = ElementTree.parse(here / "bad.kml").getroot()
    check_order(root)
    [document] = root
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)
    for url in root.iter(KML + "styleUrl"):
        assert url.text[0] == "#" and url.text[1:] in ids, url.text
    assert document.find(f"{KML}TimeStamp/{KML}when").text == "2025-01-01"
    view = document.find(KML + "LookAt")
    spots = [tuple(map(float, spot.text.split(","))) for spot in root.iter(KML + "coordinates")]
    assert abs(float(view.find(KML + "longitude").text) - sum(f(s[0] for s in spots) for f in (min, max)) / 2) < 1e-4
    assert abs(float(view.find(KML + "latitude").text) - sum(f(s[1] for s in spots) for f in (min, max)) / 2) < 1e-4
    assert float(view.find(KML + "range").text) > 1000
    fields = {field.get("name"): field.get("type") for field in root.iter(KML + "SimpleField")}
    assert fields["vacant_m2"] == "double" and fields["house_number"] == "int" and fields["monument"] == "bool"
    for data in root.iter(KML + "SimpleData"):
        assert data.get("name") in fields
        if fields[data.get("name")] in ("double", "int"):
            float(data.text)
    run("export", "bad.gpkg", "-o", "bad.csv")
    rows = {int(row["id"]): row for row in rows_of("bad.csv")}
    found = 0
    for number, (label, _) in enumerate(CLASSES):
        folders = [f for f in document.findall(KML + "Folder") if f.find(KML + "name").text.startswith(label + ":")]
        expected = {key for key, row in rows.items() if class_of(row) == number}
        marks = [mark for f in folders for mark in f.findall(KML + "Placemark")]
        assert {int(mark.get("id").removeprefix("office-")) for mark in marks} == expected, label
        assert all(mark.find(KML + "styleUrl").text == f"#class-{number}" for mark in marks)
        found += len(marks)
        if COLOURS[number]:
            red, green, blue = (COLOURS[number][i:i + 2] for i in (0, 2, 4))
            style = next(s for s in document.findall(KML + "Style") if s.get("id") == f"class-{number}-normal")
            assert style.find(f"{KML}IconStyle/{KML}color").text == "ff" + blue + green + red
    assert found == len(rows) == 300
    for mark in root.iter(KML + "Placemark"):
        key = int(mark.get("id").removeprefix("office-"))
        if key in names_by_key:
            assert mark.find(KML + "name").text == names_by_key[key]
        assert "Stock: " in mark.find(KML + "description").text
    if shutil.which("ogrinfo"):
        told = subprocess.run(["ogrinfo", "-so", "-al", "bad.kml"], cwd=here, capture_output=True, text=True)
        counts = re.findall(r"Feature Count: (\d+)", told.stdout)
        assert told.returncode == 0 and sum(map(int, counts)) == 300 and "ERROR" not in told.stderr, told.stderr


def class_of(row):
    """The class of an office of the example, whose areas are in the measure that counts as it is."""
    if row["vacant_m2"] == "" or row["floor_area_m2"] == "" or float(row["floor_area_m2"]) <= 0:
        return 0
    rate = float(row["vacant_m2"]) / float(row["floor_area_m2"])
    return max(i for i, (_, low) in enumerate(CLASSES) if low is not None and rate >= low)


def kmz_is_kml_in_a_zip():
    for what in ("offices", "areas"):
        run("export", "one.gpkg", "--what", what, "-o", "a.kml")
        run("export", "one.gpkg", "--what", what, "-o", "a.kmz")
        with zipfile.ZipFile(here / "a.kmz") as book:
            assert book.namelist() == ["doc.kml"] and book.testzip() is None
            packed = book.read("doc.kml").decode()
        plain = (here / "a.kml").read_text(encoding="utf-8")
        assert re.sub("Made: .*", "", packed) == re.sub("Made: .*", "", plain)
        check_order(ElementTree.fromstring(plain))
    assert not list(here.glob(".*")), list(here.glob(".*"))


def the_same_export_is_the_same_file():
    for name in ("geojson", "kml", "csv"):
        run("export", "one.gpkg", "-o", f"first.{name}")
        run("export", "one.gpkg", "-o", f"second.{name}")
        first, second = ((here / f"{which}.{name}").read_text(encoding="utf-8") for which in ("first", "second"))
        pattern = r'Made: .*|"made":"[^"]*"'
        assert re.sub(pattern, "", first) == re.sub(pattern, "", second), name


def nothing_is_lost():
    digest = hashlib.sha256((here / "one.gpkg").read_bytes()).hexdigest()
    os.link(here / "one.gpkg", here / "hard.gpkg")
    os.symlink("one.gpkg", here / "soft.gpkg")
    (here / "a folder.csv").mkdir()
    (here / "a folder.gpkg").mkdir()
    before = set(os.listdir(here))
    for name in ("one.gpkg", "hard.gpkg", "soft.gpkg", "./one.gpkg"):
        assert "document itself" in run("export", "one.gpkg", "-o", name, status=1), name
    for name in ("a folder.csv", "a folder.gpkg"):
        assert "is a folder" in run("export", "one.gpkg", "-o", name, status=1)
    for ending in ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg"):
        assert "folder does not exist" in run("export", "one.gpkg", "-o", f"nowhere/a.{ending}", status=1) or ending == "gpkg"
    assert set(os.listdir(here)) == before
    assert hashlib.sha256((here / "one.gpkg").read_bytes()).hexdigest() == digest
    if os.geteuid() != 0:
        (here / "locked").mkdir(mode=0o500)
        for ending in ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg"):
            run("export", "one.gpkg", "-o", f"locked/a.{ending}", status=1)


def what_is_confidential_is_told_first():
    shutil.copy(here / "one.gpkg", here / "notes.gpkg")
    db = sqlite3.connect(here / "notes.gpkg")
    db.execute("INSERT INTO office_note (uid, office_fid, kind, text, noted, confidential) SELECT"
               " hex(randomblob(16)), fid, 'note', 'GEHEIM', '2026-03-01', 1 FROM office LIMIT 1")
    db.commit()
    db.close()
    for ending in ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg"):
        run("export", "notes.gpkg", "-o", f"noted.{ending}")
        assert "contains confidential facts" not in everything(here / f"noted.{ending}"), ending
        run("export", "notes.gpkg", "--confidential", "-o", f"noted.{ending}")
        assert "contains confidential facts" in everything(here / f"noted.{ending}"), ending
    _, about = sheet("noted.xlsx", 2)
    assert about["A2"][1] == "Notice" and "confidential" in about["B2"][1], about["A2"]


def wrong_words_are_told():
    for words in (("--what", "houses"), ("--by", "region"), ("--scenario", "x"), ("--what", "results", "--filter", "id > 1"),
                  ("--what", "areas", "--confidential"), ("--what", "areas", "--scenario", "x")):
        run("export", "one.gpkg", *words, "-o", "x.csv", status=2)
    run("export", "one.gpkg", "--what", "areas", "--by", "colour", "-o", "x.csv", status=1)
    run("export", "one.gpkg", "-o", "x.doc", status=1)
    assert not (here / "x.csv").exists() and not (here / "x.csv-metadata.json").exists()


tests = [every_export_says_where_it_comes_from, csv_has_a_companion, formulas_do_not_run, a_workbook_has_types,
         areas_have_the_figures_of_stats, areas_have_their_boundaries, areas_of_the_document_come_first,
         results_are_those_of_project, kml_is_kml, kmz_is_kml_in_a_zip, the_same_export_is_the_same_file, nothing_is_lost,
         what_is_confidential_is_told_first, wrong_words_are_told]
tell(tests)
