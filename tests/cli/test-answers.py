#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leegwijzer-cli answers about scenarios: balance, comparison, contributions, explanations. Prints TAP.
Argument: the program."""

import csv
import io
import json

from program import here, load, run, tell


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
    for name in ("Baseline", "Convert 24", "Scrap plans"):
        years, totals = (load(what, "one.gpkg", "--scenario", name) for what in ("project", "balance"))
        for field, flow in (("plans_expected_m2", "completed"), ("withdrawals_m2", "withdrawn")):
            assert is_close(totals["totals"][field], sum(y[flow] for y in years["years"]), 1e6), (name, field)
        assert totals["year"] == years["years"][-1]["year"]
    assert load("balance", "one.gpkg", "--scenario", "Scrap plans")["totals"]["plans_expected_m2"] < \
        load("balance", "one.gpkg")["totals"]["plans_expected_m2"]
    project = load("project", "one.gpkg")
    base, totals = load("balance", "one.gpkg")["base_date"], load("balance", "one.gpkg")["totals"]
    assert base == project["base_date"]
    assert load("balance", "one.gpkg", "--scenario", "Convert 24")["totals"]["withdrawals_m2"] > 0
    assert totals["unknown_m2"] > 0 and "unknown" in run("balance", "one.gpkg", "--by", "region")
    run("balance", "one.gpkg", "--by", "label", status=2)
    run("balance", "one.gpkg", "--year", 1999, status=1)
    run("balance", "one.gpkg", "--scenario", "none", status=1)


STATES = ("stock", "occupied", "vacancy", "structural", "cbs_long")
FLOWS = ("takeup", "release", "withdrawn", "displaced", "completed", "dwellings", "investment_eur")


def two_scenarios_side_by_side():
    a, b = "Baseline", "Convert 24"
    compared = load("compare", "one.gpkg", a, b, "--by", "municipality", "--offices")
    runs = [load("project", "one.gpkg", "--scenario", name)["years"] for name in (a, b)]
    assert compared["a"] == a and compared["b"] == b and compared["fictional"]
    assert len(compared["years"]) == len(runs[0])
    for year, one, two in zip(compared["years"], *runs):
        assert year["year"] == one["year"]
        for field in STATES + FLOWS + ("rate",):
            assert year["a"][field] == one[field] and year["b"][field] == two[field]
            assert year["difference"][field] == two[field] - one[field], field
    for i, year in enumerate(compared["years"]):
        for field in STATES + FLOWS:
            parts = sum(area["years"][i]["difference"][field] for area in compared["by"])
            assert is_close(parts, year["difference"][field], year["a"]["stock"]), field
    last = compared["years"][-1]
    for field in ("stock", "vacancy"):
        parts = sum(office[f"{field}_difference"] for office in compared["offices"])
        assert is_close(parts, last["difference"][field], last["a"]["stock"]), field
    same = load("compare", "one.gpkg", b, b)
    assert all(not value for year in same["years"] for value in year["difference"].values())
    table = rows("compare", "one.gpkg", a, b)
    assert float(table[-1]["vacancy_difference"]) == last["difference"]["vacancy"]
    assert len(rows("compare", "one.gpkg", a, b, "--offices", "--top", 7)) == 7
    text = run("compare", "one.gpkg", a, b, "--offices", "--top", 3, "--contributions", "--outcome", "rate")
    assert "B − A" in text and "others" in text and "points" in text and "nan" not in text
    run("compare", "one.gpkg", a, "none", status=1)
    run("compare", "one.gpkg", a, b, "--contributions", "--outcome", "luck", status=1)
    run("compare", "one.gpkg", a, status=2)


def contributions_are_runs_without():
    name = "Convert 24"
    scenario = json.loads(run("scenario", "one.gpkg", "export", name))
    for outcome in ("rate", "vacancy", "structural", "dwellings"):
        answer = load("contributions", "one.gpkg", "--scenario", name, "--outcome", outcome)
        assert answer["outcome"] == outcome and len(answer["measures"]) == len(scenario["measures"])
        for part in ("measures", "offices"):
            total = sum(line["contribution"] for line in answer[part]) + answer[f"{part}_rest"]
            assert is_close(total, answer["with_all"] - answer["with_none"]), part
            sizes = [abs(line["contribution"]) for line in answer[part]]
            assert sizes == sorted(sizes, reverse=True)
    best = load("contributions", "one.gpkg", "--scenario", name, "--top", 1)["measures"][0]
    without = dict(scenario, uid="without", name="Without", measures=[
        dict(measure, enabled=measure["enabled"] and measure["uid"] != best["measure"])
        for measure in scenario["measures"]])
    (here / "without.json").write_text(json.dumps(without))
    run("scenario", "one.gpkg", "import", "without.json")
    years = [load("project", "one.gpkg", "--scenario", which)["years"][-1] for which in (name, "Without")]
    assert best["contribution"] == years[0]["vacancy"] - years[1]["vacancy"] != 0
    off = load("contributions", "one.gpkg", "--scenario", "Without")
    switched = [line for line in off["measures"] if not line["enabled"]]
    assert switched and all(line["contribution"] == 0 for line in switched)
    compared = load("compare", "one.gpkg", "Baseline", name, "--contributions")["contributions"]
    difference = load("compare", "one.gpkg", "Baseline", name)["years"][-1]["difference"]["vacancy"]
    assert is_close(sum(line["contribution"] for line in compared["measures"]) + compared["measures_rest"]
                    + compared["other_differences"], difference)
    table = rows("contributions", "one.gpkg", "--scenario", name, "--top", 5)
    assert [row["what"] for row in table].count("office") == 5 and table[0]["what"] == "with-all"
    run("contributions", "one.gpkg", "--year", 1990, status=1)


def why_an_office_filled_or_emptied():
    name, year = "Convert 24", 2028
    row = next(y for y in load("project", "one.gpkg", "--scenario", name)["years"] if y["year"] == year)
    for figure in ("stock", "vacancy", "structural", "takeup", "release", "withdrawn", "dwellings", "investment_eur"):
        answer = load("explain", "one.gpkg", "--total", figure, "--year", year, "--scenario", name)
        assert answer["total"] == row[figure] and answer["from"] == "2027-01-01" and answer["others"] == 0
        parts = answer["parts"]
        assert is_close(sum(part["value"] for part in parts), row[figure], row["stock"]), figure
        top = load("explain", "one.gpkg", "--total", figure, "--year", year, "--scenario", name, "--top", 3)
        assert top["parts"] == parts[:3]
        assert is_close(sum(part["value"] for part in parts[:3]) + top["others"], row[figure], row["stock"])
        assert len(rows("explain", "one.gpkg", "--total", figure, "--year", year, "--scenario", name)) == len(parts)
    withdrawn = load("explain", "one.gpkg", "--total", "withdrawn", "--year", year, "--scenario", name)["parts"]
    vacant = load("explain", "one.gpkg", "--total", "vacancy", "--year", year, "--scenario", name)["parts"]
    for part in withdrawn[:3] + vacant[:3]:
        answer = load("explain", "one.gpkg", part["office"], "--year", year, "--scenario", name)
        for field in ("stock", "occupied", "vacancy"):
            change = sum(term[field] for term in answer["terms"])
            assert is_close(change, answer["after"][field] - answer["before"][field], answer["before"]["stock"])
        for cell in answer["cells"]:
            assert is_close(cell["weight"], cell["m2"] * cell["rho"] * answer["pull"])
            expected = min(cell["m2"], answer["market_year"]["lambda"] * cell["weight"])
            assert is_close(cell["let"], expected, cell["m2"])
        assert answer["sentences"] and "2027" in answer["sentences"][0]
    most = load("explain", "one.gpkg", withdrawn[0]["office"], "--year", year, "--scenario", name)
    assert is_close(sum(share["m2"] for share in most["measures"]), withdrawn[0]["value"])
    run("export", "one.gpkg", "-o", "one.csv")
    table = list(csv.DictReader((here / "one.csv").open(encoding="utf-8")))
    known = next(line for line in table if int(line["id"]) == most["office"])
    assert load("explain", "one.gpkg", known["bag_id"], "--year", year, "--scenario", name) == most
    text = run("explain", "one.gpkg", most["office"], "--year", year, "--scenario", name)
    assert "withdrew" in text and "1 January 2028" in text
    unknown = next(line["id"] for line in table if line["vacant_m2"] == "" and line["floor_area_m2"] != "")
    run("explain", "one.gpkg", unknown, "--year", year, status=1)
    run("explain", "one.gpkg", "--total", "rate", "--year", year, status=1)
    run("explain", "one.gpkg", "--total", "luck", "--year", year, status=1)
    run("explain", "one.gpkg", "nowhere", "--year", year, status=1)
    run("explain", "one.gpkg", 1, "--year", 1990, status=1)
    run("explain", "one.gpkg", "--year", year, status=2)
    run("explain", "one.gpkg", 1, status=2)


def demand_has_its_terms():
    run("example", "jobs.gpkg", "--offices", 200)
    regions = [row["key"] for row in rows("stats", "jobs.gpkg", "--by", "region") if row["dim"] == "region"]
    (here / "banen.csv").write_text("regio;sector;jaar;banen;groei %\n;K Financiële instellingen;2025;9.000;-1\n"
                                    f"{regions[0]};ict;2025;4000;0,5\n")
    read = load("import", "jobs.gpkg", "banen.csv")
    assert read["demand_rows"] == 2 and read["new"] == 0
    scenario = json.loads(run("scenario", "jobs.gpkg", "export", "Baseline"))
    scenario.update(uid="by-jobs", name="Jobs", is_baseline=False, locked=False)
    scenario["demand"].update(path="jobs", regions=[{"region": regions[1], "path": "wlo_low", "growth": 0}])
    scenario["parameters"].update(hybrid=0.1, hidden_m2=1000)
    (here / "jobs.json").write_text(json.dumps(scenario))
    run("scenario", "jobs.gpkg", "import", "jobs.json")
    demand = load("demand", "jobs.gpkg", "--scenario", "Jobs")
    assert demand["counts_twice"] and demand["m2_per_job"] == 19
    first, second = (next(m for m in demand["markets"] if m["region"] == r) for r in regions[:2])
    assert first["path"] == "jobs" and first["own_figures"] and first["kappa"] > 0
    assert second["path"] == "wlo_low" and second["kappa"] is None
    for market in (first, second):
        for year in market["years"]:
            assert is_close(year["path_m2"] - year["hybrid_m2"] - year["hidden_m2"], year["demand_m2"]), year
    for year in first["years"]:
        assert is_close(year["path_m2"], first["kappa"] * 19 * year["office_jobs"], first["occupied_m2"])
    notes = load("project", "jobs.gpkg", "--scenario", "Jobs")["notes"]
    assert notes["demand_calibrated_markets"] == len(demand["markets"]) - 1 and notes["demand_counts_twice"]
    assert len(rows("demand", "jobs.gpkg", "--scenario", "Jobs")) == (len(demand["markets"]) + 1) * len(first["years"])
    assert "calibrated" in run("demand", "jobs.gpkg", "--scenario", "Jobs")
    # What it prints, it reads again to the same.
    for table in "series", "jobs", "shares":
        before = run("demand", "jobs.gpkg", "export", table)
        if before.count("\n") > 1:
            (here / "again.csv").write_text(before)
            run("import", "jobs.gpkg", "again.csv")
            assert run("demand", "jobs.gpkg", "export", table) == before
    (here / "wrong.csv").write_text("regio;jaar;vraag\nWest;2025;1x\n")
    run("import", "jobs.gpkg", "wrong.csv", status=1)
    run("import", "jobs.gpkg", "jobs.json", "--as", "demand", status=1)
    rate = load("demand", "jobs.gpkg", "release-rate", 5000)
    assert abs(rate["modelled_takeup_m2"] - 5000) < 1
    run("demand", "jobs.gpkg", "release-rate", "much", status=2)
    run("demand", "jobs.gpkg", "export", "all", status=2)
    run("demand", "jobs.gpkg", "shout", status=2)


def municipalities_get_their_part():
    codes = [row["key"] for row in rows("balance", "jobs.gpkg", "--by", "municipality")[1:]]
    (here / "aandelen.csv").write_text("gemeentecode;aandeel\n" + "".join(f"{code};90%\n" for code in codes[:3]))
    run("import", "jobs.gpkg", "aandelen.csv")
    balance = load("balance", "jobs.gpkg", "--by", "municipality")
    assert balance["demand_given_shares"] >= 3 and balance["demand_shares_not_one"]
    assert "normalise" in run("balance", "jobs.gpkg", "--by", "municipality")
    run("demand", "jobs.gpkg", "normalise")
    balance = load("balance", "jobs.gpkg", "--by", "municipality")
    assert not balance["demand_shares_not_one"]
    assert is_close(sum(row["demand_m2"] for row in balance["by"]), balance["totals"]["demand_m2"], 1e6)


def exported(document, name):
    run("export", document, "-o", name)
    return (here / name).read_text(encoding="utf-8")


def a_rule_by_conversion_potential():
    scenario = json.loads(run("scenario", "one.gpkg", "export", "Convert 24"))
    rule = dict(scenario["measures"][0], uid="by-score", offices=[], rule="score > 0", rule_order="best_score",
                rule_limit_m2=5000)
    scenario.update(uid="by-score", name="By score", measures=[rule])
    (here / "score.json").write_text(json.dumps(scenario), encoding="utf-8")
    run("scenario", "one.gpkg", "import", "score.json")
    found = load("project", "one.gpkg", "--scenario", "By score")["measures"][0]
    scores = {line["id"]: line["normalised"] for line in load("assess", "one.gpkg")["offices"]}
    assert found["offices"] and found["m2"] >= 5000, found
    worst = min(scores[office] for office in found["offices"])
    assert worst > 0 and found["withdrawn_m2"] == found["m2"]
    known = [int(line["id"]) for line in csv.DictReader(io.StringIO(exported("one.gpkg", "by-score.csv")))
             if line["vacant_m2"] != "" and line["floor_area_m2"] not in ("", "0")]
    others = [scores[office] for office in known if office not in found["offices"] and scores.get(office) is not None]
    assert others and max(others) <= worst, (max(others), worst)
    run("project", "one.gpkg", "--scenario", "By score", "--draws", 10)
    run("contributions", "one.gpkg", "--scenario", "By score")
    run("report", "one.gpkg", "--scenario", "By score", "-o", "score.pdf")
    run("scenario", "one.gpkg", "delete", "By score")


def every_parameter_with_its_source():
    table = load("parameters", "--json")["parameters"]
    assert len({line["key"] for line in table}) == len(table) >= 100
    for line in table:
        assert line["min"] <= line["usual_low"] <= line["usual_high"] <= line["max"], line
        assert line["min"] <= line["default"] <= line["max"] and line["value"] == line["default"], line
        assert line["source_title"] and line["explanation"], line
        assert line["is_assumption"] == (line["source"] == "assumption"), line
    run("scenario", "one.gpkg", "copy", "Baseline", "Mine")
    run("scenario", "one.gpkg", "set", "Mine", "norm=0.06", "growth=-0.01", "plan_share_kept=0.5")
    mine = load("parameters", "one.gpkg", "--scenario", "Mine", "--json")["parameters"]
    assert [line["key"] for line in mine if line["value"] != line["default"]] == ["norm"]
    assert json.loads(run("scenario", "one.gpkg", "export", "Mine"))["plan_share_kept"] == 0.5
    # Every one of them reaches the document and JSON, and comes back as it was.
    others = {line["key"]: line["usual_high" if line["key"].startswith("weight") else "usual_low"] for line in table
              if not line["key"].startswith(("unknown_age", "brake"))}
    others |= {"unknown_age0": 0.3, "unknown_age1": 0.3, "unknown_age2": 0.15, "unknown_age3": 0.25,
               "brake": 1, "brake_low": 0.03, "brake_high": 0.2}
    assert set(others) == {line["key"] for line in table}
    run("scenario", "one.gpkg", "set", "Mine", *[f"{key}={value!r}" for key, value in others.items()])
    mine = load("parameters", "one.gpkg", "--scenario", "Mine", "--json")["parameters"]
    assert {line["key"]: line["value"] for line in mine} == others
    exported = json.loads(run("scenario", "one.gpkg", "export", "Mine"))["parameters"]
    assert all(exported.get(line["key"], line["default"]) == line["value"] for line in mine)
    before = run("scenario", "one.gpkg", "export", "Mine")
    for wrong in ("norm=0.9", "norm", "norm=", "norm=much", "nothing=1"):
        run("scenario", "one.gpkg", "set", "Mine", "omega=0.03", wrong, status=1)
    assert run("scenario", "one.gpkg", "export", "Mine") == before
    run("scenario", "one.gpkg", "set", "Baseline", "norm=0.06", status=1)
    run("scenario", "one.gpkg", "set", "Mine", status=2)
    lines = list(csv.DictReader(io.StringIO(run("parameters", "one.gpkg", "--csv"))))
    assert [line["explanation"] for line in lines] == [line["explanation"] for line in table]
    assert {line["is_assumption"] for line in lines} == {"true", "false"}
    run("scenario", "one.gpkg", "delete", "Mine")


def measure(uid, kind, year, **more):
    return {"uid": uid, "kind": kind, "year": year, "offices": [], "share": 1, "delivery_years": 1,
            "programme": "mid_rent", "target_label": None, "probability": 1, "enabled": True, "note": "", **more}


def measures_of_every_kind():
    run("example", "kinds.gpkg", "--offices", 400)
    scenario = json.loads(run("scenario", "kinds.gpkg", "export", "Scrap plans"))
    office = load("project", "kinds.gpkg", "--scenario", "Scrap plans")["measures"][0]["offices"][0]
    scenario.update(uid="kinds", name="Every kind", plan_share_kept=1, measures=[
        measure("t", "temporary", 2027, offices=[office], until_year=2031),
        measure("r", "relet", 2026, rule="vacancy_rate > 0", rule_order="most_vacant", rule_limit_m2=20000, effect=1),
        measure("n", "new_build", 2026, bvo_m2=5000, municipality_code="GM0344"),
        measure("s", "scrap_plan", 2026, plans=["example-plan-1", "nowhere"]),
        measure("p", "rephase_plan", 2026, plans=["example-plan-2"], delay_years=3),
        measure("o", "relet", 2024, until_year=2025)])
    (here / "kinds.json").write_text(json.dumps(scenario), encoding="utf-8")
    run("scenario", "kinds.gpkg", "import", "kinds.json")
    result, before = (load("project", "kinds.gpkg", *more) for more in (("--scenario", "Every kind"), ()))
    years, measures = result["years"], {one["uid"]: one for one in result["measures"]}
    for a, b in zip(years, years[1:]):
        assert is_close(b["stock"], a["stock"] - b["withdrawn"] + b["completed"] + b["returned"], 1e6), b["year"]
    used = measures["t"]
    assert used["offices"] == [office] and used["withdrawn_m2"] > 0 and used["shortfall_eur"] >= 0
    assert [year["year"] for year in years if year["returned"] > 0] == [2032]
    assert is_close(years[6]["returned"], used["withdrawn_m2"])
    assert [year["year"] for year in years if year["temporary_dwellings"] == used["dwellings"] > 0] == [2029, 2030, 2031]
    assert 20000 <= measures["r"]["m2"] and len(measures["r"]["offices"]) > 0 and measures["s"]["m2"] is None
    assert measures["n"]["m2"] == 4000 and years[2]["year"] == 2028
    notes = result["notes"]
    assert (notes["missing_plans"], notes["missing_offices"], notes["blocked_demolitions"]) == (1, 0, 0)
    assert notes["outside_measures"] == 1
    text = run("project", "kinds.gpkg", "--scenario", "Every kind")
    assert "1 plan that the document does not have" in text and "1 measure does nothing" in text
    kpi, last = result["kpi"], years[-1]
    assert kpi["year"] == last["year"] and is_close(kpi["vacancy_cost_eur"], last["vacancy"] * (130 + 35))
    assert is_close(kpi["avoided_vacancy_cost_eur"], (before["years"][-1]["vacancy"] - last["vacancy"]) * 165, 1e8)
    assert before["kpi"]["avoided_vacancy_cost_eur"] is None and kpi["shortfall_per_dwelling_eur"] is None
    totals = load("balance", "kinds.gpkg", "--scenario", "Every kind")["totals"]
    assert is_close(totals["withdrawals_m2"], sum(year["withdrawn"] - year["returned"] for year in years), 1e6)
    difference = load("compare", "kinds.gpkg", "Baseline", "Every kind", "--offices")
    assert any(one.get("plan") == "Build new offices" for one in difference["offices"]), difference["offices"][-3:]


tests = [a_balance_adds_up, two_scenarios_side_by_side, contributions_are_runs_without,
         why_an_office_filled_or_emptied, demand_has_its_terms, municipalities_get_their_part,
         every_parameter_with_its_source, a_rule_by_conversion_potential, measures_of_every_kind]
tell(tests)
