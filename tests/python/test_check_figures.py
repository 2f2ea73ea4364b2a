"""Printed results beside their recomputed values: verdicts, bounds, hints, and what is said about broken lines."""

from __future__ import annotations

import pickle
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import werdegang as wg

PLACES = {"places": 1973, "children": 2268}
RATE = "100 * places / children"


def check(formula, printed, figures=None, **options):
    (line,) = wg.check_figures(wg.Printed("rate", formula, printed), figures or {}, **options)
    return line


@pytest.mark.parametrize(
    ("formula", "printed", "verdict"),
    [
        ("400 * 6", "2400", "equal"),
        (RATE, "87", "equal within rounding"),
        (RATE, "87.0", "equal within rounding"),
        (RATE, "86", "truncated"),
        (RATE, "86.9", "truncated"),
        (RATE, "86.8", "not explained by rounding"),
        (RATE, "88", "not explained by rounding"),
        ("100 * 247 / 2000", "12.4", "equal within rounding"),
        ("100 * 247 / 2000", "12.3", "truncated"),
        ("-(100 * 247 / 2000)", "-12.4", "equal within rounding"),
        ("-(100 * 247 / 2000)", "-12.3", "truncated"),
        ("1 / 3", wg.rounded(0.3, 0.1), "equal within rounding"),
        ("6543", wg.rounded(6500, 100), "equal within rounding"),
        ("mean(1, 2)", 1.5, "equal"),
        ("2 ^ 10", 1024, "equal"),
        ("100 * ((120 / 100) ^ (1 / 4) - 1)", "4.66", "equal within rounding"),
    ],
)
def test_verdicts(formula, printed, verdict):
    assert check(formula, printed, PLACES).verdict == verdict


def test_a_half_is_exact_where_floats_fail():
    """1.005 as a double lies below; the printed 1.01 is its rounding half up all the same."""
    assert check("1.005", "1.01").verdict == "equal within rounding"
    assert check("0.1 + 0.2", "0.3").verdict == "equal"


def test_a_number_of_32_bits_has_the_digits_it_shows():
    assert check("34.39", np.float32(34.4)).verdict == "equal within rounding"
    assert check("x", "34.4", {"x": np.float32(34.4)}).verdict == "equal"


def test_rounded_inputs_allow_an_interval():
    figures = {"north": wg.rounded(4100, 100), "region": wg.rounded(6500, 100)}
    line = check("100 * north / region", "62.8", figures)
    assert line.verdict == "equal within rounding"
    assert (line.lower, line.upper) == (Fraction(405000, 6550), Fraction(415000, 6450))
    assert check("100 * north / region", "62.8", {"north": 4100, "region": 6500}).verdict == "not explained by rounding"
    assert check("100 * north / region", "61.8", figures).verdict == "equal within rounding"
    assert check("100 * north / region", "61.7", figures).verdict != "equal within rounding"


def test_shares_that_do_not_add_to_100():
    shares = {"a": "34 %", "b": "14 %", "c": "38 %", "d": "13 %"}
    assert check("a + b + c + d", "99", shares).verdict == "equal"
    assert check("a + b + c + d", "100", shares).verdict == "equal within rounding"
    assert check("a + b + c + d", "102", shares).verdict == "not explained by rounding"


def test_figures_that_occur_twice_have_exact_bounds():
    line = check("100 * a / (a + b)", "60", {"a": wg.rounded(60, 10), "b": wg.rounded(40, 10)})
    assert (line.lower, line.upper) == (Fraction(100 * 55, 100), Fraction(100 * 65, 100))


@given(st.integers(-10**6, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_rounded_and_cut_results_are_recognised(above, below, decimals):
    value, unit = Decimal(100 * above), Decimal(1).scaleb(-decimals)
    figures = {"a": above, "b": below}
    exact = Fraction(100 * above, below)
    for mode in (ROUND_HALF_UP, ROUND_DOWN):
        printed = (value / below).quantize(unit, mode)
        if Fraction(printed) != exact and abs(exact - Fraction(printed)) == Fraction(unit) / 2:
            continue  # a half: 28 digits of Decimal may not see it
        line = check("100 * a / b", str(printed), figures, decimal=".")
        near = abs(exact - Fraction(printed)) < Fraction(unit) / 2
        assert line.recomputed == exact
        assert line.verdict == ("equal" if Fraction(printed) == exact else "equal within rounding" if near else "truncated")


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 50), st.integers(-2, 2)), min_size=3, max_size=3))
def test_bounds_hold_every_figure_inside_the_rounding(given_figures):
    names = ("a", "b", "c")
    figures = {name: wg.rounded(value * 10 + 300, step) for name, (value, step, _) in zip(names, given_figures, strict=True)}
    for formula in ("100 * a / (a + b + c)", "a * b - c", "(a - b) / b", "mean(a, b) / c", "a / b - c / b", "a * a / b"):
        line = check(formula, "0", figures)
        inside = {name: figures[name].value + figures[name].to * Fraction(shift, 4) for name, (_, _, shift) in zip(names, given_figures, strict=True)}
        value = check(formula, "0", inside).recomputed
        assert line.lower <= line.recomputed <= line.upper
        assert line.lower <= value <= line.upper


@pytest.mark.parametrize(
    ("formula", "printed", "figures", "hint"),
    [
        ("100 * a / b", "12.2", {"a": 49, "b": 400}, "half_to_even"),
        ("100 * a / b", "12.5", {"a": 12449, "b": 100000}, "rounded_twice"),
        ("a * b", "1996", {"a": "0.88", "b": wg.rounded(2268, 1)}, None),
        ("0.88 * b", "1995", {"b": 2266}, "rounded_up"),
        ("100 * a / b", "123", {"a": 1230, "b": 10000}, "scale"),
        ("100 * a / b", "400.0", {"a": 25, "b": 100}, "swapped"),
        ("100 * a / b", "33.3", {"a": 25, "b": 100}, "part_over_rest"),
        ("100 * a / (a + b)", "25.0", {"a": 20, "b": 80}, "part_over_rest"),
        ("100 * a / b", "20.0", {"a": 25, "b": 100}, "part_over_sum"),
        ("100 * a / b", "75", {"a": 25, "b": 100}, "complement"),
        ("100 * (new - old) / old", "4.0", {"new": 24, "old": 20}, "points_for_percent"),
        ("100 * (new / old - 1)", "4.0", {"new": 24, "old": 20}, "points_for_percent"),
        ("new - old", "20.0", {"new": 24, "old": 20}, "percent_for_points"),
        ("100 * (new - old) / old", "16.7", {"new": 24, "old": 20}, "later_base"),
        ("new - old", "-4", {"new": 24, "old": 20}, "sign"),
        ("100 * (a1 + a2) / (b1 + b2)", "31.0", {"a1": 10, "a2": 20, "b1": 30, "b2": 70}, "mean_of_ratios"),
        ("100 * mean(a1 / b1, a2 / b2)", "30.0", {"a1": 10, "a2": 20, "b1": 30, "b2": 70}, "pooled"),
        ("a + b + c", "8170", {"a": 7700, "b": 470, "c": 1400}, "left_out"),
        ("a + b + c", "10040", {"a": 7700, "b": 470, "c": 1400}, "counted_twice"),
        ("100 * a / b", "12.5", {"a": 25, "b": 100, "c": 200}, "other_base"),
        ("100 * a / b", "40.0", {"a": 25, "b": 100, "c": 40}, "other_figure"),
        ("100 * a / b", "29.1", {"a": 237, "b": 813}, None),
        ("100 * a / b", "22.9", {"a": 237, "b": 813}, "transposed"),
        ("100 * a / b", "28.2", {"a": 237, "b": 813}, "digit"),
    ],
)
def test_hints_name_the_slip(formula, printed, figures, hint):
    line = check(formula, printed, figures, decimal=".")
    codes = [found.code for found in line.hints]
    assert hint in codes if hint else not codes, line
    assert len(codes) <= 3


def test_a_result_may_use_earlier_lines():
    lines = [wg.Printed("entitled", "births * 6", "2400"), wg.Printed("required", "0.88 * entitled", "2112")]
    checked = wg.check_figures(lines, {"births": 400})
    assert [line.verdict for line in checked] == ["equal", "equal"]
    assert checked["required"].recomputed == 2112


def test_results_from_rounded_intermediates_are_told():
    lines = [wg.Printed("rate", "a / b", "0.3"), wg.Printed("places", "1000 * rate", "300")]
    checked = wg.check_figures(lines, {"a": 1, "b": 3})
    assert checked["places"].verdict == "not explained by rounding"
    assert [hint.code for hint in checked["places"].hints][0] == "from_printed"


def test_what_is_not_known_is_not_computed():
    line = check(RATE, "87", {"places": None, "children": 2268})
    assert (line.recomputed, line.verdict) == (None, None)
    assert "places" in line.hints[0].text("en")
    assert check("a / b", "1", {"a": 1, "b": 0}).hints[0].code == "empty_denominator"
    assert check(RATE, None, PLACES).verdict is None


def test_lists_of_parts():
    """R7-02: pupils by type of school and kinds of transport."""
    pupils = {"Grundschule": 5560, "Gymnasium": 3623, "Sekundarschule": 1829, "Gemeinschaftsschule": 2479, "Förderschulen": 544}
    figures = {"pupils": pupils, "carried": [7700, 470, 1400]}
    lines = [wg.Printed("all", "sum(pupils over school_type)", "14035"), wg.Printed("carried share", "100 * sum(carried over kind) / sum(pupils over school_type)", "68 %")]
    assert [line.verdict for line in wg.check_figures(lines, figures)] == ["equal", "equal within rounding"]
    assert check("max(pupils over school_type)", "5560", figures).verdict == "equal"
    assert check("quotient_sum(a, b over age)", "1.5", {"a": [1, 2], "b": [2, 2]}).verdict == "equal"
    (hint, *_) = check("sum(pupils over school_type)", "13491", figures).hints
    assert hint.text("de") == "ohne „pupils: Förderschulen“"
    with pytest.raises(wg.InvalidArgument, match=r"'pupils' is a list of 5 parts: expected a function over them, such as sum\(pupils over part\)"):
        check("pupils", "1", figures)
    with pytest.raises(wg.InvalidArgument, match="different or no length"):
        check("quotient_sum(pupils, carried over kind)", "1", figures)
    with pytest.raises(wg.InvalidArgument, match="expected a list of numbers"):
        check("sum(a over kind)", "1", {"a": 1})
    with pytest.raises(wg.InvalidArgument, match="dissimilarity over school in a printed line"):
        check("dissimilarity(pupils, pupils over school)", "1", figures)


def test_names_may_be_german():
    assert check("100 * Plätze / Kinder_über_3", "87", {"Plätze": 1973, "Kinder über 3": 2268}).verdict == "equal within rounding"
    with pytest.raises(wg.FormulaError, match="found '− b"):
        check("a − b", "1", {"a": 1, "b": 1})


def test_roots_and_logarithms():
    assert check("sqrt(a)", "1.41", {"a": 2}).verdict == "equal within rounding"
    assert check("ln(a)", "0.69", {"a": 2}).verdict == "equal within rounding"
    assert check("ln(a)", "0.69", {"a": 0}).hints[0].code == "no_logarithm"
    assert check("sqrt(a)", "1", {"a": -1}).hints[0].code == "negative_root"


@pytest.mark.parametrize(
    ("text", "decimal", "value", "step"),
    [
        ("62,8", None, "62.8", "0.1"),
        ("62.80", None, "62.8", "0.01"),
        ("1.234,5", None, "1234.5", "0.1"),
        ("1,234.5", None, "1234.5", "0.1"),
        ("4.100", ",", "4100", "0"),
        ("4,100", ".", "4100", "0"),
        ("4.100", ".", "4.1", "0.001"),
        ("0.125", None, "0.125", "0.001"),
        ("1\u00a0234\u202f567", None, "1234567", "0"),
        ("−16", None, "-16", "0"),
        ("- 16,5", None, "-16.5", "0.1"),
        ("87 %", None, "87", "1"),
        ("rund 7.700", ",", "7700", "100"),
        ("ca. 87 %", None, "87", "1"),
        ("about 7700", None, "7700", "100"),
        ("–", None, "0", "0"),
    ],
)
def test_texts_of_figures(text, decimal, value, step):
    line = check("x + y", None, {"x": text, "y": 0}, decimal=decimal)
    assert line.recomputed == Fraction(value)
    assert line.upper - line.lower == Fraction(step)


def test_other_figures_tell_the_decimal_mark():
    line = check("100 * part / whole", "62,8", {"part": "4.082", "whole": "6.500"})
    assert line.recomputed == Fraction(408200, 6500)
    with pytest.raises(wg.InvalidArgument, match=r"'4\.100' as figure 'a' .* can be 4100 or 4\.1: give decimal=','"):
        check("a", "4", {"a": "4.100"})
    with pytest.raises(wg.InvalidArgument, match="decimal comma and '62.8' a decimal point"):
        check("a", "62,8", {"a": "62.8"})


def test_a_formula_too_long_to_walk_is_refused():
    with pytest.raises(wg.InvalidArgument, match="line 1 'rate': a formula of too many terms"):
        check("+".join(["x"] * 3000), "3000", {"x": 1})
    assert check("+".join(["x"] * 200), "200", {"x": 1}).verdict == "equal"


def test_broken_lines_are_named():
    lines = [wg.Printed("rate", RATE, "87"), wg.Printed("typo", "100 * place / children", "87")]
    with pytest.raises(wg.UnknownName, match=r"line 2 'typo': unknown figure 'place': did you mean 'places'\?") as error:
        wg.check_figures(lines, PLACES)
    assert error.value.nearest == ["places"]
    with pytest.raises(wg.FormulaError, match="line 1 'open': formula .*expected '\\)'") as error:
        wg.check_figures([wg.Printed("open", "100 * (places / children", "87")], PLACES)
    assert error.value.position == 24
    with pytest.raises(wg.FormulaError, match=r"formula '5 \*', position 3"):
        check("5 *", "1")
    with pytest.raises(wg.InvalidArgument, match="line 1 'rate': 'many' as printed figure is no number"):
        check(RATE, "many", PLACES)
    with pytest.raises(wg.InvalidArgument, match="line 2 of check_figures has no formula"):
        wg.check_figures([{"name": "a", "formula": "1", "printed": 1}, {"name": "b"}])
    with pytest.raises(TypeError, match="True as printed figure"):
        check(RATE, True, PLACES)
    with pytest.raises(wg.InvalidArgument, match="given twice"):
        check("a_b", 1, {"a b": 1, "a_b": 2})


def test_one_formula_for_every_row():
    rows = [{"city": "Jena", "total": 930, "none": 29, "ahr": 547, "other": 354}, {"city": "Gera", "total": 892, "none": 65, "ahr": 351, "other": 467}]
    checked = wg.check_figures(rows, formula="none + ahr + other", printed="total", name="city")
    assert [(line.name, line.verdict) for line in checked] == [("Jena", "equal"), ("Gera", "not explained by rounding")]
    assert [line.name for line in checked.unexplained] == ["Gera"]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    assert wg.check_figures(columns, formula="none + ahr + other", printed="total", name="city") == checked
    with pytest.raises(wg.UnknownName, match=r"unknown column 'sum' \(printed=\) in row 1"):
        wg.check_figures(rows, formula="none", printed="sum")


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_frames_of_lines(package):
    frames = pytest.importorskip(package)
    lines = frames.DataFrame({"name": ["rate", "sum"], "formula": [RATE, "places + children"], "printed": ["87", "4241"], "unit": ["%", ""]})
    figures = frames.DataFrame({"name": ["places", "children"], "value": [1973, 2268]})
    checked = wg.check_figures(lines, figures)
    assert [line.verdict for line in checked] == ["equal within rounding", "equal"]
    assert checked.to_pandas()["verdict"].tolist() == [line.verdict for line in checked]


def test_the_result_speaks_both_languages():
    lines = [wg.Printed("Versorgungsquote", RATE, "87 %"), wg.Printed("Einpendlerquote", "100 * ein / plaetze", "22,2 %")]
    checked = wg.check_figures(lines, {**PLACES, "ein": wg.rounded(364400, 100), "plaetze": wg.rounded(1573600, 100)})
    german, english = checked.text(), checked.text("en")
    assert german.startswith("2 Zeilen nachgerechnet: 1 gleich im Rahmen der Rundung, 1 nicht durch Rundung erklärt\n")
    assert "Versorgungsquote: gedruckt 87\u00a0%, nachgerechnet 86,99\u00a0%: gleich im Rahmen der Rundung" in german
    assert "ungewichtetes Mittel" in german
    assert "Versorgungsquote: printed 87%, recomputed 86.99%: equal within rounding" in english
    assert "(rounded inputs: 23.153 to 23.161): not explained by rounding; perhaps: one digit other than 23.2" in english
    assert repr(checked) == german
    assert checked.counts == {"equal within rounding": 1, "not explained by rounding": 1}
    table = checked.table
    assert {"name", "printed", "recomputed", "lower", "upper", "verdict", "hint"} <= set(table.column_names)
    assert pickle.loads(pickle.dumps(checked)) == checked
    assert "<li>" in checked._repr_html_()
