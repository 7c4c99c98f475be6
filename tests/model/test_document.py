"""What a document takes from its user, and in which form it keeps it."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.model.document import Document
from timeline.model.vocabulary import PublishedBasis


def test_a_basis_told_by_its_word_is_kept_as_one() -> None:
    document = Document(text="A text.", published=dt.date(2025, 4, 3), published_basis="page")  # type: ignore[arg-type]
    assert document.published_basis is PublishedBasis.PAGE


def test_a_day_without_a_basis_came_with_the_document() -> None:
    assert Document(text="A text.", published="2025-04-03").published_basis is PublishedBasis.FIELD  # type: ignore[arg-type]


def test_a_day_in_another_form_is_refused_with_the_right_one() -> None:
    with pytest.raises(ValueError, match=r"'22/10/25' is no day. Write it as 2025-10-22"):
        Document(text="A text.", published="22/10/25")  # type: ignore[arg-type]


def test_a_basis_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="hearsay"):
        Document(text="A text.", published_basis="hearsay")  # type: ignore[arg-type]
