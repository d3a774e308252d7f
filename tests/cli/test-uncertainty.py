#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leegwijzer-cli answers about uncertainty: which assumption matters most, and how a goal is reached. Prints TAP.
Argument: the program."""

import csv
import io

from program import load, run, tell


def rows(*arguments):
    return list(csv.DictReader(io.StringIO(run(*arguments, "--csv"))))


def a_tornado_is_sorted():
    run("example", "one.gpkg", "--offices", 400, "--seed", 5)
    tornado = load("tornado", "one.gpkg", "--scenario", "Convert 24")
    years = load("project", "one.gpkg", "--scenario", "Convert 24")["years"]
    assert tornado["outcome"] == "rate" and tornado["year"] == years[-1]["year"] and tornado["base"] == years[-1]["rate"]
    widths = [abs(factor["high"] - factor["low"]) for factor in tornado["factors"]]
    assert widths == sorted(widths, reverse=True) and widths[0] > 0
    names = [factor["factor"] for factor in tornado["factors"]]
    assert {"demand", "plan_chance", "measures", "omega"} <= set(names) and "norm" not in names
    assert "measures" not in [factor["factor"] for factor in load("tornado", "one.gpkg")["factors"]]
    year = years[3]
    some = load("tornado", "one.gpkg", "--scenario", "Convert 24", "--year", year["year"], "--outcome", "structural")
    assert some["base"] == year["structural"]
    table = rows("tornado", "one.gpkg", "--scenario", "Convert 24")
    assert [row["factor"] for row in table] == names and float(table[0]["low"]) == tornado["factors"][0]["low"]
    run("tornado", "one.gpkg", "--year", 1999, status=1)
    run("tornado", "one.gpkg", "--outcome", "luck", status=1)


def a_goal_is_reached_with_as_little_as_needed():
    run("example", "goal.gpkg", "--offices", 600, "--seed", 5)
    year = load("project", "goal.gpkg")["years"][8]["year"]
    before = load("project", "goal.gpkg")["years"][8]["rate"]
    smallest = {}
    for by in ("m2", "euro", "buildings"):
        goal = load("goal", "goal.gpkg", "--year", year, "--by", by, "--filter", "vacant_m2 > 0", "--draws", 50)
        assert goal["state"] == "reached" and goal["rate"] <= goal["norm"] < goal["rate_before"], goal
        assert goal["rate_before"] == before and goal["buildings"] == len(goal["offices"]) <= goal["candidates"]
        smallest[by] = goal
    for field, by in (("m2", "m2"), ("shortfall_eur", "euro"), ("buildings", "buildings")):
        least = min(goal[field] for goal in smallest.values())
        assert smallest[by][field] <= least * 1.001 + 1, (field, {k: v[field] for k, v in smallest.items()})

    saved = load("goal", "goal.gpkg", "--year", year, "--filter", "vacant_m2 >= 0", "--probability", 0.8, "--draws", 100,
                 "--save", "Norm")
    assert saved["saved"] == "Norm" and saved["chance"] >= 0.8 > saved["chance_before"]
    draws = load("project", "goal.gpkg", "--scenario", "Norm", "--draws", 100)["draws"]
    assert [row["chance_norm"] for row in draws["years"] if row["year"] == year] == [saved["chance"]]
    assert load("project", "goal.gpkg", "--scenario", "Norm")["years"][8]["rate"] == saved["rate"]
    run("goal", "goal.gpkg", "--year", year, "--save", "Norm", status=1)
    run("check", "goal.gpkg")

    out = load("goal", "goal.gpkg", "--year", year, "--filter", "build_year < 1900", "--draws", 20)
    assert out["state"] == "out_of_reach" and out["rate"] > out["norm"] and out["saved"] is None
    run("goal", "goal.gpkg", "--year", year, "--filter", "build_year < 1900", "--draws", 20, "--save", "No", status=1)
    assert "No\t" not in run("scenario", "goal.gpkg", "list")
    assert "cannot be reached" in run("goal", "goal.gpkg", "--year", year, "--filter", "build_year < 1900")
    run("goal", "goal.gpkg", status=2)
    run("goal", "goal.gpkg", "--year", year, "--by", "luck", status=1)
    run("goal", "goal.gpkg", "--year", year, "--probability", 1.5, status=1)
    run("goal", "goal.gpkg", "--year", 1999, status=1)


tests = [a_tornado_is_sorted, a_goal_is_reached_with_as_little_as_needed]
tell(tests)
