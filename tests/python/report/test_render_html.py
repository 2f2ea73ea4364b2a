"""The page: structure, accessibility, language, escaping, self-containment."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from werdegang.report import render_html
from werdegang.report.texts import load

VOID = {"meta", "link", "br", "hr", "img", "input"}
ENGLISH = ("the", "of", "and", "district", "state", "share", "school", "year", "rate", "without", "table", "source", "leavers", "children",
           "value", "range", "page", "rank", "figure", "figures", "missing", "not", "unknown", "chart", "data")
GERMAN = ("und", "der", "die", "das", "Kreis", "Land", "Bund", "Schule", "Schuljahr", "Anteil", "Quelle", "Tabelle", "Rang", "von", "ohne",
          "Wert", "nicht", "Daten", "Seite", "Stand", "Bereich", "Kennzahl", "Stichtag", "Hinweis", "Warnung", "Anhang")
ATTRIBUTION = "© Statistische Ämter des Bundes und der Länder"


class Page(HTMLParser):
    """Collects elements, text, ids and headings, and checks that tags nest."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.texts, self.stack, self.headings = [], [], [], []
        self.feed(markup)
        assert self.stack == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.stack.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if "style" not in self.stack and data.strip():
            self.texts.append(" ".join(data.split()))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self):
        return " ".join(self.texts)


@pytest.fixture(params=["de", "en"], name="page")
def page_fixture(request, build_model):
    return Page(render_html(build_model(request.param)))


def test_sections_in_order(build_model):
    page = Page(render_html(build_model("de")))
    ids = [attributes["id"] for name, attributes in page.elements if name == "h2" and "id" in attributes]
    assert ids == ["h-keys", "h-glance", "h-ladder", "h-certificates", "h-trend", "h-dots", "h-unknown", "h-indicators", "h-gaps", "h-definitions", "h-appendix"]
    for words in ("Bildung im Burgenlandkreis", "Gebietsstand 31. Dezember 2015", "Datenstand 24. Februar 2018", "162 von 1.323", "10,6–14,1",
                  "keine verfolgten Personen", "Was wir nicht wissen", "3 von 4 (2–4)", "1 = niedrigster Wert", "nicht veröffentlicht: Kreis 2007 gebildet"):
        assert words in page.text.replace("\u00a0", " "), words


def test_language_and_headings(page):
    assert page.all("html")[0]["lang"] in ("de", "en")
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:]))
    assert [a for a in page.all("a") if a.get("class") == "skip"][0]["href"] == "#content"


def test_ids_are_unique_and_links_arrive(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for name in ("href", "xlink:href"):
        for _, attributes in page.elements:
            target = attributes.get(name) or ""
            if target.startswith("#"):
                assert target[1:] in ids
    for _, attributes in page.elements:
        for reference in (attributes.get("aria-labelledby") or "").split():
            assert reference in ids


def test_tables_have_captions_and_scoped_headers(page):
    tables = [name for name, _ in page.elements if name == "table"]
    assert len(tables) == len(page.all("caption"))
    assert all(attributes.get("scope") in ("col", "row", "rowgroup") for attributes in page.all("th"))


def test_charts_have_alternative_text(page):
    charts = page.all("svg")
    assert len(charts) == 8
    for chart in charts:
        assert chart["role"] == "img"
        assert len(chart["aria-labelledby"].split()) == 2
    assert len(page.all("desc")) == 8
    assert len(page.all("text")) > 100


def test_the_file_needs_nothing_else(build_model):
    markup = render_html(build_model("de"))
    page = Page(markup)
    assert not page.all("script") + page.all("link") + page.all("img") + page.all("iframe")
    assert "@import" not in markup
    assert not re.search(r"url\((?!#)", markup)
    assert all("on" != name[:2] for _, attributes in page.elements for name in attributes)
    loads = [attributes for name, attributes in page.elements if name != "a" and str(attributes.get("href", "")).startswith("http")]
    assert loads == []
    assert "@page" in markup
    assert "font-face" not in markup


def test_no_missing_value_leaks(page):
    assert not re.search(r"\b(nan|NaN|None|null|undefined|Undefined)\b", page.text)
    assert "{" not in page.text


def test_german_numbers_have_commas_and_english_ones_points(build_model):
    german, english = (Page(render_html(build_model(language))).text.replace("\u00a0", " ") for language in ("de", "en"))
    assert "12,2 %" in german
    assert not re.search(r"\d\.\d\s?%", german)
    assert "12.2%" in english
    assert not re.search(r"\d,\d\s?%", english)


@pytest.mark.parametrize(("language", "foreign"), [("de", ENGLISH), ("en", GERMAN)])
def test_no_word_of_the_other_language(build_model, language, foreign):
    page = Page(re.sub("<code>.*?</code>", "", render_html(build_model(language))))
    text = page.text.replace(ATTRIBUTION, "").replace("Landkreis Börde", "").replace("Landkreis Mansfeld-Südharz", "")
    found = [word for word in foreign if re.search(rf"(?<![\w-]){word}(?![\w-])", text)]
    assert found == []


def test_both_languages_have_the_same_texts():
    german, english = load("de"), load("en")
    assert german.keys() == english.keys()
    for key in german.keys():
        fields = [set(re.findall(r"{(\w+)}", texts.raw(key))) for texts in (german, english)]
        assert fields[0] == fields[1], key
        assert german.raw(key).strip()
        assert english.raw(key).strip()


def test_names_are_escaped_everywhere(renamed):
    markup = render_html(renamed("<script>alert('x')</script> & \"Co\" $x^2$"))
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup
    assert "$x^2$" in Page(markup).text


def test_demonstration_is_marked_on_every_page(build_model):
    shown, hidden = render_html(build_model("de")), render_html(build_model("de", demonstration=False))
    assert Page(shown).text.count("Demonstrationsdaten") >= 3
    assert 'class="demo-running"' in shown
    assert re.search(r"\.demo-running \{ position: fixed", shown)
    assert "Demonstrationsdaten" not in hidden


def test_the_same_model_gives_the_same_bytes(build_model):
    assert render_html(build_model("de")) == render_html(build_model("de"))


def test_an_almost_empty_report_still_renders(build_model):
    bare = build_model("de", ladder=None, certificates=None, trends=(), dots=(), unknowns=(), indicators=(), not_computed=(), gaps=None, definitions=(),
                       findings=(), key_numbers=(), demonstration=False)
    page = Page(render_html(bare))
    assert page.all("svg") == []
    assert "Keine Auffälligkeiten." in page.text


def test_a_state_without_a_state_above_it(build_model):
    model = build_model("de")
    berlin = replace(model, state=None, region=replace(model.region, code="11", name="Berlin", kind="state"))
    assert "Bildung in Berlin" in Page(render_html(berlin)).text


@pytest.mark.parametrize("package", ["jinja2", "matplotlib"])
def test_a_missing_package_is_named(build_model, monkeypatch, package):
    model = build_model("de")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=rf"{package} is not installed.*werdegang\[report\]"):
        render_html(model)


def test_importing_the_report_imports_no_optional_package():
    code = ("import sys; before = set(sys.modules); import werdegang.report; "
            "print(sorted({'jinja2', 'matplotlib', 'xlsxwriter', 'pandas'} & (set(sys.modules) - before)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
