#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Geodata by leegwijzer-cli: areas, plans and offices from GeoJSON, GML and GeoPackage. Prints TAP. Argument: the
program."""

import json
import sqlite3

from program import here, load, run, tell


def square(x, y, size=1000):
    return {"type": "Polygon",
            "coordinates": [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]}


def write(name, *features, **more):
    collection = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features], **more}
    (here / name).write_text(json.dumps(collection), encoding="utf-8")


def point(x, y):
    return {"type": "Point", "coordinates": [x, y]}


def offices_in_areas():
    write("offices.geojson", ({"naam": "A", "postcode": "3511AA", "huisnummer": 1, "vvo": 500}, point(130500, 455500)),
          ({"naam": "B", "postcode": "3511AA", "huisnummer": 2, "vvo": 700}, point(150500, 455500)))
    write("parks.geojson", ({"code": "P1", "naam": "Papendorp"}, square(130000, 455000)))
    answer = load("import", "a.gpkg", "offices.geojson")
    assert answer["new"] == 2
    answer = load("import", "a.gpkg", "parks.geojson", "--as-area", "location")
    assert answer["areas"] == 1 and answer["placed"] == 1
    run("export", "a.gpkg", "-o", "a.geojson")
    features = json.loads((here / "a.geojson").read_text(encoding="utf-8"))["features"]
    places = {f["properties"]["name"]: f["properties"]["location"] or "" for f in features}
    assert places == {"A": "Papendorp", "B": ""}
    run("check", "a.gpkg")


def areas_at_sea():
    """An area that reaches out to sea, beyond the square of RD New, leaves as numbers."""
    write("sea.geojson", ({"code": "Z", "naam": "Zeeland"}, square(-5000, 380000, 200000)))
    load("import", "a.gpkg", "sea.geojson", "--as-area", "location")
    for name in "sea-out.geojson", "sea-out.kml":
        run("export", "a.gpkg", "--what", "areas", "--by", "location", "-o", name)
        text = (here / name).read_text(encoding="utf-8")
        assert "nan" not in text.lower()
    shapes = json.loads((here / "sea-out.geojson").read_text(encoding="utf-8"))["features"]
    ring = next(f["geometry"]["coordinates"][0][0] for f in shapes if f["properties"]["key"] == "Zeeland")
    assert min(x for x, _ in ring) < 3.2 and len(ring) == 5


def areas_come_back():
    """Areas with statistics, as they left, are areas again and no offices."""
    run("example", "s.gpkg", "--offices", 60, "--seed", 2)
    for by, ending in ("municipality", "geojson"), ("province", "gpkg"), ("region", "geojson"):
        run("export", "s.gpkg", "--what", "areas", "--by", by, "-o", f"areas.{ending}")
        answer = load("import", f"back-{by}.gpkg", f"areas.{ending}")
        assert answer["areas"] > 0 and answer["new"] == 0 and answer["rejected"] == 0, answer
        with sqlite3.connect(here / f"back-{by}.gpkg") as db:
            assert {kind for kind, in db.execute("SELECT kind FROM area")} == {by}
            assert db.execute("SELECT count (*) FROM area WHERE code = '' OR geom IS NULL").fetchone() == (0,)


def a_dry_run_changes_nothing():
    before = (here / "a.gpkg").read_bytes()
    answer = load("import", "a.gpkg", "parks.geojson", "--as-area", "region", "--dry-run")
    assert answer["areas"] == 1 and answer["dry_run"]
    assert (here / "a.gpkg").read_bytes() == before


def systems():
    # the same square in UTM zone 31 (EPSG:25831), which the file does not tell
    write("utm.geojson", ({"code": "U", "naam": "Utm"}, square(663303, 5780984, 100)))
    run("import", "u.gpkg", "utm.geojson", "--as-area", "planning", status=1)
    answer = load("import", "u.gpkg", "utm.geojson", "--as-area", "planning", "--crs", "EPSG:25831")
    assert answer["areas"] == 1
    assert "EPSG:25831" in json.dumps(answer["reports"])
    # told by the file, in a member that says so
    write("told.geojson", ({"code": "V", "naam": "Verteld"}, square(663303, 5780984, 100)),
          crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25831"}})
    assert load("import", "u.gpkg", "told.geojson", "--as-area", "planning")["areas"] == 1


def rings():
    write("rings.geojson",
          ({"code": "1", "naam": "Strik"}, {"type": "Polygon", "coordinates": [
              [[130000, 455000], [131000, 456000], [131000, 455000], [130000, 456000], [130000, 455000]]]}),
          ({"code": "2", "naam": "Lijn"}, {"type": "Polygon", "coordinates": [
              [[130000, 455000], [131000, 455000], [130000, 455000]]]}))
    answer = load("import", "r.gpkg", "rings.geojson", "--as-area", "planning", status=3)
    codes = [p["code"] for r in answer["reports"] for p in r["problems"]]
    assert answer["areas"] == 1 and answer["rejected"] == 1
    assert "feature-mended" in codes and "feature-rings" in codes


def plans():
    write("plans.geojson", ({"plannaam": "Merwede", "bvo": 25000, "hard": True, "jaar": 2027}, square(130000, 455000)))
    answer = load("import", "p.gpkg", "plans.geojson")
    assert answer["plans"] == 1
    run("check", "p.gpkg")


def layers():
    # a document of our own is a GeoPackage like any other
    answer = load("import", "from.gpkg", "a.gpkg", "--layer", "office")
    assert answer["new"] == 2
    answer = load("import", "from.gpkg", "p.gpkg", "--layer", "plan", "--as-plans")
    assert answer["plans"] == 1
    run("import", "from.gpkg", "a.gpkg", "--layer", "nothing", status=1)


def wrong_usage():
    assert "EPSG:1" in run("import", "x.gpkg", "offices.geojson", "--crs", "EPSG:1", status=2)
    run("import", "x.gpkg", "offices.geojson", "--as-area", "wijk", status=2)
    run("import", "x.gpkg", "offices.geojson", "--area", "nowhere.geojson", status=1)
    run("import", "x.gpkg", "offices.geojson", "--as-area", "region", "--as-plans", status=2)
    assert not (here / "x.gpkg").exists()


def hostile():
    (here / "deep.geojson").write_text('{"type":"FeatureCollection","features":' + "[" * 100000)
    (here / "cut.geojson").write_text('{"type":"FeatureCollection","features":[{"type":"Feature"')
    (here / "exception.gml").write_text('<ExceptionReport xmlns="http://www.opengis.net/ows/1.1"><Exception>'
                                        '<ExceptionText>Unknown layer</ExceptionText></Exception></ExceptionReport>')
    for name in ("deep.geojson", "cut.geojson", "exception.gml"):
        run("import", "h.gpkg", name, status=1)
        assert not (here / "h.gpkg").exists()


tests = [offices_in_areas, areas_at_sea, areas_come_back, a_dry_run_changes_nothing, systems, rings, plans, layers, wrong_usage, hostile]
tell(tests)
