"""From the words that an education monitor would type to the right indicator."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import werdegang as wg
from werdegang import _text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
MEANT = {
    "Schulabbrecher": "D.leaver_share_by_qualification",
    "Abbrecherquote": "F.dropout_rate",
    "Kitaquote": "C.care_rate_3_5",
    "Krippenquote": "C.care_rate_u3",
    "Ganztag": "D.all_day_share",
    "Abitur": "D.hzb_rate",
    "Abiturquote": "D.hzb_rate",
    "Jugendarbeitslosigkeit": "A.youth_unemployment_rate",
    "Migranten": "A.migration_background_share",
    "Ausländeranteil": "A.foreign_share",
    "Übergangsquote": "D.transition_rate_secondary",
    "Sitzenbleiber": "D.repeater_share",
    "Inklusion": "D.inclusion_rate",
    "Förderschule": "D.exclusion_rate",
    "Azubi": "E.training_rate",
    "Lehrstelle": "E.supply",
    "Vertragslösung": "E.contract_dissolution_rate",
    "NEET": "B.neet_rate",
    "Studienanfänger": "F.first_year_rate",
    "VHS": "G.vhs_enrolment_rate",
    "Bibliothek": "H.library_user_rate",
    "Netzwerk": "N.density",
    "Armut": "A.sgb2_child_rate",
    "Geburten": "A.crude_birth_rate",
    "Klassengröße": "D.class_size",
    "Schüler-Lehrer": "D.pupil_teacher_ratio",
    "Ausbildungsplatz": "E.supply",
    "Passung": "E.mismatch_index",
    "Einschulung": "C.early_entry_share",
    "Zurückstellung": "C.deferral_rate",
    "Sprachförderung": "C.language_support_need",
    "Personalschlüssel": "C.child_staff_ratio",
    "Schulabgänger ohne Abschluss": "D.leaver_share_by_qualification",
    "Auszubildende": "E.training_rate",
    "Volkshochschule": "G.vhs_enrolment_rate",
    "Museum": "H.museum_visits",
    "youth unemployment": "A.youth_unemployment_rate",
    "class size": "D.class_size",
}


@pytest.mark.parametrize(("word", "id"), MEANT.items())
def test_a_word_leads_to_the_indicator_that_is_meant(word, id):
    assert id in [item.id for item in wg.indicators.find(word)[:2]]


@pytest.mark.parametrize("item", list(wg.indicators), ids=lambda item: item.id)
def test_every_label_and_id_finds_its_indicator(item):
    for text in (item.label_de, item.label_en, item.label_de.upper(), " ".join(reversed(item.label_de.split()))):
        assert item.id in [found.id for found in wg.indicators.find(text)[:10]], text
    assert wg.indicators.find(item.id)[0].id == item.id


def test_synonyms_name_known_indicators_once():
    entries = tomllib.loads((CATALOGUE / "synonyms.toml").read_text(encoding="utf-8"))["synonym"]
    words = [word for entry in entries for word in entry["words"]]
    assert len(words) == len(set(words))
    for entry in entries:
        assert len(entry["ids"]) == len(set(entry["ids"]))
        assert set(entry["ids"]) <= set(wg.indicators.ids())
        for word in entry["words"]:
            assert entry["ids"][0] in [item.id for item in wg.indicators.find(word)], word


def test_a_misspelled_word_is_answered_with_what_is_spelled_alike():
    found = wg.indicators.find("Betreungsquote")
    assert found == [] and found.nearest[0] == "Betreuungsquote"
    assert found.text().startswith("keine Kennzahl gefunden; ähnlich geschrieben: Betreuungsquote")
    assert "spelled alike: Betreuungsquote" in found.text("en")
    assert wg.indicators.find("Betreuungsquote").nearest == []


def test_a_list_says_in_words_who_defined_and_what_is_missing():
    text = wg.indicators.find("Burt-Constraint").text("de")
    assert "Definition aus der Fachliteratur; noch nicht berechenbar, es fehlt: Netzwerkmaße" in text
    assert "official definition, its text was read" in wg.indicators.find("care under three").text("en")
    assert {item.status for item in wg.indicators} == set("VOLI")
    assert all(_text.definition_status(letter) != letter for letter in "VOLI")


def test_a_definition_shows_both_languages_in_a_notebook():
    shown = wg.indicators["C.care_rate_u3"]._repr_html_()
    for text in ("Betreuungsquote der unter Dreijährigen", "Care rate of children under three", "Nenner", "denominator", "100 * children_in_daycare"):
        assert text in shown
    own = wg.Indicator(id="own.x", formula="births / population", label_de="<b>Eigene</b>", note_de="Nur auf Deutsch")
    assert "&lt;b&gt;Eigene&lt;/b&gt;" in own._repr_html_() and "Nur auf Deutsch" in own._repr_html_()
    assert "Hinweis: Nur auf Deutsch" in own.text() and "note" not in own.text("en")
