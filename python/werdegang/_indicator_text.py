"""What the catalogue says about an indicator, in words."""

from __future__ import annotations

import html

from werdegang import _text
from werdegang._core import Indicator

_ROOMS = {
    "network": ("Netzwerkmaße", "measures of networks"),
    "supply": ("Wege und Erreichbarkeit", "distances and what can be reached"),
    "histories": ("Verläufe einzelner Personen", "histories of persons"),
    "projection": ("Vorausberechnung", "projections"),
    "strategy": ("Strategien und ihr Stand", "strategies and their progress"),
}
_INTERVALS = {"wilson": "Wilson", "clopper_pearson": "Clopper-Pearson", "jeffreys": "Jeffreys", "exact_count": "Poisson", "byar": "Byar"}


def room_text(needs: str, lang: str) -> str:
    """The part of the library that is missing, in words."""
    return _text.pick(lang, *_ROOMS.get(needs, (needs, needs)))


def way(indicator: Indicator, lang: str) -> tuple[str, str]:
    """How it is computed where it is not by its formula alone."""
    if indicator.computable == "no":
        return _text.pick(lang, "noch nicht berechenbar, es fehlt", "not computable yet, missing is"), room_text(indicator.needs, lang)
    if indicator.computable == "function":
        return _text.pick(lang, "berechnet von", "computed by"), f"wg.{indicator.function}"
    return _text.pick(lang, "in allgemeiner Form", "in its general form"), f"wg.{indicator.function}" if indicator.function else ""


def _unit(indicator: Indicator, lang: str) -> str:
    try:
        words = _text.unit_text(indicator.unit, lang)
    except ValueError:
        words = indicator.unit
    plural = "" if indicator.decimals == 1 else _text.pick(lang, "n", "s")
    return _text.pick(lang, f"{words or 'Zahl'}, mit {indicator.decimals} Nachkommastelle{plural}", f"{words or 'number'}, with {indicator.decimals} decimal{plural}")


def _range(indicator: Indicator, lang: str) -> str:
    if indicator.lowest is None or indicator.highest is None:
        return ""
    return _text.pick(lang, f"{indicator.lowest:g} bis {indicator.highest:g}", f"{indicator.lowest:g} to {indicator.highest:g}")


def _origin(indicator: Indicator, lang: str) -> str:
    status = f"{_text.definition_status(indicator.status, lang)} ({indicator.status})" if indicator.status else ""
    return "; ".join(part for part in (status, indicator.reference) if part)


def facts(indicator: Indicator, lang: str) -> list[tuple[str, str]]:
    """Name and text of everything that may be known beside label and definition; empty where it is not."""
    return [
        (_text.pick(lang, "Zähler", "numerator"), _text.pick(lang, indicator.numerator_de, indicator.numerator_en)),
        (_text.pick(lang, "Nenner", "denominator"), _text.pick(lang, indicator.denominator_de, indicator.denominator_en)),
        (_text.pick(lang, "Stichtag", "reference date"), _text.pick(lang, indicator.reference_rule_de, indicator.reference_rule_en)),
        (_text.pick(lang, "Ort", "place"), _text.pick(lang, indicator.place_de, indicator.place_en)),
        (_text.pick(lang, "Gebietsänderungen", "changes of borders"), _text.pick(lang, indicator.territory_de, indicator.territory_en)),
        (_text.pick(lang, "Hinweis", "note"), _text.pick(lang, indicator.note_de, indicator.note_en)),
        (_text.pick(lang, "Formel", "formula"), indicator.formula),
        (_text.pick(lang, "mathematisch", "in mathematics"), indicator.expression),
        way(indicator, lang),
        (_text.pick(lang, "Einheit", "unit"), _unit(indicator, lang)),
        (_text.pick(lang, "Unsicherheitsbereich", "interval"), _INTERVALS.get(indicator.interval, "")),
        (_text.pick(lang, "immer gegliedert nach", "always broken down by"), ", ".join(indicator.default_by)),
        (_text.pick(lang, "Gliederungen", "breakdowns"), ", ".join(indicator.breakdowns)),
        (_text.pick(lang, "üblicher Bereich", "usual range"), _range(indicator, lang)),
        (_text.pick(lang, "Statistik", "statistics"), _text.pick(lang, indicator.source_statistic_de, indicator.source_statistic_en)),
        (_text.pick(lang, "Tabellen", "tables"), ", ".join(indicator.source_tables)),
        (_text.pick(lang, "Definition", "definition"), _origin(indicator, lang)),
    ]


def indicator_text(indicator: Indicator, lang: str = "de") -> str:
    """Label, definition and everything else that the catalogue says, one to a line."""
    head = f"{indicator.id}  {_text.pick(lang, indicator.label_de, indicator.label_en)}".rstrip()
    definition = _text.pick(lang, indicator.definition_de, indicator.definition_en)
    return "\n    ".join([head, *filter(None, [definition]), *(f"{name}: {text}" for name, text in facts(indicator, lang) if text.strip())])


def _indicator_html(indicator: Indicator) -> str:
    """German and English beside each other where they differ."""
    rows = []
    for (german, text_de), (english, text_en) in zip(facts(indicator, "de"), facts(indicator, "en"), strict=True):
        if not text_de and not text_en:
            continue
        cells = f'<td colspan="2">{html.escape(text_de)}</td>' if text_de == text_en else f"<td>{html.escape(text_de)}</td><td>{html.escape(text_en)}</td>"
        rows.append(f'<tr><th scope="row">{html.escape(german)}<br><small>{html.escape(english)}</small></th>{cells}</tr>')
    style = "text-align:left;vertical-align:top"
    body = "".join(rows).replace("<td", f'<td style="{style}"').replace("<th", f'<th style="{style};font-weight:normal"')
    head = f"<p><strong>{html.escape(indicator.id)}</strong></p>"
    labels = "".join(
        f'<td style="{style}"{span}><strong>{html.escape(label)}</strong><br>{html.escape(definition)}</td>'
        for label, definition, span in _said_once(indicator)
    )
    return f'{head}<table class="werdegang"><tbody><tr><th></th>{labels}</tr>{body}</tbody></table>'


def _said_once(indicator: Indicator) -> list[tuple[str, str, str]]:
    """Label and definition of each language; once where only one is given."""
    german, english = (indicator.label_de, indicator.definition_de), (indicator.label_en, indicator.definition_en)
    if german == english or not any(english):
        return [(*german, ' colspan="2"')]
    return [(*english, ' colspan="2"')] if not any(german) else [(*german, ""), (*english, "")]


Indicator.text = indicator_text
Indicator.__str__ = indicator_text
Indicator._repr_html_ = _indicator_html
