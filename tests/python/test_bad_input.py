"""The caller's mistakes raise typed errors that name the value, the place and what was expected; nothing is half-loaded."""

from __future__ import annotations

import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"
HEAD = "GENESIS-Tabelle: 12612-01-01-4\nGeburten;;;;;\nLebendgeborene (Anzahl);;;;;\n;;;Insgesamt;männlich;weiblich\n"
ROWS = "2015;DG;Deutschland;737575;378478;359097\n2015;15;  Sachsen-Anhalt;17415;8932;8483\n"
FOOT = "__________\n\"© Statistische Ämter des Bundes und der Länder\"\nStand: 24.02.2018 / 11:43:46\n"
GOOD = HEAD + ROWS + FOOT


@pytest.fixture
def write(tmp_path):
    def written(text, name="births.csv", encoding="iso-8859-1"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return written


def failure(path):
    with pytest.raises(wg.FormatError) as caught:
        wg.read_official(path)
    assert path.name in caught.value.file
    assert path.name in str(caught.value)
    return caught.value


def test_the_good_file_reads(write):
    observations = wg.read_official(write(GOOD))
    assert len(observations) == 6 and observations.findings.count("error") == 0


def test_missing_file(tmp_path):
    error = failure(tmp_path / "nowhere.csv")
    assert "there is no such file or folder" in str(error)


def test_empty_file(write):
    error = failure(write(b""))
    assert "the file is empty; expected a table" in str(error)


@pytest.mark.parametrize("text", ["region,value\n15084,3\n", "Hallo Welt\n", "<html><body>Bitte anmelden</body></html>\n"])
def test_file_that_is_no_table(write, text):
    error = failure(write(text))
    assert error.line == 1 and "expected a table as a statistical office exports it" in str(error)


def test_record_cut_in_the_middle(write):
    """The last record has fewer fields than the header: an error with its line."""
    error = failure(write(HEAD + "2015;DG;Deutschland;737575;378478;359097\n2015;15;  Sachsen-Anh"))
    assert error.line == 6 and "6" in str(error) and "field" in str(error)


def test_record_cut_at_a_line_end_is_a_finding(write):
    """FORMATS 5: such a cut cannot always be noticed; the missing footer says so."""
    observations = wg.read_official(write(HEAD + ROWS))
    assert [finding.code for finding in observations.findings if finding.severity == "warning"] == ["missing_footer"]


def test_wrong_encoding(write):
    error = failure(write(GOOD, encoding="utf-16"))
    assert "UTF-16" in str(error) and "UTF-8" in str(error)


def test_shuffled_header(write):
    error = failure(write(GOOD.replace("Insgesamt;männlich;weiblich", "weiblich;Insgesamt;männlich")))
    assert error.line == 4
    assert "Insgesamt" in str(error) and "weiblich" in str(error)


def test_columns_of_another_table(write):
    text = GOOD.replace(";;;Insgesamt;männlich;weiblich", ";;;Schulen;Klassen;Schüler")
    error = failure(write(text))
    assert "12612-01-01" in str(error) and "Insgesamt" in str(error)


def test_text_in_a_number(write):
    observations = wg.read_official(write(GOOD.replace(";17415;", ";siebzehn;")))
    (finding,) = [finding for finding in observations.findings if finding.severity == "error"]
    assert (finding.code, finding.row, finding.column) == ("unreadable_value", 6, 4)
    assert "siebzehn" in finding.message()


def test_folder_without_tables(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(wg.FormatError, match=r"csv"):
        wg.read_official(tmp_path)


def test_bad_file_in_a_folder_leaves_the_others(write, tmp_path):
    write(GOOD)
    write(HEAD + "2015;DG;Deutschl", name="cut.csv")
    observations = wg.read_official(tmp_path)
    assert len(observations) == 6
    (finding,) = [finding for finding in observations.findings if finding.severity == "error"]
    assert finding.code == "unreadable_file"
    assert "cut.csv" in finding.message() and "5" in finding.message()
    assert observations.findings.source(finding).endswith("cut.csv")


def test_one_bad_file_among_named_ones_loads_nothing(write):
    good, bad = write(GOOD), write(HEAD + "2015;DG;Deutschl", name="cut.csv")
    with pytest.raises(wg.FormatError, match="cut.csv, line 5"):
        wg.read_official(good, bad)


def test_no_path():
    with pytest.raises(wg.InvalidArgument, match="expected at least one file or folder"):
        wg.read_official()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C.care_rate_u4", "unknown indicator 'C.care_rate_u4': did you mean 'C.care_rate_u3'"),
        ("leaver_share", "D.leaver_share_by_qualification"),
        ("", "indicator"),
    ],
)
def test_misspelt_indicator(districts, name, expected):
    with pytest.raises(wg.UnknownName, match="indicator") as caught:
        wg.compute(districts, name)
    assert expected in str(caught.value)
    with pytest.raises(wg.UnknownName):
        wg.indicators[name]


def test_misspelt_region(districts):
    with pytest.raises(wg.UnknownName, match="unknown region '15048': did you mean '15084'"):
        wg.compute(districts, SHARE, regions="15048")
    with pytest.raises(wg.UnknownName, match="region '1584'"):
        districts.filter(region="1584")
    with pytest.raises(wg.InvalidArgument, match="chain"):
        wg.chain(districts, "15048", 2015)


def test_misspelt_axis(districts):
    with pytest.raises(wg.UnknownName, match="certficate.*did you mean 'certificate'"):
        wg.compute(districts, SHARE, by="certficate")


def test_misspelt_variable(districts):
    with pytest.raises(wg.UnknownName, match="school_leaver'.*did you mean 'school_leavers'"):
        districts.filter(variable="school_leaver")
    with pytest.raises(wg.UnknownName, match="populaton.*did you mean 'population'"):
        wg.compute(districts, wg.Indicator(id="own.x", formula="populaton"))


def test_misspelt_code_or_axis_in_a_formula(districts):
    def compute(formula):
        return wg.compute(districts, wg.Indicator(id="own.x", formula=formula))

    with pytest.raises(wg.UnknownName, match="unknown code of axis sex 'femle' in 'school_leavers.*': did you mean 'female'"):
        compute("school_leavers[sex=femle]")
    with pytest.raises(wg.UnknownName, match="unknown axis 'certficate' in 'school_leavers.*': did you mean 'certificate'"):
        compute("school_leavers[certficate=hsa]")
    for code in ("young", "3-1"):
        with pytest.raises(wg.Error, match=f"'{code}'"):
            compute(f"population[age={code}]")
    known = compute("children_in_daycare[nationality=foreign]")
    assert set(known["status"]) <= {"missing", "not_existing"}, "a code of the catalogue that these figures lack is missing"


def test_misspelt_column(districts):
    table = districts.table()
    for use in (lambda: table["valu"], lambda: table.filter(valu=3), lambda: table.role("valu")):
        with pytest.raises(wg.UnknownName, match="unknown column 'valu': did you mean 'value'"):
            use()


@pytest.mark.parametrize("formula", ["100 * births /", "births[", "births[sex=]", "births @ never", "", "1 +", "births ++ births", "largest(births, births)"])
def test_misspelt_formula(formula):
    with pytest.raises(wg.FormulaError) as caught:
        wg.Indicator(id="own.x", formula=formula)
    assert f"'{formula}'" in str(caught.value) and "expected" in str(caught.value)
    assert 0 <= caught.value.position <= len(formula)


def test_misspelt_field_of_an_indicator():
    with pytest.raises(wg.UnknownName, match="formla.*did you mean 'formula'"):
        wg.Indicator(id="own.x", formla="births")
    with pytest.raises(wg.InvalidArgument, match="no id"):
        wg.Indicator(formula="births")
    with pytest.raises(wg.InvalidArgument, match="interval 'exact'.*none, wilson, clopper_pearson"):
        wg.Indicator(id="own.x", formula="births", interval="exact")


def test_a_word_instead_of_an_id_leads_to_ids(districts):
    with pytest.raises(wg.UnknownName, match="'Betreuungsquote': did you mean 'C.care_rate") as caught:
        wg.compute(districts, "Betreuungsquote")
    assert set(caught.value.nearest) <= set(wg.indicators.ids())


@pytest.mark.parametrize(("indicator", "expected"), [("D.access_2sfca", "one with a formula$"), ("A.social_index", "kernels.composite_index gives this one")])
def test_plain_numbers_for_an_indicator_without_a_formula(indicator, expected):
    with pytest.raises(wg.InvalidArgument, match=f"'{indicator}' in evaluate: expected .*{expected}"):
        wg.evaluate(indicator, {"x": 1})


def test_misspelt_period(districts):
    for period in ("20l5", "2015-13-01", "last year"):
        with pytest.raises(wg.InvalidArgument, match=period):
            districts.filter(period=period)


def test_other_misspelt_words(districts):
    table = wg.compute(districts, SHARE).filter(certificate="ahr")
    with pytest.raises(wg.InvalidArgument, match="within='land' in rank: expected 'state' or 'country'"):
        wg.rank(table, "15084", within="land")
    with pytest.raises(wg.InvalidArgument, match="'district' in rollup: expected 'state' or 'country'"):
        districts.rollup("district")
    with pytest.raises(wg.InvalidArgument, match="'errors' in count"):
        districts.findings.count("errors")
    for confidence in (0, 1, 95, float("nan")):
        with pytest.raises(wg.InvalidArgument, match="confidence"):
            wg.compute(districts, SHARE, confidence=confidence)
    with pytest.raises(wg.InvalidArgument, match="with_predecessors"):
        districts.with_predecessors(["16062"])
    with pytest.raises(wg.InvalidArgument, match="threads"):
        wg.compute(districts, SHARE, threads=-1)


def test_ranks_say_what_they_need(districts):
    table = wg.compute(districts, SHARE)
    with pytest.raises(wg.InvalidArgument, match="filter the breakdowns first"):
        wg.rank(table, "16062")
    alone = wg.compute(districts, SHARE, regions=["15084", "15", "DG"]).filter(certificate="ahr")
    with pytest.raises(wg.InvalidArgument, match="all districts of the group; compute it without naming regions"):
        wg.rank(alone, "15084")
    with pytest.raises(wg.InvalidArgument, match="a district"):
        wg.rank(alone, "15")
    with pytest.raises(wg.InvalidArgument, match="2006"):
        wg.rank(table.filter(certificate="ahr"), "15084", period=2006)
    with pytest.raises(wg.InvalidArgument, match="2 indicators"):
        wg.rank(wg.compute(districts, [SHARE, "A.youth_ratio"]), "15084")


def test_errors_have_a_family():
    for error, base in [(wg.InvalidArgument, ValueError), (wg.UnknownName, LookupError), (wg.FormatError, ValueError), (wg.NotReleased, TypeError)]:
        assert issubclass(error, wg.Error) and issubclass(error, base)
    assert wg.UnknownName("x").nearest == [] and wg.FormatError("x").line == 0


def test_carriage_returns_alone(write):
    assert "carriage return" in str(failure(write(GOOD.replace("\n", "\r"))))


def test_messages_that_quote_another_encoding_stay_readable(write):
    assert "Größe" in str(failure(write("Größe;Zahl\n1;2\n"))) or "�" in str(failure(write("Größe;Zahl\n1;2\n")))


def test_a_name_instead_of_a_code(districts):
    with pytest.raises(wg.UnknownName, match="unknown region 'Nordhausen': did you mean '16062'"):
        wg.compute(districts, SHARE, regions="Nordhausen")


def test_short_lists_of_codes_are_shown_whole(districts):
    with pytest.raises(wg.UnknownName, match="unknown code of axis certificate 'abitur'.*'ahr', 'fhr'"):
        wg.compute(districts, wg.Indicator(id="own.x", formula="school_leavers[certificate=abitur]"))


def test_things_of_the_wrong_kind(districts):
    table = wg.compute(districts, SHARE)
    with pytest.raises(TypeError, match="compute takes Observations .*not Table"):
        wg.compute(table, SHARE)
    with pytest.raises(TypeError, match="3 is no indicator"):
        wg.compute(districts, 3)
    with pytest.raises(TypeError, match="protect takes a Table .*not Observations"):
        wg.protect(districts)
    with pytest.raises(TypeError, match="released already"):
        wg.as_published(wg.protect(table), "source")
    with pytest.raises(wg.InvalidArgument, match="'x' in chain: expected a year"):
        wg.chain(districts, "15084", "x")
    with pytest.raises(wg.InvalidArgument, match="an empty region in row 0 of 'a'"):
        wg.Observations.from_frame({"variable": ["a"], "region": [None], "period": ["2015"], "value": [1]})


@pytest.mark.parametrize(("call", "error", "message"), [
    (lambda o, t: wg.rank(t, 15084), wg.InvalidArgument, "15084 in rank: expected the code of a region as text"),
    (lambda o, t: wg.rank(o, "15084"), TypeError, "rank takes a Table .*not Observations"),
    (lambda o, t: wg.indicators[0], wg.InvalidArgument, "0 in indicators.*: expected an id as text"),
    (lambda o, t: wg.indicators.find(5), wg.InvalidArgument, "5 in indicators.find: expected words"),
    (lambda o, t: wg.Observations.from_frame({}, source=5), wg.InvalidArgument, "source=5 in from_frame: expected text"),
    (lambda o, t: wg.concat([o, None]), TypeError, "concat, place 1, takes Observations .*not NoneType"),
    (lambda o, t: wg.concat(o), TypeError, "concat takes a list of Observations, not Observations"),
    (lambda o, t: wg.chain(None, "15084", 2015), TypeError, "chain takes Observations .*not NoneType"),
    (lambda o, t: wg.chain(o, 15084, 2015), wg.InvalidArgument, "15084 in chain: expected the code"),
    (lambda o, t: wg.report(o.table(), "15084", path=None), TypeError, "report takes Observations .*not Table"),
    (lambda o, t: wg.report(o, "15084", peers=15083, path=None), wg.InvalidArgument, "peers=15083 in report: expected a list"),
    (lambda o, t: wg.report(o, "15084", peers=[15083], path=None), wg.InvalidArgument, "15083 in peers of report: expected the code"),
])
def test_wrong_types_name_value_place_and_expectation(districts, call, error, message):
    with pytest.raises(error, match=message):
        call(districts, wg.compute(districts, SHARE))
