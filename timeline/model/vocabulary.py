"""The closed vocabularies of the record. Definitions and examples stand in the codebook."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """Encounters are contacts; changes create, move or end one."""

    ENCOUNTER = "encounter"
    CHANGE = "change"


class Kind(StrEnum):
    """The three kinds of encounter, then the six of change, each with its family."""

    family: Family

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    ANNOUNCEMENT = "announcement"
    INVITATION = "invitation"
    CONFIRMATION = "confirmation"
    DENIAL = "denial"
    POSTPONEMENT = "postponement"
    CANCELLATION = "cancellation"

    def __init__(self, value: str) -> None:
        self.family = Family.ENCOUNTER if value in ("meeting", "call", "visit") else Family.CHANGE


class Status(StrEnum):
    """State of an encounter as last told."""

    HELD = "held"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    NOT_HELD = "not_held"
    DISPUTED = "disputed"


class Basis(StrEnum):
    """How a date was found."""

    STATED = "stated"
    RELATIVE_TO_DCT = "relative_to_dct"
    RELATIVE_TO_TIMEX = "relative_to_timex"
    RELATIVE_TO_EVENT = "relative_to_event"
    DATELINE = "dateline"
    INFERRED_DCT = "inferred_dct"
    NONE = "none"


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    OFFICE = "office"


class Level(StrEnum):
    """The highest rank that takes part, highest first."""

    LEADER = "leader"
    MINISTER = "minister"
    OFFICIAL = "official"
    PARLIAMENT = "parliament"
    ORGANISATION = "organisation"


class PublishedBasis(StrEnum):
    """What a document's publication date rests on, surest first."""

    METADATA = "metadata"
    FIELD = "field"
    PAGE = "page"
    FEED = "feed"
    HEAD = "head"
    DATELINE = "dateline"
    OPTION = "option"
    INFERRED = "inferred"
    NONE = "none"
