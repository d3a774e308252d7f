# SPDX-License-Identifier: GPL-3.0-or-later
#
# The coast and the borders around the Netherlands, out of the binned files of GSHHG (Wessel and Smith, 1996)
# as Debian packages them (gmt-gshhg-full). They are netCDF-4; the arrays are taken out with gdalmdiminfo.
# A bin is a square of one degree; positions in it are 16-bit fractions, so joined lines meet exactly.
import json
import subprocess

UNITS = 65535  # of a bin
WEST, EAST, SOUTH, NORTH = -6, 16, 46, 58  # the window, in whole degrees


def read_array(path, name):
    out = subprocess.run(["gdalmdiminfo", "-detailed", "-array", name, path],
                         check=True, capture_output=True, text=True).stdout
    return json.loads(out)["values"]


class Bins:
    """The segments of the bins in the window, as lists of whole-number points."""

    def __init__(self, path):
        self.first = read_array(path, "Id_of_first_segment_in_a_bin")
        self.count = read_array(path, "N_segments_in_a_bin")
        self.start = read_array(path, "Id_of_first_point_in_a_segment")
        self.lon = read_array(path, "Relative_longitude_from_SW_corner_of_bin")
        self.lat = read_array(path, "Relative_latitude_from_SW_corner_of_bin")

    def segments(self):
        for south in range(SOUTH, NORTH):
            for west in range(WEST, EAST):
                number = (89 - south) * 360 + west % 360
                first = self.first[number]
                for segment in range(first, first + self.count[number]):
                    yield segment, west, south

    def points(self, segment, n, west, south):
        start = self.start[segment]
        # Fractions are unsigned numbers kept in signed fields.
        return [(west * UNITS + (self.lon[i] & 0xffff), south * UNITS + (self.lat[i] & 0xffff))
                for i in range(start, start + n)]


def join_lines(lines):
    """Joins lines that begin where others end, keeping their direction; returns (open, closed) lines."""
    begins = {}
    for line in lines:
        begins.setdefault(line[0], []).append(line)
    ends = {line[-1] for line in lines}
    done, opened, closed = set(), [], []
    # Lines that nothing leads into come first, so that whole chains are followed from their beginning.
    for line in sorted(lines, key=lambda l: (l[0] in ends, l[0])):
        if id(line) in done:
            continue
        chain = list(line)
        done.add(id(line))
        while chain[0] != chain[-1]:
            following = [l for l in begins.get(chain[-1], []) if id(l) not in done]
            if not following:
                break
            done.add(id(following[0]))
            chain += following[0][1:]
        (closed if chain[0] == chain[-1] else opened).append(chain)
    return opened, closed


def ring_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def perimeter_position(point):
    """How far along the edge of the window, counter-clockwise from its south-west corner; None inside."""
    x, y = point[0] - WEST * UNITS, point[1] - SOUTH * UNITS
    width, height = (EAST - WEST) * UNITS, (NORTH - SOUTH) * UNITS
    if y == 0:
        return x
    if x == width:
        return width + y
    if y == height:
        return 2 * width + height - x
    if x == 0:
        return 2 * (width + height) - y
    return None


def close_along_window(chains):
    """Makes rings of chains that cross the window with land on their left."""
    width, height = (EAST - WEST) * UNITS, (NORTH - SOUTH) * UNITS
    around = 2 * (width + height)
    corners = [(width, (EAST, SOUTH)), (width + height, (EAST, NORTH)),
               (2 * width + height, (WEST, NORTH)), (around, (WEST, SOUTH))]
    left = list(chains)
    rings = []
    while left:
        ring = list(left.pop(0))
        while True:
            end = perimeter_position(ring[-1])
            # The next chain to enter the window, or this ring itself.
            options = [((perimeter_position(c[0]) - end) % around, c) for c in left + [ring]]
            gap, chain = min(options, key=lambda o: o[0])
            passed = [(corner, p) for at, p in corners for corner in [(at - end) % around] if corner < gap]
            ring += [(p[0] * UNITS, p[1] * UNITS) for _, p in sorted(passed)]
            if chain is ring:
                break
            left.remove(chain)
            ring += chain
        rings.append(ring + [ring[0]])
    return rings


def to_degrees(lines):
    return [[(x / UNITS, y / UNITS) for x, y in line] for line in lines]


def read_land(path, min_area_deg2):
    """Rings of land, counter-clockwise, in degrees; islands below @min_area_deg2 are left out."""
    bins = Bins(path)
    info = read_array(path, "Embedded_npts_levels_exit_entry_for_a_segment")
    lines = []
    for segment, west, south in bins.segments():
        n, level = info[segment] >> 9, info[segment] >> 6 & 7
        if level == 1 and n > 1:
            lines.append(bins.points(segment, n, west, south))
    opened, closed = join_lines(lines)
    # All rings run the same way round; the largest whole island tells which.
    if ring_area(max(closed, key=lambda r: abs(ring_area(r)))) < 0:
        opened, closed = [c[::-1] for c in opened], [c[::-1] for c in closed]
    stray = [c for c in opened if perimeter_position(c[0]) is None or perimeter_position(c[-1]) is None]
    if stray:
        raise SystemExit(f"{path}: {len(stray)} coast lines end inside the window")
    rings = close_along_window(opened) + closed
    return to_degrees(r for r in rings if abs(ring_area(r)) > min_area_deg2 * UNITS * UNITS)


def read_borders(path):
    """Lines of national borders in degrees."""
    bins = Bins(path)
    counts = read_array(path, "N_points_for_a_segment")
    levels = read_array(path, "Hierarchial_level_of_a_segment")
    lines = [bins.points(s, counts[s], west, south) for s, west, south in bins.segments() if levels[s] == 1]
    opened, closed = join_lines([l for l in lines if len(l) > 1])
    return to_degrees(opened + closed)
