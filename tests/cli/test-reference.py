#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine against a second one that was written by itself (reference.py): every worked example, and random markets
with all that is odd about them. Prints TAP. Argument: the program."""

import json
import os
import random
import subprocess
from decimal import Decimal
from pathlib import Path

from program import CLI, here, tell
from reference import Case, project

CASES = Path(os.environ["LW_SOURCE_ROOT"]) / "tests/data/cases"
N_RANDOM = 1000


def results_of(files):
    done = subprocess.run([CLI, "case", "--json", *map(str, files)], capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    cases = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["cases"]
    assert len(cases) == len(files)
    return cases


def check(name, found, expected, scale):
    if expected is None or found is None:
        assert found is expected, f"{name}: {found}, not {expected}"
        return
    off = abs(found - expected)
    assert off <= Decimal("1e-12") * max(scale, 1), f"{name}: {found}, not {float(expected)!r} ({float(off):g} off)"


def compare(path, found):
    case = Case(path.read_text(encoding="utf-8"))
    expected = project(case)
    everything = sum((office.stock for office in case.offices.values()), Decimal(0))
    scale = max([everything, *(row["stock"] for row in expected)])
    assert len(found["years"]) == len(expected)
    for row, other in zip(found["years"], expected):
        where = f"{path.name} {other['year']}"
        for key, value in other.items():
            if key == "offices":
                for name, office in value.items():
                    mine = row["offices"][name]
                    check(f"{where} {name} parts", mine["occupied"] + sum(mine["c"]), mine["stock"], mine["stock"])
                    check(f"{where} {name} stock", mine["stock"], office["stock"], scale)
                    check(f"{where} {name} occupied", mine["occupied"], office["occupied"], scale)
                    for k in range(4):
                        check(f"{where} {name} c{k}", mine["c"][k], office["c"][k], scale)
            else:
                check(f"{where} {key}", row[key], value, scale if key != "rate" else 1)


def worked_examples():
    files = [path for path in sorted(CASES.glob("*.case")) if "kind projection" in path.read_text(encoding="utf-8")]
    assert len(files) >= 12
    for path, found in zip(files, results_of(files)):
        compare(path, found)


def some(rng, *values):
    return rng.choice(values)


def random_office(rng, name):
    kind = rng.random()
    stock = 0 if kind < 0.1 else round(rng.uniform(200, 20000), rng.choice((0, 2)))
    empty = some(rng, 0, stock, rng.random() * stock, rng.random() * stock)
    cuts = sorted(rng.random() for _ in range(3))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 1])]
    cohorts = [round(empty * part, 3) for part in parts]
    occupied = round(max(stock - sum(cohorts), 0), 3)
    stock = round(occupied + sum(cohorts), 3)
    a = some(rng, 0, 1, round(rng.random(), 2), round(rng.random(), 2))
    return stock, f"office {name} stock {stock} occupied {occupied} cohorts {' '.join(map(str, cohorts))} attractiveness {a}"


def random_parameters(rng):
    yield f"param release_rate {some(rng, 0, 0.03, 0.05, round(rng.random(), 3), 1)}"
    yield f"param gamma {some(rng, 0, 1, 2, 2.5, 4)}"
    yield f"param a_min {some(rng, 0, 0.05, 0.3)}"
    yield f"param v_min {some(rng, 0, 0.02, 0.04)}"
    yield f"param omega {some(rng, 0, 0, 0.03, 0.1)}"
    yield f"param prelet {some(rng, 0, 0.7, 1)}"
    for k in range(5):
        yield f"param rho{k} {some(rng, 1, 0.8, 0.4, round(rng.random(), 2), 0)}"


def random_events(rng, word, names, first, last):
    for _ in range(rng.randrange(5)):
        yield f"{word} {rng.choice(names)} {rng.randrange(first, last)} {round(rng.uniform(0, 12000), 1)}"


def random_measures(rng, names, first, last):
    for _ in range(rng.randrange(4)):
        year = rng.randrange(first, last)
        yield f"temporary {rng.choice(names)} {year} {year + rng.randrange(1, 10)} {round(rng.uniform(0, 12000), 1)}"
    for _ in range(rng.randrange(3)):
        year = rng.randrange(first, last)
        yield f"relet {rng.choice(names)} {year} {year + rng.randrange(1, 20)} {some(rng, 0, 0.5, 1, round(rng.random(), 2))}"
    year = first
    for _ in range(rng.randrange(3)):  # in order of years, since the last of a year counts
        year = rng.randrange(year, last)
        yield f"renovation {rng.choice(names)} {year} {round(rng.random(), 2)}"
    if rng.random() < 0.3:
        yield f"param brake {some(rng, 0.5, 1)}"
    if last - first > 4:
        year = rng.randrange(first, last - 3)
        yield f"plan {rng.choice(names)} bvo {round(rng.uniform(0, 9000))} probability {some(rng, 0, 0.2, 0.5, 1)} first {year} years 3"


def random_case(seed):
    rng = random.Random(seed)
    first, last = 2025, 2025 + rng.choice((1, 3, 8, 30))
    names = [f"O{i}" for i in range(rng.randrange(1, 8))]
    offices = [random_office(rng, name) for name in names]
    stock = sum(office[0] for office in offices)
    lines = ["kind projection", f"years {first} {last}", *random_parameters(rng), *(office[1] for office in offices)]
    for year in range(first + 1, last + 1):
        lines.append(f"demand {year} {round(stock * some(rng, 0, 0.3, 0.8, 0.9, 1, 1.3, rng.random()), 2)}")
    lines += random_events(rng, "withdraw", names, first, last)
    lines += random_events(rng, "completion", names, first, last)
    if rng.random() < 0.7:
        lines += random_measures(rng, names, first, last)
    return "\n".join(lines) + "\n"


def random_markets():
    files = []
    for seed in range(N_RANDOM):
        path = here / f"random-{seed}.case"
        path.write_text(random_case(seed), encoding="utf-8")
        files.append(path)
    for path, found in zip(files, results_of(files)):
        try:
            compare(path, found)
        except Exception:
            print("# " + path.read_text(encoding="utf-8").replace("\n", "\n# "))
            raise


tests = [worked_examples, random_markets]
tell(tests)
