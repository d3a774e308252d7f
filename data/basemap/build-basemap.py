#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds netherlands.lwmap, the bundled base map. README.md here says where the sources come from, what the
# file looks like and how to run this. The same sources give the same bytes.
import argparse
import collections
import csv
import json
import math
import os
import struct
import subprocess
import tempfile

import gshhg
import topology

SCALE = 1_000_000  # positions are whole millionths of a degree: 0.11 m
MAP_DATE = 20220101  # of the boundaries
KINDS = {"municipality": 0, "province": 1, "country": 2, "coast": 3}
PROVINCE_NAMES = {21: "Fryslân"}  # the register has the Dutch form

# Inland and coastal water of the Netherlands lies within this outline, and no foreign land does. It is taken
# off the coarse land of GSHHG, whose Dutch coast differs from the real one. Degrees; the border runs some
# kilometres outside.
DOMESTIC = [
    (3.36, 51.385), (3.42, 51.36), (3.55, 51.32), (3.62, 51.325), (3.80, 51.28), (3.95, 51.26), (4.10, 51.30),
    (4.20, 51.345), (4.238, 51.374), (4.27, 51.41), (4.28, 51.55), (4.60, 51.60), (5.20, 51.60),
    (5.60, 51.60), (5.90, 51.85), (6.30, 52.10), (6.60, 52.40), (6.55, 52.60), (6.70, 52.85), (6.90, 53.10),
    (7.05, 53.20), (7.19, 53.235), (7.18, 53.27), (7.03, 53.318), (6.97, 53.35), (6.97, 53.40), (6.90, 53.45),
    (6.65, 53.52), (6.62, 53.65), (6.50, 53.75), (5.00, 53.70), (4.50, 53.20), (4.30, 52.50), (3.30, 51.90),
    (3.20, 51.50), (3.36, 51.385)]

# The sources in the order of the file: key, title, holder, date, licence, address.
SOURCES = [
    ("boundaries", "Gemeente- en provinciegrenzen (gegeneraliseerd) 2022", "CBS/Kadaster", "2022-01-01",
     "CC BY 4.0", "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1"),
    ("register", "Gemeentelijke indeling 1970–2023", "CBS", "2023-01-01",
     "CC BY 4.0", "https://www.cbs.nl"),
    ("stations", "Stations", "ProRail", "", "CC BY 4.0", "https://api.pdok.nl/prorail/spoorwegen/ogc/v1"),
    ("towns", "GeoNames", "GeoNames", "", "CC BY 4.0", "https://www.geonames.org"),
    ("surroundings", "GSHHG 2.3.7", "P. Wessel, W. H. F. Smith", "2017-06-15", "LGPL-3.0-or-later",
     "https://www.soest.hawaii.edu/pwessel/gshhg/"),
]


class Writer:
    """Whole numbers in 7-bit groups, least significant first; signed ones folded (0, -1, 1, -2, …)."""

    def __init__(self):
        self.out = bytearray(struct.pack("<6sH", b"LWMAP\0", 1))

    def number(self, value):
        if value < 0:
            raise ValueError(value)
        while value > 127:
            self.out.append(value & 127 | 128)
            value >>= 7
        self.out.append(value)

    def signed(self, value):
        self.number(value * 2 if value >= 0 else -value * 2 - 1)

    def text(self, value):
        data = value.encode()
        self.number(len(data))
        self.out += data

    def points(self, points):
        """A count, then the first point and the step to each next."""
        self.number(len(points))
        x, y = 0, 0
        for px, py in points:
            self.signed(px - x)
            self.signed(py - y)
            x, y = px, py

    def rings(self, rings):
        """Rings of arcs: count × 2 + hole, then arc × 2 + backward."""
        self.number(len(rings))
        for ring, hole in rings:
            self.number(len(ring) * 2 + hole)
            for arc, backward in ring:
                self.number(arc * 2 + backward)


def to_grid(lon, lat):
    return round(lon * SCALE), round(lat * SCALE)


def distance_km(a, b):
    """Of two points in degrees; good enough for choosing how coarse."""
    return math.hypot((a[0] - b[0]) * 68.0, (a[1] - b[1]) * 111.3)


def simplify(points, tolerance_km):
    """Douglas-Peucker; @tolerance_km (point) may differ from place to place."""
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, None
        ax, ay = points[first][0] * 68.0, points[first][1] * 111.3
        bx, by = points[last][0] * 68.0, points[last][1] * 111.3
        length = math.hypot(bx - ax, by - ay)
        for i in range(first + 1, last):
            x, y = points[i][0] * 68.0 - ax, points[i][1] * 111.3 - ay
            t = max(0.0, min(1.0, (x * (bx - ax) + y * (by - ay)) / length ** 2)) if length else 0.0
            off = math.hypot(x - t * (bx - ax), y - t * (by - ay)) / tolerance_km(points[i])
            if off > worst:
                worst, at = off, i
        if worst > 1.0:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def coarseness(point):
    """Fine near the Netherlands, coarse far away."""
    return 0.15 + distance_km(point, (max(3.4, min(7.2, point[0])), max(50.8, min(53.5, point[1])))) / 150.0


def subtract_domestic(rings):
    """Takes the domestic outline off the land. Returns polygons: lists of rings, the first the outline."""
    features = [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                for ring in rings]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "land.geojson")
        with open(path, "w") as file:
            json.dump({"type": "FeatureCollection", "features": features}, file)
        outline = ", ".join(f"{x} {y}" for x, y in DOMESTIC)
        sql = ("SELECT ST_Difference (ST_MakeValid (geometry), "
               f"ST_GeomFromText ('POLYGON (({outline}))')) FROM land")
        command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, "-dialect", "sqlite", "-sql", sql]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    polygons = []
    for feature in json.loads(out)["features"]:
        shape = feature["geometry"]
        if shape is not None:
            polygons += shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[[tuple(p[:2]) for p in ring] for ring in polygon] for polygon in polygons]


def read_abroad(path):
    land = [simplify(ring, coarseness) for ring in gshhg.read_land(path, 0.0004)]
    # Of what becomes small by simplifying only the islands near by are kept.
    land = [r for r in land if len(r) > 3 and abs(topology.ring_area(r)) * 7500 > 8 * coarseness(r[0]) ** 2]
    return subtract_domestic(land)


def read_municipalities(path):
    """[(code, name, polygons on the grid)] by code."""
    with open(path) as file:
        features = json.load(file)["features"]
    result = []
    for feature in features:
        polygons = [[[to_grid(*p) for p in ring] for ring in polygon]
                    for polygon in feature["geometry"]["coordinates"]]
        properties = feature["properties"]
        result.append((int(properties["statcode"][2:]), properties["statnaam"], polygons))
    return sorted(result)


def read_register(path):
    """Rows of the register as numbers: code, name, province, begin, end (0 for none)."""
    def date(text):
        return int(text.replace("-", "")) if text else 0

    with open(path, encoding="utf-8") as file:
        rows = [(int(r["gemeentecode"]), r["gemeentenaam"], int(r["provinciecode"]), date(r["begindatum"]),
                 date(r["einddatum"]), r["provincienaam"]) for r in csv.DictReader(file, delimiter=";")]
    return sorted(rows)


def read_stations(path):
    """[(name, x, y)] in whole metres of RD New, those abroad left out."""
    with open(path) as file:
        features = json.load(file)["features"]
    return sorted((f["properties"]["naam"].strip(), *(round(v) for v in f["geometry"]["coordinates"][:2]))
                  for f in features if not f["properties"]["naam"].rstrip().endswith((" (D)", " (B)")))


def read_towns(path):
    """[(name, province name, position on the grid, population)], the largest first."""
    with open(path, encoding="utf-8") as file:
        rows = [(r["name"], r["province"], to_grid(float(r["longitude"]), float(r["latitude"])),
                 int(r["population"])) for r in csv.DictReader(file)]
    return sorted(rows, key=lambda r: (-r[3], r[0], r[2]))


class Classifier:
    """What kind of border an edge is. An edge with land on one side only is a border with a neighbouring
    country if there is foreign land just across it, otherwise it is coast."""

    def __init__(self, provinces, abroad):
        self.provinces = provinces
        self.abroad = [[[to_grid(*p) for p in ring] for ring in polygon] for polygon in abroad]
        self.boxes = [[f(p[i] for p in polygon[0]) for f in (min, max) for i in (0, 1)]
                      for polygon in self.abroad]
        self.known = {}

    def is_abroad(self, x, y):
        return any(west <= x <= east and south <= y <= north and topology.polygon_contains(polygon, x, y)
                   for polygon, (west, south, east, north) in zip(self.abroad, self.boxes))

    def classify_outer(self, a, b):
        dx, dy = (b[0] - a[0]) * 0.68, (b[1] - a[1]) * 1.113
        length = math.hypot(dx, dy) or 1.0
        # 300 m to the right, in grid units.
        x = (a[0] + b[0]) / 2 + dy / length * 300 * SCALE / 68000
        y = (a[1] + b[1]) / 2 - dx / length * 300 * SCALE / 111300
        return KINDS["country" if self.is_abroad(x, y) else "coast"]

    def __call__(self, a, b, left, right):
        if left is not None and right is not None:
            return KINDS["municipality" if self.provinces[left] == self.provinces[right] else "province"]
        edge = (a, b) if left is not None else (b, a)
        if edge not in self.known:
            self.known[edge] = self.classify_outer(*edge)
        return self.known[edge]


def find_in(shapes, point):
    for number, polygons in enumerate(shapes):
        for polygon in polygons:
            if topology.polygon_contains(polygon, *point):
                return number
    return None


def find_successors(register, codes, shapes, towns):
    """{code: number of the municipality of the map that has taken its place}. Three things count as evidence:
    a municipality that ended on the day on which one other began in its province, and nothing else did (a new
    name); a town of that name, the only one in that province, in one of the municipalities of the map; or the
    only town of that name in the country, in a municipality that began on that day (the province changed)."""
    numbers = {code: n for n, code in enumerate(codes)}
    first_day = {row[0]: row[3] for row in register}
    begun, ended = collections.defaultdict(list), collections.defaultdict(list)
    for code, _, province, begin, end, _ in register:
        begun[begin, province].append(code)
        ended[end, province].append(code)
    places = collections.defaultdict(list)
    for name, province, point, _ in towns:
        places[name.casefold(), province].append(point)
        places[name.casefold(), None].append(point)

    result = dict(numbers)
    names = {row[2]: row[5] for row in register}
    names.update(PROVINCE_NAMES)
    for code, name, province, _, end, _ in sorted(register, key=lambda r: -(r[4] or 99999999)):
        if code in result or end == 0:
            continue
        points, anywhere = places[name.casefold(), names[province]], places[name.casefold(), None]
        number = None
        if len(begun[end, province]) == len(ended[end, province]) == 1:
            number = result.get(begun[end, province][0])
        elif len(points) == 1:
            number = find_in(shapes, points[0])
        elif len(anywhere) == 1:
            number = find_in(shapes, anywhere[0])
            if number is not None and first_day[codes[number]] != end:
                number = None
        if number is not None:
            result[code] = number
    return result


def read_near_borders(path, shapes, classifier):
    """Border lines abroad, simplified: on foreign land only, and without what runs along the Netherlands,
    which is known better. A line that is cut there gets the nearest point of the Dutch border as its end."""
    cell = SCALE // 100
    near = collections.defaultdict(list)
    for point in (p for polygons in shapes for polygon in polygons for ring in polygon for p in ring):
        near[point[0] // cell, point[1] // cell].append(point)

    def find_dutch(point):
        """The nearest vertex of a Dutch municipality within about two kilometres."""
        x, y = (int(v * SCALE) // cell for v in point)
        found = [p for dx in range(-2, 3) for dy in range(-2, 3) for p in near.get((x + dx, y + dy), [])]
        found = [(p[0] / SCALE, p[1] / SCALE) for p in found]
        found = [(distance_km(p, point), p) for p in found]
        return min((f for f in found if f[0] < 2.0), default=(None, None))[1]

    lines = []
    for line in gshhg.read_borders(path):
        part, before, leaves_dutch = [], None, False
        for point in line + [None]:
            dutch = point and find_dutch(point)
            if point and not dutch and classifier.is_abroad(*to_grid(*point)):
                if not part:
                    leaves_dutch = before is not None
                    part += [before] if before else []
                part.append(point)
            else:
                if dutch and part:
                    part.append(dutch)
                # What leaves the Dutch border and comes back to it is a less precise copy of it.
                if len(part) > 2 and not (dutch and leaves_dutch):
                    lines.append(simplify(part, coarseness))
                part = []
            before = dutch
    return lines


def write_areas(out, arcs, codes, names, provinces, province_codes):
    out.number(len(codes))
    for number, code in enumerate(codes):
        out.number(code)
        out.number(province_codes.index(provinces[number]))
        out.text(names[number])
    out.number(len(arcs))
    for arc in arcs:
        out.number(arc.kind)
        out.number(0 if arc.left is None else arc.left + 1)
        out.number(0 if arc.right is None else arc.right + 1)
        out.points(arc.points)
    for number in range(len(codes)):
        out.rings(topology.order_rings(arcs, topology.chain_rings(arcs, lambda a: a == number)))
    for code in province_codes:
        out.rings(topology.order_rings(arcs, topology.chain_rings(arcs, lambda a: provinces[a] == code)))
    out.rings(topology.order_rings(arcs, topology.chain_rings(arcs, lambda a: True)))


def write_lists(out, register, successors, stations, towns, province_codes, province_names):
    out.number(len(register))
    for code, name, province, begin, end, _ in register:
        out.number(code)
        out.number(province_codes.index(province))
        out.number(begin)
        out.number(end)
        out.number(successors[code] + 1 if code in successors else 0)
        out.text(name)
    out.number(len(stations))
    for name, x, y in stations:
        out.text(name)
        out.number(x)
        out.number(y)
    out.number(len(towns))
    for name, province, (x, y), population in towns:
        out.text(name)
        out.number(province_names.index(province))
        out.signed(x)
        out.signed(y)
        out.number(population)


def write_surroundings(out, abroad, borders):
    out.number(len(abroad))
    for polygon in abroad:
        out.number(len(polygon))
        for ring in polygon:
            out.points([to_grid(*p) for p in ring[:-1]])
    out.number(len(borders))
    for line in borders:
        out.points([to_grid(*p) for p in line])


def main():
    parser = argparse.ArgumentParser(description="Build the bundled base map")
    for name in ("municipalities", "register", "stations", "towns", "coast", "borders", "output"):
        parser.add_argument("--" + name, required=True, metavar="FILE")
    args = parser.parse_args()

    municipalities = read_municipalities(args.municipalities)
    codes, names, shapes = (list(column) for column in zip(*municipalities))
    register = read_register(args.register)
    province_of = {r[0]: r[2] for r in register if r[3] <= MAP_DATE and (r[4] == 0 or r[4] > MAP_DATE)}
    if sorted(province_of) != codes:
        raise SystemExit("the register and the boundaries do not hold the same municipalities")
    provinces = [province_of[code] for code in codes]
    province_codes = sorted(set(provinces))
    by_code = {r[2]: r[5] for r in register} | PROVINCE_NAMES
    province_names = [by_code[code] for code in province_codes]
    stations, towns = read_stations(args.stations), read_towns(args.towns)

    abroad = read_abroad(args.coast)
    classifier = Classifier(provinces, abroad)
    arcs = topology.build_arcs(shapes, classifier)
    borders = read_near_borders(args.borders, shapes, classifier)
    successors = find_successors(register, codes, shapes, towns)

    out = Writer()
    out.number(MAP_DATE)
    out.number(len(SOURCES))
    for source in SOURCES:
        for text in source:
            out.text(text)
    out.number(len(province_codes))
    for code, name in zip(province_codes, province_names):
        out.number(code)
        out.text(name)
    write_areas(out, arcs, codes, names, provinces, province_codes)
    write_lists(out, register, successors, stations, towns, province_codes, province_names)
    write_surroundings(out, abroad, borders)
    with open(args.output, "wb") as file:
        file.write(out.out)
    print(f"{args.output}: {len(out.out)} bytes; {len(arcs)} arcs with "
          f"{sum(len(a.points) for a in arcs)} points, {len(stations)} stations, {len(towns)} towns, "
          f"{sum(r[0] in successors for r in register)} of {len(register)} register rows placed")


if __name__ == "__main__":
    main()
