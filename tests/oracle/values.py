"""Recomputes every printed value of the report's two tables straight from the files, with exact rationals.

`python values.py FOLDER` writes golden_report.csv beside this file: what was printed, what comes out.
Columns are addressed by their number in the file, on purpose: nothing here knows the library's catalogue.
"""
from __future__ import annotations

import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from pivot import long, number

REGIONS = ("15084", "15", "DG")
YEARS = {"0": "unter 1 Jahr"} | {str(a): f"{a} bis unter {a + 1} Jahre" for a in range(1, 75)}
GROUPS_2015 = {
    (0, 3): "unter 3 Jahre", (3, 6): "3 bis unter 6 Jahre", (6, 10): "6 bis unter 10 Jahre",
    (10, 15): "10 bis unter 15 Jahre", (15, 18): "15 bis unter 18 Jahre", (18, 20): "18 bis unter 20 Jahre",
} | {(a, a + 5): f"{a} bis unter {a + 5} Jahre" for a in range(20, 90, 5)} | {(90, 999): "90 Jahre und mehr"}


class Folder:
    """The files of a folder, read when first asked for."""

    def __init__(self, path: str | Path):
        self.path = Path(path)

    @lru_cache(maxsize=None)
    def cells(self, name: str) -> dict[tuple, str]:
        return long(self.path / f"{name}.csv")

    def cell(self, name: str, date: str, region: str, column: int, label: str | None = None) -> str:
        return self.cells(name)[(date, region, label, column)]

    def value(self, name: str, date: str, region: str, column: int, label: str | None = None) -> Fraction:
        found = number(self.cell(name, date, region, column, label))
        if found is None:
            raise ValueError(f"{name} {date} {region} column {column} {label}: {self.cell(name, date, region, column, label)!r}")
        return found

    def leavers(self, year, region, column):
        return self.value("21111-02-06-4", year, region, column)

    def population_2015(self, region, start, stop, column=1):
        """Population on 31 December 2015 aged [start, stop), of 21 groups; stop 999 is open."""
        inside = [group for group in GROUPS_2015 if start <= group[0] and group[1] <= stop]
        if sum(b - a for a, b in inside) != stop - start:
            raise ValueError(f"no groups tile {start}-{stop}")
        return sum(self.value("12411-03-03-4_00", "2015-12-31", region, column, GROUPS_2015[g]) for g in inside)

    def population_2010(self, region, start, stop, column=1):
        """Population on 31 December 2010 aged [start, stop) by single year below 75."""
        return sum(self.value("12411-04-01-4_00", "2010-12-31", region, column, YEARS[str(a)]) for a in range(start, stop))

    def population(self, year, region):
        return self.value("12411-01-01-4_00", f"{year}-12-31", region, 1)

    def care(self, year, region, row, column):
        label = {"I": "Insgesamt (ohne Doppelzählungen)", "E": "Tageseinrichtung", "T": "Tagespflege"}[row]
        return self.value("22543-01-02-4_00", f"{year}-03-01", region, column, label)

    def kita(self, year, region, column):
        return self.value("22541-01-04-4_00", f"{year}-03-01", region, column)

    def staff(self, region, column):
        return self.value("22543-02-02-4_00", "2016-03-01", region, column)

    def pupils(self, region, column, label):
        return self.value("21111-01-03-4", "2015", region, column, label)

    def births(self, year, region):
        return self.value("12612-01-01-4_00", str(year), region, 1)

    def births_by_age(self, region, label):
        return self.value("12612-02-01-4_00", "2015", region, 1, label)

    def unemployed(self, year, region, column):
        return self.value("13211-02-05-4_00", str(year), region, column)

    def vocational_pupils(self, region, label):
        return self.value("21121-01-05-4", "2015", region, 2, label)

    def second_chance(self, year, region, column):
        return self.value("21121-02-02-4", str(year), region, column)


def half_up(value: Fraction, decimals: int) -> str:
    """Rounded half away from zero on the exact rational, as published figures are."""
    scale = 10**decimals
    scaled = abs(value) * scale
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{units // scale}.{units % scale:0{decimals}d}" if decimals else str(units)
    return "-" + text if value < 0 and units else text


def total_fertility(f: Folder, region: str, last_width: int) -> Fraction:
    """Sum over five-year groups of 5 x births / women; the open group 40+ over women of 40 to 40 + last_width."""
    total = 5 * f.births_by_age(region, "unter 20 Jahre") / f.population_2015(region, 15, 20, 3)
    for start in range(20, 40, 5):
        total += 5 * f.births_by_age(region, f"{start} bis unter {start + 5} Jahre") / f.population_2015(region, start, start + 5, 3)
    return total + last_width * f.births_by_age(region, "40 Jahre und mehr") / f.population_2015(region, 40, 40 + last_width, 3)


def gap_parts(f: Folder, year: str, region: str, column: int):
    """Share of women and of men among leavers; men are the total without the women."""
    women = Fraction(f.leavers(year, region, column + 1), f.leavers(year, region, 2))
    men = (f.leavers(year, region, column) - f.leavers(year, region, column + 1)) / (f.leavers(year, region, 1) - f.leavers(year, region, 2))
    return women, men


def indicators(f: Folder):
    """Yields (indicator, breakdown, region, period, value, decimals, printed or '')."""
    rows: list[tuple] = []

    def add(indicator, breakdown, period, decimals, printed, compute, regions=REGIONS):
        for i, region in enumerate(regions):
            rows.append((indicator, breakdown, region, period, compute(region), decimals, printed[i] if printed else ""))

    d = "2015-12-31"
    p = f.population_2015
    working = lambda r: p(r, 20, 65)
    add("A.youth_ratio", "", d, 1, ("25.2", "26.1", "30.3"), lambda r: 100 * p(r, 0, 20) / working(r))
    add("A.old_age_ratio", "", d, 1, ("45.3", "42.4", "34.7"), lambda r: 100 * p(r, 65, 999) / working(r))
    add("A.total_dependency", "", d, 1, ("70.4", "68.4", "65.0"), lambda r: 100 * (p(r, 0, 20) + p(r, 65, 999)) / working(r))
    add("A.billeter_index", "", d, 2, ("-1.15", "-1.01", "-0.69"), lambda r: (p(r, 0, 15) - p(r, 50, 999)) / p(r, 15, 50))
    add("A.share_under_18", "", d, 1, ("13.4", "14.0", "16.2"), lambda r: 100 * p(r, 0, 18) / p(r, 0, 999))
    add("A.foreign_share", "", d, 1, ("4.1", "3.9", "10.5"), lambda r: 100 * p(r, 0, 999, 7) / p(r, 0, 999))
    add("A.population_change_rate", "", d, 1, ("-2.2", "-1.4", "2.3"), lambda r: 100 * (f.population(2015, r) - f.population(2011, r)) / f.population(2011, r))
    add("B.annual_growth", "", d, 1, ("-0.5",), lambda r: Fraction(100 * ((f.population(2015, r) / f.population(2011, r)) ** 0.25 - 1)), ("15084",))
    add("A.crude_birth_rate", "", "2015", 1, ("7.6", "7.8", "9.0"), lambda r: 1000 * f.births(2015, r) / ((f.population(2014, r) + f.population(2015, r)) / 2))
    add("A.total_fertility_rate", "", "2015", 2, ("1.73", "1.55", "1.49"), lambda r: total_fertility(f, r, 5))
    add("A.unemployment_rate", "", "2016", 1, ("9.6", "9.6", "6.1"), lambda r: f.unemployed(2016, r, 9))
    add("A.youth_unemployment_rate", "", "2016", 1, ("10.3", "9.9", "5.3"), lambda r: f.unemployed(2016, r, 13))
    add("B.aggregation_share", "", "2016", 1, ("36.8", "39.1", "36.9"), lambda r: 100 * f.unemployed(2016, r, 7) / f.unemployed(2016, r, 1))
    add("B.change_rate", "", "2015", 1, ("14.3",), lambda r: 100 * (f.births(2015, r) - f.births(2011, r)) / f.births(2011, r), ("15084",))
    share = lambda y, r: 100 * f.leavers(y, r, 3) / f.leavers(y, r, 1)
    add("B.change_pp", "certificate=without_hsa", "2015", 1, ("-1.0",), lambda r: share("2015", r) - share("2010", r), ("15084",))
    add("B.group_gap", "certificate=without_hsa", "2015", 1, ("-2.3",), lambda r: 100 * (lambda g: g[0] - g[1])(gap_parts(f, "2015", r, 3)), ("15084",))
    add("B.relative_risk_index", "certificate=without_hsa", "2015", 2, ("0.83", "0.66", "0.66"), lambda r: (lambda g: g[0] / g[1])(gap_parts(f, "2015", r, 3)))
    add("B.gpi", "certificate=ahr", "2015", 2, ("1.36", "1.33", "1.25"), lambda r: (lambda g: g[0] / g[1])(gap_parts(f, "2015", r, 13)))
    add("B.gross_enrolment_ratio", "", "2015", 1, ("100.4", "98.4", "95.1"), lambda r: 100 * f.pupils(r, 2, "Grundschulen") / p(r, 6, 10))
    add("B.staff_share_50plus", "", "2016-03-01", 1, ("44.6", "41.7", "28.9"), lambda r: 100 * (f.staff(r, 5) + f.staff(r, 6) + f.staff(r, 7)) / f.staff(r, 1))
    add("B.institution_density", "", "2016-03-01", 1, ("18.5", "16.7", "12.7"), lambda r: 1000 * f.kita(2016, r, 1) / p(r, 0, 6))
    add("C.care_rate_u3", "", "2016-03-01", 1, ("59.2", "57.0", "32.7"), lambda r: 100 * f.care(2016, r, "I", 2) / p(r, 0, 3))
    add("C.care_rate_3_5", "", "2016-03-01", 1, ("97.2", "94.1", "93.6"), lambda r: 100 * f.care(2016, r, "I", 3) / p(r, 3, 6))
    add("C.care_rate_u3", "", "2011-03-01", 1, None, lambda r: 100 * f.care(2011, r, "I", 2) / f.population_2010(r, 0, 3))
    add("C.care_rate_3_5", "", "2011-03-01", 1, None, lambda r: 100 * f.care(2011, r, "I", 3) / f.population_2010(r, 3, 6))
    add("C.care_rate_6_13", "", "2011-03-01", 1, ("41.4", "40.7", "13.2"), lambda r: 100 * f.care(2011, r, "I", 4) / f.population_2010(r, 6, 14))
    add("C.places_per_100", "", "2011-03-01", 1, ("67.1", "62.7", "33.6"), lambda r: 100 * f.kita(2011, r, 7) / f.population_2010(r, 0, 14))
    add("C.childminder_share", "", "2016-03-01", 1, ("0.1", "2.2", "14.8"), lambda r: 100 * f.care(2016, r, "T", 2) / f.care(2016, r, "I", 2))
    add("C.occupancy_rate", "", "2016-03-01", 1, ("85.1", "88.5", "91.0"), lambda r: 100 * f.care(2016, r, "E", 1) / f.kita(2016, r, 7))
    add("D.pupil_share_by_type", "school_type=gymnasium, grade=7", "2015", 1, ("43.6", "42.8", "38.3"), lambda r: 100 * f.pupils(r, 5, "Gymnasien") / f.pupils(r, 5, "Insgesamt"))
    add("D.foreign_pupil_share", "", "2015", 1, ("2.1", "3.1", "7.9"), lambda r: 100 * f.pupils(r, 4, "Insgesamt") / f.pupils(r, 2, "Insgesamt"))
    printed = {3: ("12.2", "10.6", "5.6"), 13: ("32.5", "29.8", "34.0")}
    for column, code in ((3, "without_hsa"), (5, "hsa"), (7, "msa"), (11, "fhr"), (13, "ahr")):
        add("D.leaver_share_by_qualification", f"certificate={code}", "2015", 1, printed.get(column), lambda r, c=column: 100 * f.leavers("2015", r, c) / f.leavers("2015", r, 1))
    add("C.foreign_parent_share", "", "2016-03-01", 1, ("6.3", "6.7", "26.1"), lambda r: 100 * f.care(2016, r, "I", 5) / f.care(2016, r, "I", 1))
    add("C.lunch_share", "", "2016-03-01", 1, ("72.4", "72.3", "72.8"), lambda r: 100 * f.care(2016, r, "I", 6) / f.care(2016, r, "I", 1))
    add("D.second_chance_hsa_share", "", "2015", 1, ("31.2", "27.1", "18.0"), lambda r: 100 * f.second_chance(2015, r, 3) / (f.second_chance(2015, r, 3) + f.leavers("2015", r, 5)))
    add("D.vocational_without_contract_share", "", "2015", 1, ("12.5", "8.2", "8.7"), lambda r: 100 * f.vocational_pupils(r, "dar. ohne Ausbildungsvertrag") / f.vocational_pupils(r, "Berufsschulen"))
    return rows


def counts(f: Folder):
    """The counts of Burgenlandkreis in the first table: (variable, breakdown, region, period, value, printed)."""
    r, rows = "15084", []

    def add(variable, breakdown, period, value, printed):
        rows.append((variable, breakdown, r, period, value, 0, str(printed)))

    for column, code, printed in ((1, "total", 1323), (3, "without_hsa", 162), (5, "hsa", 119), (7, "msa", 612), (9, "msa_fhr_part", 36), (11, "fhr", 0), (13, "ahr", 430)):
        add("school_leavers", f"certificate={code}", "2015", f.leavers("2015", r, column), printed)
    for column, code, printed in ((1, "total", 11359), (2, "0-2", 2458), (3, "3-5", 3948), (4, "6-13", 4953)):
        add("children_in_daycare", f"age={code}", "2016-03-01", f.care(2016, r, "I", column), printed)
    add("children_in_daycare", "provider=childminder", "2016-03-01", f.care(2016, r, "T", 1), 10)
    for start, stop, code, printed in ((0, 3, "0-2", 4152), (3, 6, "3-5", 4063), (6, 10, "6-9", 5524), (10, 15, "10-14", 6870), (15, 18, "15-17", 4074)):
        add("population", f"age={code}", "2015-12-31", f.population_2015(r, start, stop), printed)
    add("population", "", "2015-12-31", f.population(2015, r), 184081)
    for variable, column, printed in (("daycare_facilities", 1, 152), ("daycare_places", 7, 13336), ("daycare_staff", 8, 1628), ("daycare_staff_fte", 13, 1189)):
        add(variable, "", "2016-03-01", f.kita(2016, r, column), printed)
    add("daycare_core_staff", "", "2016-03-01", f.staff(r, 1), 1492)
    add("daycare_core_staff", "age=50+", "2016-03-01", f.staff(r, 5) + f.staff(r, 6) + f.staff(r, 7), 665)
    add("schools", "school_type=total", "2015", f.value("21111-01-03-4", "2015", r, 1, "Insgesamt"), 77)
    for label, code, printed in (("Insgesamt", "total", 15161), ("Grundschulen", "primary", 5548), ("Schularten mit mehreren Bildungsgängen", "several_courses", 4098),
                                 ("Gymnasien", "gymnasium", 4582), ("Integrierte Gesamtschulen", "comprehensive", 203), ("Sonderschulen/Förderschulen", "special_needs", 730)):
        add("pupils", f"school_type={code}", "2015", f.pupils(r, 2, label), printed)
    add("pupils", "grade=7", "2015", f.pupils(r, 5, "Insgesamt"), 1381)
    add("pupils", "grade=11", "2015", f.pupils(r, 6, "Insgesamt"), 560)
    add("births", "", "2015", f.births(2015, r), 1407)
    for column, code, printed in ((1, "", 9026), (4, "age=15-19", 174), (5, "age=15-24", 658)):
        add("unemployed", code, "2016", f.unemployed(2016, r, column), printed)
    for label, code, printed in (("Insgesamt", "total", 2411), ("Berufsschulen", "vocational", 1279), ("dar. ohne Ausbildungsvertrag", "vocational_without_contract", 160)):
        add("vocational_pupils", f"vocational_school_type={code}", "2015", f.vocational_pupils(r, label), printed)
    for column, code, printed in ((1, "total", 247), (3, "hsa", 54), (5, "msa", 141), (7, "fhr", 18), (9, "ahr", 34)):
        add("vocational_certificates", f"certificate={code}", "2015", f.second_chance(2015, r, column), printed)
    ladder = (("births, mean 2013-2015", Fraction(sum(f.births(y, r) for y in (2013, 2014, 2015)), 3), 1346),
              ("ages 0-2", f.population_2015(r, 0, 3) / 3, 1384), ("ages 3-5", f.population_2015(r, 3, 6) / 3, 1354),
              ("grades 1-4", f.pupils(r, 2, "Grundschulen") / 4, 1387), ("grade 7", f.pupils(r, 5, "Insgesamt"), 1381),
              ("ages 15-17", f.population_2015(r, 15, 18) / 3, 1358), ("leavers", f.leavers("2015", r, 1), 1323))
    for step, value, printed in ladder:
        add("ladder", step, "2015", value, printed)
    return rows


def golden(folder: str | Path):
    f = Folder(folder)
    return counts(f) + indicators(f)


def main(folder: str) -> int:
    wrong = 0
    with open(Path(__file__).with_name("golden_report.csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["indicator", "breakdown", "region", "period", "value", "decimals", "printed", "computed"])
        for indicator, breakdown, region, period, value, decimals, printed in golden(folder):
            computed = half_up(value, decimals)
            if printed and computed != printed:
                wrong += 1
                print(f"{indicator} {breakdown} {region} {period}: printed {printed}, computed {computed} ({float(value)!r})")
            exact = f"{value.numerator}/{value.denominator}" if indicator != "B.annual_growth" else repr(float(value))
            writer.writerow([indicator, breakdown, region, period, exact, decimals, printed, computed])
    print(f"{wrong} printed values differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
