# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns polygons that share borders into shared arcs, so that every border is stored once and neighbours stay
# neighbours when it is simplified. An arc runs between two places where borders meet, or round an island; it
# knows the area on its left and on its right (None: abroad or water). Outlines run counter-clockwise.
import collections

Arc = collections.namedtuple("Arc", "points left right kind")


def ring_area(points):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1])) / 2


def collect_edges(areas):
    """{(a, b): area} for every edge, in the direction that has the area on its left."""
    edges = {}
    for number, polygons in enumerate(areas):
        for polygon in polygons:
            for hole, ring in enumerate(polygon):
                if (ring_area(ring[:-1]) > 0) != (hole == 0):
                    ring = ring[::-1]
                for a, b in zip(ring, ring[1:]):
                    if a == b:
                        continue
                    if (a, b) in edges:
                        raise SystemExit(f"two areas lie on one side of the edge {a} {b}")
                    edges[a, b] = number
    return edges


def build_arcs(areas, classify):
    """Arcs of @areas (lists of polygons of rings of whole-number points). @classify (a, b, left, right) names
    the kind of an edge; an arc has one kind."""
    edges = collect_edges(areas)
    around = collections.defaultdict(set)
    for a, b in edges:
        around[a].add(b)
        around[b].add(a)

    def describe(a, b):
        return edges.get((a, b)), edges.get((b, a)), classify(a, b, edges.get((a, b)), edges.get((b, a)))

    def is_end(point):
        if len(around[point]) != 2:
            return True
        before, after = around[point]
        return describe(before, point) != describe(point, after)

    used, arcs = set(), []

    def follow(a, b):
        points = [a, b]
        while not is_end(points[-1]) and points[-1] != points[0]:
            points.append(next(p for p in around[points[-1]] if p != points[-2]))
        for p, q in zip(points, points[1:]):
            used.update([(p, q), (q, p)])
        left, right, kind = describe(a, b)
        # A border of one area only runs with it on the left.
        if left is None:
            points, left, right = points[::-1], right, left
        arcs.append(Arc(points, left, right, kind))

    ends = sorted(p for p in around if is_end(p))
    for start in ends + sorted(around):
        for other in sorted(around[start]):
            if (start, other) not in used:
                follow(start, other)
    return arcs


def turn(before, at, after):
    """Twice the area of the corner: positive when turning left."""
    return (at[0] - before[0]) * (after[1] - at[1]) - (at[1] - before[1]) * (after[0] - at[0])


def chain_rings(arcs, owner):
    """The outline of everything for which @owner (area) is true: rings of (arc number, backward), each with
    that area on its left. Arcs with the area on both sides cancel."""
    starts = collections.defaultdict(list)
    for number, arc in enumerate(arcs):
        left, right = (side is not None and owner(side) for side in (arc.left, arc.right))
        if left != right:
            starts[arc.points[0] if left else arc.points[-1]].append((number, not left))

    def points_of(step):
        points = arcs[step[0]].points
        return points[::-1] if step[1] else points

    rings = []
    for start in sorted(starts):
        while starts[start]:
            ring = [starts[start].pop(0)]
            while points_of(ring[-1])[-1] != start:
                before, at = points_of(ring[-1])[-2:]
                options = starts[at]
                # Where an outline touches itself, the leftmost way keeps the rings simple.
                step = max(options, key=lambda s: (turn(before, at, points_of(s)[1]) > 0, s))
                options.remove(step)
                ring.append(step)
            rings.append(ring)
    return rings


def ring_points(arcs, ring):
    points = []
    for number, backward in ring:
        arc = arcs[number].points
        points += (arc[::-1] if backward else arc)[:-1]
    return points


def ring_contains(points, x, y):
    inside = False
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def polygon_contains(polygon, x, y):
    return ring_contains(polygon[0], x, y) and not any(ring_contains(hole, x, y) for hole in polygon[1:])


def order_rings(arcs, rings):
    """[(ring, is hole)]: outlines from large to small, each followed by its holes."""
    shapes = [(ring_points(arcs, ring), ring) for ring in rings]
    outlines = sorted(((p, r) for p, r in shapes if ring_area(p) > 0), key=lambda s: -ring_area(s[0]))
    holes = [(p, r) for p, r in shapes if ring_area(p) <= 0]
    inside = collections.defaultdict(list)
    for points, ring in holes:
        middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
        # The smallest outline around it; the middle of an edge, since corners may touch.
        for number in reversed(range(len(outlines))):
            if ring_contains(outlines[number][0], *middle):
                inside[number].append(ring)
                break
        else:
            raise SystemExit("a hole lies in no outline")
    result = []
    for number, (_, ring) in enumerate(outlines):
        result.append((ring, False))
        result += [(hole, True) for hole in inside[number]]
    return result
