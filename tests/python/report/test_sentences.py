"""Which sentences are chosen, and how they read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from werdegang.report.model import Rank
from werdegang.report.sentences import Candidate, choose, distance, write_sentences

JUDGING = ("gut", "schlecht", "besser", "schlechter", "leider", "erfreulich", "alarmierend", "Schulabbrecher", "ohne Abschluss")


@pytest.fixture
def candidate(figures):
    share, _, _ = figures

    def make(template="leavers_without_hsa", topic="leavers", own=(162, 1323), state=(1735, 16396), country=(47435, 846423), **more):
        return Candidate(template=template, indicator=topic, topic=topic, own=share("15084", *own), state=share("15", *state),
                         country=share("DG", *country), **more)
    return make


def test_the_sentence_of_the_leavers(candidate):
    rank = Rank(position=12, of=14, lower=4, upper=13, group="Sachsen-Anhalt")
    text = write_sentences([candidate(rank=rank)], "de")[0].text.replace("\u00a0", " ")
    assert text == ("Von 1.323 Jugendlichen, die 2015 die Schule verließen, blieben 162 ohne Hauptschulabschluss (12,2 %; Land 10,6 %, Bund 5,6 %)"
                    " – dritthöchster Wert der 14 Kreise in Sachsen-Anhalt (95-%-Bereich: zweithöchster bis elfthöchster).")


def test_the_same_in_english(candidate):
    text = write_sentences([candidate(rank=Rank(position=12, of=14, lower=4, upper=13, group="Saxony-Anhalt"))], "en")[0].text.replace("\u00a0", " ")
    assert text == ("Of 1,323 young people who left school in 2015, 162 remained without a lower secondary certificate (12.2%; state 10.6%, "
                    "Germany 5.6%) – the third highest value of the 14 districts in Saxony-Anhalt (95% range: second highest to eleventh highest).")


@pytest.mark.parametrize(("rank", "words"), [
    (Rank(position=1, of=14, lower=1, upper=1, group="Thüringen"), " – niedrigster Wert der 14 Kreise in Thüringen (95-%-Bereich: niedrigster)."),
    (Rank(position=7, of=14, lower=3, upper=11, group="Thüringen"), " – Rang 7 von 14 Kreisen in Thüringen (1 = niedrigster Wert, 95-%-Bereich 3 bis 11)."),
    (Rank(position=13, of=14, lower=12, upper=14, group="Saarland", tied_with=1),
     " – höchster Wert der 14 Kreise im Saarland, gleichauf mit einem weiteren Kreis (95-%-Bereich: höchster bis dritthöchster)."),
    (Rank(position=2, of=3, lower=1, upper=3, group="Bremen"), ")."),
])
def test_ranks_in_words(candidate, rank, words):
    text = write_sentences([candidate(rank=rank)], "de")[0].text.replace("\u00a0", " ")
    assert text.endswith(words)


def test_overlapping_intervals_are_no_news(candidate):
    same = candidate(own=(106, 1000), state=(1060, 10000), country=(10600, 100000))
    assert distance(same) == 0
    sentences = write_sentences([same], "de")
    assert len(sentences) == 1
    assert sentences[0].figures == ()


def test_standing_questions_first_then_distance_one_for_each_topic(candidate):
    far = candidate(template="foreign_pupils", topic="pupils", own=(10, 1000), country=(400, 1000))
    farther = candidate(template="foreign_parent", topic="parents", own=(10, 1000), country=(600, 1000))
    again = candidate(template="leavers_ahr", own=(10, 1000), country=(900, 1000))
    standing = candidate(standing=True)
    assert [c.template for c in choose([far, farther, again, standing])] == ["leavers_without_hsa", "foreign_parent", "foreign_pupils"]


def test_missing_values_leave_no_gap_in_the_sentence(candidate, figures):
    _, _, missing = figures
    text = write_sentences([replace(candidate(), state=missing("15"))], "de")[0].text.replace("\u00a0", " ")
    assert text.endswith("(12,2 %; Bund 5,6 %).")
    staff = replace(candidate(template="staff_50plus", topic="staff"), state=None)
    figure = replace(staff.own, numerator=None, denominator=None)
    text = write_sentences([replace(staff, own=figure)], "de")[0].text.replace("\u00a0", " ")
    assert text == "12,2 % des Kita-Personals sind 50 Jahre oder älter (Bund 5,6 %)."
    assert choose([replace(candidate(), own=missing("15084"))]) == []


def test_no_sentence_judges(candidate):
    from werdegang.report.texts import load

    texts = load("de")
    templates = [key.removeprefix("sentences.") for key in texts.keys() if key.startswith("sentences.")]
    written = [write_sentences([candidate(template=name)], "de")[0].text for name in templates if "{rank}" in texts.raw(f"sentences.{name}")]
    assert len(written) >= 10
    for text in written:
        assert not any(word in text for word in JUDGING), text
        assert "{" not in text
