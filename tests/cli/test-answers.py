#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leegwijzer-cli answers about scenarios: balance, comparison, contributions, explanations. Prints TAP.
Argument: the program."""

import csv
import io
import json
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

CLI = str(Path(sys.argv[1]).resolve())
folder = tempfile.TemporaryDirectory()
here = Path(folder.name)


def run(*arguments, status=0):
    done = subprocess.run([CLI, *map(str, arguments)], cwd=here, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{arguments}: status {done.returncode}, {done.stderr}"
    if status == 1:
        assert done.stderr.startswith("leegwijzer-cli: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stdout


def load(*arguments):
    return json.loads(run(*arguments, "--json"))


def rows(*arguments):
    return list(csv.DictReader(io.StringIO(run(*arguments, "--csv"))))


def is_close(a, b, size=1.0):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), size)


def a_balance_adds_up():
    run("example", "one.gpkg", "--offices", 400, "--seed", 5)
    for name in ("Baseline", "Convert 24"):
        for by in ("municipality", "region"):
            balance = load("balance", "one.gpkg", "--scenario", name, "--by", by)
            totals = balance["totals"]
            assert balance["fictional"] and len(balance["by"]) > 1
            for field in ("stock_m2", "vacant_m2", "demand_m2", "plans_expected_m2", "withdrawals_m2", "unknown_m2"):
                assert is_close(sum(row[field] for row in balance["by"]), totals[field], totals["stock_m2"]), field
            norm = balance["norm"]
            assert is_close(totals["vacancy_rate"], totals["vacant_m2"] / totals["stock_m2"])
            assert is_close(totals["task_m2"], (totals["vacant_m2"] - norm * totals["stock_m2"]) / (1 - norm))
            assert is_close(totals["required_withdrawal_m2"], totals["stock_m2"] + totals["plans_expected_m2"]
                            - totals["demand_m2"] / (1 - norm))
            assert balance["task_of_areas_m2"] >= totals["task_m2"] * (1 - 1e-9)
            table = rows("balance", "one.gpkg", "--scenario", name, "--by", by)
            assert len(table) == len(balance["by"]) + 1
            assert is_close(float(table[0]["task_m2"]), totals["task_m2"])
    project = load("project", "one.gpkg")
    base, totals = load("balance", "one.gpkg")["base_date"], load("balance", "one.gpkg")["totals"]
    assert base == project["base_date"]
    assert load("balance", "one.gpkg", "--scenario", "Convert 24")["totals"]["withdrawals_m2"] > 0
    assert totals["unknown_m2"] > 0 and "unknown" in run("balance", "one.gpkg", "--by", "region")
    run("balance", "one.gpkg", "--by", "label", status=2)
    run("balance", "one.gpkg", "--year", 1999, status=1)
    run("balance", "one.gpkg", "--scenario", "none", status=1)


tests = [a_balance_adds_up]
print(f"1..{len(tests)}")
failed = 0
for i, test in enumerate(tests, 1):
    try:
        test()
        print(f"ok {i} - {test.__name__}", flush=True)
    except Exception:  # noqa: BLE001 - whatever goes wrong is a failed test
        failed += 1
        print(f"not ok {i} - {test.__name__}")
        for line in traceback.format_exc().splitlines():
            print(f"# {line}", flush=True)
sys.exit(failed > 0)
