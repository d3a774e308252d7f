# SPDX-License-Identifier: GPL-3.0-or-later
"""The yearly step of domain model 6.5 a second time: written from its text, in decimal numbers of fifty digits, without
a look at how the engine does it. Reads the same case files. For tests only: it is slow on purpose."""

import shlex
from decimal import Decimal, getcontext

getcontext().prec = 50
ZERO, ONE = Decimal(0), Decimal(1)
DEFAULTS = {"release_rate": "0.03", "gamma": "2", "a_min": "0.05", "v_min": "0.02", "norm": "0.05", "omega": "0",
            "prelet": "0.7", "brake": "0", "brake_low": "0.05", "brake_high": "0.12", "f_vb": "0.8", "rho0": "1", "rho1": "1", "rho2": "0.8", "rho3": "0.6", "rho4": "0.4"}
RESIDUE = Decimal("1e-9")
FLOWS = ("takeup", "release", "withdrawn", "displaced", "completed", "shortage", "returned")


class Office:
    def __init__(self, stock, occupied, cohorts, attractiveness):
        self.stock, self.occupied, self.cohorts, self.a = stock, occupied, list(cohorts), attractiveness
        self.relet = ZERO  # of this year
        self.away = []  # what is used for something else for a while: until when, and how much


class Case:
    """A case file of kind projection, without its expectations."""

    def __init__(self, text):
        self.offices, self.param = {}, {key: Decimal(value) for key, value in DEFAULTS.items()}
        self.demand, self.growth, self.withdrawals, self.completions = {}, None, [], []
        self.renovations, self.programmes = [], []
        for line in text.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] not in ("kind", "expect"):
                getattr(self, "read_" + words[0].replace("-", "_"))(words[1:])

    def read_years(self, words):
        self.first, self.last = int(words[0]), int(words[1])

    def read_param(self, words):
        self.param[words[0]] = Decimal(words[1])

    def read_office(self, words):
        rest = words[1:]

        def after(word, count=1):
            at = rest.index(word) + 1
            return [Decimal(value) for value in rest[at:at + count]]

        self.offices[words[0]] = Office(*after("stock"), *after("occupied"), after("cohorts", 4),
                                        *after("attractiveness"))

    def read_demand_growth(self, words):
        self.growth = int(words[0]), Decimal(words[1]), Decimal(words[2])

    def read_demand(self, words):
        self.demand[int(words[0])] = Decimal(words[1])

    def read_withdraw(self, words):
        self.withdrawals.append((words[0], int(words[1]), Decimal(words[2]), None))

    def read_temporary(self, words):
        self.withdrawals.append((words[0], int(words[1]), Decimal(words[3]), int(words[2])))

    def read_renovation(self, words):
        self.renovations.append((words[0], int(words[1]), Decimal(words[2])))

    def read_relet(self, words):
        self.programmes.append((words[0], int(words[1]), int(words[2]), Decimal(words[3])))

    def read_plan(self, words):
        bvo, chance, first, years = Decimal(words[2]), Decimal(words[4]), int(words[6]), int(words[8])
        for year in range(first, first + years):
            self.completions.append((words[0], year, chance * bvo * self.param["f_vb"] / years, True))

    def read_completion(self, words):
        self.completions.append((words[0], int(words[1]), Decimal(words[2]), False))

    def demand_of(self, year):
        if year in self.demand:
            return self.demand[year]
        base, m2, growth = self.growth
        return m2 * (1 + growth) ** (year - base)


def power(base, exponent):
    if exponent == 0:
        return ONE
    return ZERO if base == 0 else base ** exponent


def fill(total, weights, caps):
    """Water-filling: in proportion to the weights, nobody more than its cap."""
    got = [ZERO] * len(weights)
    open_ones = [i for i, weight in enumerate(weights) if weight > 0]
    while open_ones and total > 0:
        rate = total / sum(weights[i] for i in open_ones)
        full = [i for i in open_ones if rate * weights[i] >= caps[i]]
        for i in full or open_ones:
            got[i] = caps[i] if full else rate * weights[i]
        if not full:
            break
        total -= sum(caps[i] for i in full)
        open_ones = [i for i in open_ones if i not in full]
    return got


def let(total, weights, caps):
    """Fills the cells that have a weight first, then the closed ones by their size."""
    reachable = sum(cap for weight, cap in zip(weights, caps) if weight > 0)
    if total <= reachable:
        return fill(total, weights, caps)
    closed = [cap if weight == 0 else ZERO for weight, cap in zip(weights, caps)]
    rest = fill(total - reachable, closed, closed)
    return [cap if weight > 0 else more for weight, cap, more in zip(weights, caps, rest)]


class Step:
    """One year of one market, in the normative order."""

    def __init__(self, offices, param, year, demand, planned, added):
        self.offices, self.param, self.year = offices, param, year
        self.flow = dict.fromkeys(FLOWS, ZERO)
        residue = RESIDUE * sum((office.stock for office in offices), ZERO)
        self.bring_back({id(office) for office, m2, until in planned if until is None and m2 > 0})
        for office, m2, until in sorted(planned, key=lambda one: one[2] is not None):  # what goes for good comes first
            taken = self.withdraw(office, m2)
            if until is not None:
                office.away.append((until, taken))
        planned_ones = {id(office) for office, m2, until in planned}
        for office in offices:
            if id(office) not in planned_ones:
                self.take(office, param["omega"] * office.cohorts[3], 3)
        new = {id(office): ZERO for office in offices}
        for office, m2 in added:
            new[id(office)] += m2
            office.stock += m2
        self.move(demand, new)
        for office in offices:
            self.clean(office, residue)

    def clean(self, office, residue):
        """Residues become 0; what they held stays in the office, vacant rather than in use."""
        if office.stock < residue:
            office.stock, office.occupied, office.cohorts = ZERO, ZERO, [ZERO] * 4
        dropped = sum((part for part in (office.occupied, *office.cohorts) if part < residue), ZERO)
        office.cohorts = [part if part >= residue else ZERO for part in office.cohorts]
        office.occupied = office.occupied if office.occupied >= residue else ZERO
        largest = max(range(4), key=lambda k: office.cohorts[k])
        if office.cohorts[largest] > 0:
            office.cohorts[largest] += dropped
        else:
            office.occupied += dropped

    def bring_back(self, leaving):
        """Temporary use ends, or makes way for what goes for good."""
        for office in self.offices:
            back = [m2 for until, m2 in office.away if until <= self.year or id(office) in leaving]
            office.away = [] if id(office) in leaving else [use for use in office.away if use[0] > self.year]
            office.stock += sum(back)
            office.cohorts[3] += sum(back)
            self.flow["returned"] += sum(back)

    def take(self, office, m2, k):
        office.cohorts[k] -= m2
        office.stock -= m2
        self.flow["withdrawn"] += m2

    def withdraw(self, office, m2):
        m2 = all_of_it = min(m2, office.stock)
        for k in (3, 2, 1, 0):
            part = min(m2, office.cohorts[k])
            self.take(office, part, k)
            m2 -= part
        office.occupied = max(office.occupied - m2, ZERO)
        office.stock -= m2
        self.flow["withdrawn"] += m2
        self.flow["displaced"] += m2
        return all_of_it

    def move(self, demand, new):
        param, offices = self.param, self.offices
        kept, fresh = [], []
        for office in offices:
            half = Decimal("1.5") - office.a
            released = min(office.occupied, param["release_rate"] * half * office.occupied)
            added = new[id(office)]
            kept.append(office.occupied - released + param["prelet"] * added)
            fresh.append(released + (1 - param["prelet"]) * added)
            self.flow["release"] += released
            self.flow["completed"] += added
            self.flow["takeup"] += param["prelet"] * added
        housed = min(demand, (1 - param["v_min"]) * sum((office.stock for office in offices), ZERO))
        self.flow["shortage"] = demand - housed
        total = housed - sum(kept, ZERO)
        taken = [[ZERO] * 5 for _ in offices]
        forced = [ZERO] * len(offices)
        if total >= 0:
            taken = self.take_up(total, fresh)
        else:
            weights = [k * (Decimal("1.5") - office.a) for k, office in zip(kept, offices)]
            forced = let(-total, weights, kept)
        for office, k, f, x, e in zip(offices, kept, fresh, taken, forced):
            self.flow["takeup"] += sum(x)
            self.flow["release"] += e
            left = [cell - used for cell, used in zip([f, *office.cohorts], x)]
            office.occupied = k + sum(x) - e
            office.cohorts = [left[0] + e, left[1], left[2], left[3] + left[4]]

    def take_up(self, total, fresh):
        caps, weights = [], []
        for office, f in zip(self.offices, fresh):
            pull = power(max(office.a, self.param["a_min"]), self.param["gamma"])
            cells = [f, *office.cohorts]
            caps += cells
            rhos = [self.param[f"rho{k}"] for k in range(5)]
            weights += [cell * (rho + office.relet * (1 - rho)) * pull for rho, cell in zip(rhos, cells)]
        got = let(total, weights, caps)
        return [got[5 * i:5 * i + 5] for i in range(len(self.offices))]


def brake(param, offices):
    """The part of a plan that is built at the vacancy at the start of the year."""
    stock = sum((office.stock for office in offices), ZERO)
    if param["brake"] == 0 or stock == 0:
        return ONE
    rate = sum((sum(office.cohorts) for office in offices), ZERO) / stock
    is_open = (param["brake_high"] - rate) / (param["brake_high"] - param["brake_low"])
    return 1 - param["brake"] * (1 - min(max(is_open, ZERO), ONE))


def begin_year(case, year):
    for name, when, a in case.renovations:
        if when == year:
            case.offices[name].a = a
    for name, office in case.offices.items():
        office.relet = max((e for who, first, until, e in case.programmes if who == name and first <= year < until),
                           default=ZERO)


def project(case):
    """The rows that `leegwijzer-cli case --json` prints."""
    rows = []
    for year in range(case.first, case.last):
        offices = list(case.offices.values())
        begin_year(case, year)
        part = brake(case.param, offices)
        planned = [(case.offices[name], m2, until) for name, when, m2, until in case.withdrawals if when == year]
        added = [(case.offices[name], m2 * part if brakes else m2)
                 for name, when, m2, brakes in case.completions if when == year]
        step = Step(offices, case.param, year, case.demand_of(year + 1), planned, added)
        stock = sum((office.stock for office in offices), ZERO)
        occupied = sum((office.occupied for office in offices), ZERO)
        cohorts = [sum((office.cohorts[k] for office in offices), ZERO) for k in range(4)]
        row = {"year": year + 1, "stock": stock, "occupied": occupied, "vacancy": sum(cohorts),
               "rate": sum(cohorts) / stock if stock > 0 else None, "structural": cohorts[3],
               "cbs_long": sum(cohorts[1:]), **step.flow}
        row["offices"] = {name: {"stock": office.stock, "occupied": office.occupied, "c": list(office.cohorts)}
                          for name, office in case.offices.items()}
        rows.append(row)
    return rows
