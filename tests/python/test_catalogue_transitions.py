"""Transitions as the catalogue defines them, from figures of one's own."""

import pytest

import werdegang as wg


@pytest.mark.parametrize("axis", ["origin", "destination"])
def test_origins_and_destinations_are_the_stages(axis):
    listed = wg.codelist(axis)
    total, *members = listed.members
    assert total.code == "total" and total.kind == "total"
    assert [(member.code, member.label_de, member.label_en) for member in members] == [(stage.id, stage.label_de, stage.label_en) for stage in wg.known_stages()]
    assert [listed.members[member.parent].code if member.parent >= 0 else "" for member in members] == [stage.parent for stage in wg.known_stages()]

