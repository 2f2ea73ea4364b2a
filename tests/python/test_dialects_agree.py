"""The same figures come out of every dialect, whatever the order of its records."""

from __future__ import annotations

import werdegang as wg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DISTRICTS = ("16062", "16063", "16064", "15084", "15083")
SEXES = {"total": ("", "Insgesamt", "Total"), "male": ("GESM", "männlich", "male"), "female": ("GESW", "weiblich", "female")}
NUMBERS = st.integers(1, 10**9)


@st.composite
def figures(draw):
    """Population of some districts in some years by sex, every combination with a figure."""
    districts = draw(st.lists(st.sampled_from(DISTRICTS), min_size=1, unique=True))
    years = draw(st.lists(st.integers(2012, 2024), min_size=1, max_size=3, unique=True))
    keys = [(district, year, sex) for district in districts for year in years for sex in SEXES]
    return draw(st.permutations(list(zip(keys, draw(st.lists(NUMBERS, min_size=len(keys), max_size=len(keys))), strict=True))))


def flat(rows, english=False):
    parts = "".join(f"{n}_variable_code;{n}_variable_label;{n}_variable_attribute_code;{n}_variable_attribute_label;" for n in (1, 2))
    lines = [f"statistics_code;statistics_label;time_code;time_label;time;{parts}value;value_unit;value_variable_code;value_variable_label"]
    for (district, year, sex), value in rows:
        code, *labels = SEXES[sex]
        unit = "number" if english else "Anzahl"
        lines.append(f"12411;Titel;STAG;Tag;{year}-12-31;KREISE;Kreise;{district};Name;GES;Geschlecht;{code};{labels[english]};{value};{unit};BEVSTD;Stand")
    return lines


def flat_until_2025(rows):
    parts = "".join(f"{n}_Merkmal_Code;{n}_Merkmal_Label;{n}_Auspraegung_Code;{n}_Auspraegung_Label;" for n in (1, 2))
    lines = [f"Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;{parts}BEVSTD__Stand__Anzahl"]
    for (district, year, sex), value in rows:
        code, label, _ = SEXES[sex]
        lines.append(f"12411;Titel;STAG;Tag;31.12.{year};KREISE;Kreise;{district};Name;GES;Geschlecht;{code};{label};{value}")
    return lines


def cube(rows):
    lines = ["K;DQ;FACH-SCHL", "D;12411KJ001", "K;DQ-ERH;FACH-SCHL", "D;12411", "K;DQA;NAME;RHF-BSR;RHF-ACHSE", "D;KREISE;1;1", "D;GES;2;2"]
    lines += ["K;DQI;NAME;ME-NAME", "D;BEVSTD;Anzahl", "K;QEI;FACH-SCHL;FACH-SCHL;ZI-WERT;WERT;QUALITAET"]
    return lines + [f"D;{district};{SEXES[sex][0] or 'INSGESAMT'};31.12.{year};{value};e" for (district, year, sex), value in rows]


def pivot(rows):
    lines = ["GENESIS-Tabelle: 12411-04-01-4", "Bevölkerung;;;", ";;;;Insgesamt;männlich;weiblich"]
    cells = {key: value for key, value in rows}
    for district, year in sorted({key[:2] for key in cells}):
        lines.append(f"31.12.{year};{district};Name;Insgesamt;" + ";".join(str(cells[district, year, sex]) for sex in SEXES))
    return [*lines, "__________", "Stand: 01.01.2025 / 10:00:00"]


def read(folder, name, lines):
    path = folder / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    observations = wg.read_official(path, check=False)
    table = observations.table()
    names = [name for name in ("variable", "region", "period", "sex", "value", "status", "flags", "unit") if name in table.column_names]
    return list(zip(*(table[name].tolist() for name in names), strict=True))


@given(rows=figures())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_dialect_gives_the_same_figures(tmp_path, rows):
    expected = sorted(((district, f"{year}-12-31", sex, float(value)) for (district, year, sex), value in rows), key=repr)
    found = read(tmp_path, "flat", flat(rows))
    assert sorted(((region, period, sex, value) for _, region, period, sex, value, *_ in found), key=repr) == expected
    for name, lines in (("english", flat(rows, english=True)), ("old", flat_until_2025(rows)), ("cube", cube(rows)), ("pivot", pivot(rows))):
        assert read(tmp_path, name, lines) == found, name
