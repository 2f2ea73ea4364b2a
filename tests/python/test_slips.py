"""What one gets wrong on the way to the first indicator is answered with what would be right."""

from __future__ import annotations

import pytest

import werdegang as wg


@pytest.fixture(scope="module")
def demo():
    return wg.datasets.demo()


@pytest.fixture(scope="module")
def care(demo):
    return wg.compute(demo, "C.care_rate_u3")


def own(formula, **fields):
    return wg.Indicator(id="own.x", formula=formula, **fields)


SLIPS = {
    "a letter too many": (lambda o, t: wg.compute(o, "C.care_rate_u33"), wg.UnknownName, "did you mean 'C.care_rate_u3'"),
    "the area left out": (lambda o, t: wg.compute(o, "care_rate_u3"), wg.UnknownName, "did you mean 'C.care_rate_u3'"),
    "a word instead of the id": (lambda o, t: wg.compute(o, "Betreuungsquote"), wg.UnknownName, "did you mean 'C.care_rate_3_5', 'C.care_rate_6_13' or"),
    "a synonym instead of the id": (lambda o, t: wg.indicators["Sitzenbleiber"], wg.UnknownName, "did you mean 'D.repeater_share'"),
    "a label instead of the id": (lambda o, t: wg.indicators["Betreuungsquote der unter Dreijährigen"], wg.UnknownName, "did you mean 'C.care_rate_u3'"),
    "a name in compute": (lambda o, t: wg.compute(o, "C.care_rate_u3", regions="Burgenlandkreis"), wg.UnknownName, "did you mean '15084'"),
    "a name in filter": (lambda o, t: o.filter(region="Burgenlandkreis"), wg.UnknownName, "did you mean '15084'"),
    "a name in rank": (lambda o, t: wg.rank(t, "Burgenlandkreis"), wg.UnknownName, r"in rank: did you mean '15084' \(Burgenlandkreis\)"),
    "a name in peers": (lambda o, t: wg.peers(t, "Burgenlandkreis"), wg.UnknownName, r"did you mean '15084' \(Burgenlandkreis\)"),
    "a name in plot": (lambda o, t: t.plot(region="Burgenlandkreis"), wg.InvalidArgument, r"expected a code, such as '15084' \(Burgenlandkreis\)"),
    "a number as region": (lambda o, t: wg.rank(t, 15084), wg.InvalidArgument, "expected the code of a region as text, with its leading zero"),
    "a broken year": (lambda o, t: wg.compute(o, "C.care_rate_u3", periods=2016.0), wg.InvalidArgument, r"expected a year \(2015\), a day"),
    "a German axis": (lambda o, t: wg.compute(o, "D.leaver_share_by_qualification", by="Geschlecht"), wg.UnknownName, "unknown axis 'Geschlecht': did you mean 'sex'"),
    "a German axis in lower case": (lambda o, t: wg.compute(o, "D.pupil_share_by_type", by="schulart"), wg.UnknownName, "did you mean '(school|vocational)"),
    "a German variable": (lambda o, t: wg.compute(o, own("births / Bevölkerung")), wg.UnknownName, "did you mean 'population'"),
    "a German variable in filter": (lambda o, t: o.filter(variable="Bevölkerung"), wg.UnknownName, "did you mean 'population'"),
    "a German axis in a formula": (lambda o, t: wg.compute(o, own("population[geschlecht=w] / population")), wg.UnknownName, "did you mean 'sex'"),
    "a short code in a formula": (lambda o, t: wg.compute(o, own("population[sex=w] / population")), wg.UnknownName, "did you mean 'female', 'male' or 'total'"),
    "a bracket left open": (lambda o, t: own("population[age=0-2 / population"), wg.FormulaError, r"position 19: found '/ population', expected '\]'"),
    "a decimal comma": (lambda o, t: own("0,5 * population"), wg.FormulaError, r"decimals have a point: 0\.5"),
    "a colon": (lambda o, t: own("births : population"), wg.FormulaError, "a quotient is written with /"),
    "a sign of per cent": (lambda o, t: own("births / population %"), wg.FormulaError, r"per cent is written 100 \* "),
    "an unknown interval": (lambda o, t: own("births", interval="Wilson"), wg.InvalidArgument, "expected none, wilson"),
    "a label without language": (lambda o, t: own("births", label="x"), wg.UnknownName, "did you mean 'label_de' or 'label_en'"),
    "a data frame": (lambda o, t: wg.compute(t.to_dicts(), "C.care_rate_u3"), TypeError, "takes Observations .from read_official or Observations.from_frame"),
    "arguments the wrong way round": (lambda o, t: wg.compute("C.care_rate_u3", o), TypeError, "compute takes Observations"),
    "per cent as confidence": (lambda o, t: wg.compute(o, "C.care_rate_u3", confidence=95), wg.InvalidArgument, r"between 0 and 1, such as 0\.95"),
    "a figure left out": (lambda o, t: wg.evaluate("C.care_rate_u3", {"children_in_daycare": 1}), wg.InvalidArgument, r"no figure for 'population\[age=0-2\]"),
    "a German group": (lambda o, t: wg.rank(t, "15084", within="Land"), wg.InvalidArgument, "expected 'state' or 'country'"),
    "a German picture": (lambda o, t: t.plot("Balken"), wg.InvalidArgument, "expected one of dot_strip, funnel"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_answer_says_what_would_be_right(slip, demo, care):
    call, error, message = SLIPS[slip]
    with pytest.raises(error, match=message):
        call(demo, care)


def test_what_can_only_be_computed_by_a_function_is_found_all_the_same(demo):
    found = wg.indicators.find("Sozialindex", demo)
    assert found[0].id == "A.social_index" and found.years["A.social_index"] == []
    assert "berechnet von: wg.kernels.composite_index" in found.text()
