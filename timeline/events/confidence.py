"""How sure an event is: the probability that kind, participants, status and date are all right, in a few steps.

A logistic model over what the text tells of an event, fitted on articles with gold and cross-validated by article; the script
``benchmarks/events_confidence.py`` fits it anew and prints the weights below and the table of steps against what was right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from timeline.events.grouping import Group
from timeline.events.telling import side
from timeline.model.event import Event
from timeline.model.vocabulary import ActorType, Kind

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "bias": 0.32,
        "several mentions": -0.47,
        "dated": 0.64,
        "two people": 0.43,
        "two sides": -0.43,
        "many": -0.16,
        "visit": 0.64,
        "placed": 0.46,
    }
)
STEPS = (0.5, 0.65, 0.8)
CHANGES: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.ANNOUNCEMENT: 0.7,
        Kind.CANCELLATION: 0.65,
        Kind.CONFIRMATION: 0.8,
        Kind.DENIAL: 0.8,
        Kind.INVITATION: 0.75,
        Kind.POSTPONEMENT: 0.5,
    }
)


def features(event: Event, group: Group) -> dict[str, float]:
    """What the confidence rests on, each 0 or 1 (the bias always 1)."""
    people = event.participants
    return {
        "bias": 1.0,
        "several mentions": float(len(group.tellings) > 1),
        "dated": float(event.dating.interval is not None),
        "two people": float(sum(a.type is ActorType.PERSON for a in people) >= 2),
        "two sides": float(len({side(a) for a in people}) == 2),
        "many": float(len(people) > 3),
        "visit": float(event.kind is Kind.VISIT),
        "placed": float(event.place is not None),
    }


def probability(values: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """The model's probability for features.

    >>> probability({"bias": 1.0}, {"bias": 0.0})
    0.5
    """
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in values.items())))


def confidence(event: Event, group: Group) -> float:
    """The confidence of an encounter: the step next to the model's probability."""
    p = probability(features(event, group))
    return min(STEPS, key=lambda step: (abs(step - p), step))


def change_confidence(kind: Kind) -> float:
    """The confidence of a change: the share of its kind that was right."""
    return CHANGES.get(kind, 0.5)
