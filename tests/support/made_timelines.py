"""A small timeline made by hand, and hypothesis strategies for any event. Shared by the tests of several rooms."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from timeline.chrono.interval import Interval, Precision
from timeline.model.event import Actor, At, Claim, Dating, Event, EventMention, Place, SourceRef, StatusStep
from timeline.model.vocabulary import ActorType, Basis, Kind, PublishedBasis, Status

D = dt.date.fromisoformat

# ------------------------------------------------------------------ a timeline made by hand


def at(doc: str, start: int, text: str, rule: str = "name.full") -> At:
    return At(doc, start, start + len(text), text, rule)


def person(
    id: str, name: str, country: str, *, office: str | None = None, rank: str | None = None, role: str | None = None, doc: str = "d1"
) -> Actor:
    return Actor(id, name, ActorType.PERSON, country, office, role, rank, (at(doc, 4, name),))


def state(iso: str, name: str) -> Actor:
    return Actor(f"iso:{iso}", name, ActorType.STATE, iso)


def trump(**more: str) -> Actor:
    return person("Q22686", "Donald Trump", "US", office="President", rank="leader", **more)


def putin(**more: str) -> Actor:
    return person("Q7747", "Vladimir Putin", "RU", office="President", rank="leader", **more)


def rubio() -> Actor:
    return person("Q324546", "Marco Rubio", "US", office="Secretary of State", rank="minister")


def lavrov() -> Actor:
    return person("Q58217", "Sergey Lavrov", "RU", office="Minister of Foreign Affairs", rank="minister")


def dmitriev() -> Actor:
    return person("Q4161716", "Kirill Dmitriev", "RU", office="Special Envoy", rank="official")


def witkoff() -> Actor:
    return person("Q130984912", "Steve Witkoff", "US", office="Special Envoy", rank="official")


def day(text: str, words: str | None = None) -> Dating:
    return Dating(Interval.day(D(text)), Precision.DAY, Basis.STATED if words else Basis.RELATIVE_TO_DCT, words, 10, 20, text)


def window(start: str, end: str, precision: Precision, words: str) -> Dating:
    return Dating(Interval(D(start), D(end)), precision, Basis.RELATIVE_TO_DCT, words, 30, 30 + len(words), rule="timex.relative")


def source(doc: str, published: str | None, *, name: str = "Example News", url: str | None = None) -> SourceRef:
    basis = PublishedBasis.METADATA if published else PublishedBasis.NONE
    return SourceRef(
        doc, D(published) if published else None, basis, name, url or f"https://news.example/{doc}?a=1&b=2", f"Title of {doc}", "0" * 64
    )


def told(
    doc: str, start: int, text: str, sentence: str, *, status: Status | None = None, cue: str | None = None, rule: str = "meeting.meet"
) -> EventMention:
    offset = None if cue is None else start + 30
    end = None if offset is None or cue is None else offset + len(cue)
    return EventMention(doc, start, start + len(text), text, sentence, rule, status, cue, offset, end, "status.cue" if cue else None)


def step(
    status: Status, published: str, doc: str, *, by: str | None = None, said: str | None = None, sentence: str = "It was said."
) -> StatusStep:
    return StatusStep(status, by, D(said) if said else None, D(published), doc, 5, 9, sentence)


def budapest_story() -> tuple[Event, ...]:
    """Events of all kinds and most statuses: dated and not, merged and not, with a part, a conflict and a moved date."""
    call = Event(
        id="e-call",
        kind=Kind.CALL,
        subtype="phone",
        status=Status.HELD,
        status_as_of=D("2025-10-17"),
        dating=day("2025-10-16", "October 16, 2025"),
        participants=(trump(), putin()),
        countries=("RU", "US"),
        level="leader",
        duration="two hours",
        topic=at("d1", 200, "the war in Ukraine", "topic.about"),
        sources=(source("d1", "2025-10-17"),),
        mentions=(
            told(
                "d1",
                40,
                "spoke by phone",
                "Trump and Putin spoke by phone on October 16, 2025.",
                status=Status.HELD,
                cue="spoke",
                rule="call.speak",
            ),
        ),
        history=(step(Status.HELD, "2025-10-17", "d1"),),
        confidence=0.91,
    )
    early = Event(
        id="e-budapest",
        kind=Kind.MEETING,
        subtype="summit",
        status=Status.SCHEDULED,
        status_as_of=D("2025-10-17"),
        participants=(trump(), putin()),
        countries=("RU", "US"),
        place=Place("Budapest", "HU", 47.4979, 19.0402, (at("d1", 90, "Budapest", "place.city"),)),
        host_country="HU",
        level="leader",
        sources=(source("d1", "2025-10-17"),),
        mentions=(told("d1", 80, "summit", "They agreed to hold a summit in Budapest.", status=Status.SCHEDULED, cue="agreed to hold"),),
        history=(step(Status.SCHEDULED, "2025-10-17", "d1", sentence="They agreed to hold a summit in Budapest."),),
    )
    late = Event(
        id="e-budapest-late",
        kind=Kind.MEETING,
        subtype="summit",
        status=Status.DISPUTED,
        participants=(trump(), putin()),
        countries=("RU", "US"),
        sources=(source("d2", "2025-10-22", name="Second Post"),),
        mentions=(
            told(
                "d2",
                12,
                "summit",
                "“There will be no summit soon,” an official said; Moscow says <b>it is being prepared</b>.",
                status=Status.DISPUTED,
                cue="no",
            ),
        ),
        history=(
            step(Status.CANCELLED, "2025-10-22", "d2", by="White House", said="2025-10-21"),
            step(Status.DISPUTED, "2025-10-22", "d2", by="Kirill Dmitriev"),
        ),
    )
    budapest = Event(
        id="e-budapest",
        kind=Kind.MEETING,
        subtype="summit",
        status=Status.DISPUTED,
        status_as_of=D("2025-10-22"),
        participants=(trump(), putin()),
        countries=("RU", "US"),
        place=early.place,
        host_country="HU",
        level="leader",
        sources=early.sources + late.sources,
        mentions=early.mentions + late.mentions,
        history=early.history + late.history,
        claims=(
            Claim("status", "cancelled", "d2", 12, 18, "no summit", D("2025-10-21"), D("2025-10-22")),
            Claim("place", "Budapest", "d1", 90, 98, "Budapest", None, D("2025-10-17")),
        ),
        conflicts=("status: cancelled (White House), scheduled (Kirill Dmitriev)",),
        members=(early, late),
        reasons=("same participants and place, no other summit between",),
        n_sources=2,
        confidence=0.55,
    )
    ministers = Event(
        id="e-ministers",
        kind=Kind.MEETING,
        subtype="bilateral",
        status=Status.POSTPONED,
        status_as_of=D("2025-10-21"),
        dating=day("2025-10-23", "October 23"),
        previous=(day("2025-10-20"),),
        participants=(rubio(), lavrov()),
        countries=("RU", "US"),
        level="minister",
        sources=(source("d2", "2025-10-22"),),
        mentions=(told("d2", 300, "planned to meet", "The two planned to meet on October 23.", status=Status.SCHEDULED, cue="planned"),),
        history=(step(Status.SCHEDULED, "2025-10-20", "d2"), step(Status.POSTPONED, "2025-10-22", "d2", said="2025-10-21")),
        confidence=0.8,
    )
    helsinki = Event(
        id="e-helsinki",
        kind=Kind.MEETING,
        subtype="summit",
        status=Status.HELD,
        status_as_of=D("2018-07-24"),
        dating=window("2018-07-16", "2018-07-22", Precision.WEEK, "last week"),
        participants=(trump(role="guest"), putin(role="guest")),
        countries=("RU", "US"),
        place=Place("Helsinki", "FI", 60.1699, 24.9384),
        host_country="FI",
        level="leader",
        sources=(source("d3", "2018-07-24"),),
        mentions=(
            told("d3", 120, "summit", "The two presidents held their summit in Helsinki last week.", status=Status.HELD, cue="held"),
        ),
        history=(step(Status.HELD, "2018-07-24", "d3"),),
        confidence=0.93,
    )
    visit = Event(
        id="e-visit",
        kind=Kind.VISIT,
        status=Status.HELD,
        status_as_of=D("2025-04-03"),
        dating=window("2025-04-02", "2025-04-03", Precision.SPAN, "Wednesday and Thursday"),
        participants=(dmitriev(),),
        countries=("RU", "US"),
        place=Place("Washington", "US", 38.9072, -77.0369),
        host_country="US",
        level="official",
        sources=(source("d4", "2025-04-03"),),
        mentions=(
            told(
                "d4",
                10,
                "visited",
                "Dmitriev visited Washington on Wednesday and Thursday.",
                status=Status.HELD,
                cue="visited",
                rule="visit.visit",
            ),
        ),
        history=(step(Status.HELD, "2025-04-03", "d4"),),
        confidence=0.9,
    )
    talks = Event(
        id="e-talks",
        kind=Kind.MEETING,
        subtype="talks",
        status=Status.HELD,
        status_as_of=D("2025-04-03"),
        dating=day("2025-04-02"),
        participants=(dmitriev(), witkoff()),
        countries=("RU", "US"),
        place=visit.place,
        host_country="US",
        level="official",
        part_of="e-visit",
        sources=(source("d4", "2025-04-03"),),
        mentions=(told("d4", 70, "talks", "He held talks with Steve Witkoff.", status=Status.HELD, cue="held"),),
        confidence=0.85,
    )
    g20 = Event(
        id="e-g20",
        kind=Kind.MEETING,
        subtype="multilateral",
        status=Status.SCHEDULED,
        status_as_of=D("2018-07-24"),
        dating=window("2018-11-21", "2018-11-30", Precision.MONTH, "at the end of November"),
        participants=(
            state("AR", "Argentina"),
            Actor("org:G20", "G20", ActorType.ORGANISATION),
            state("NA", "Namibia"),
            state("RU", "Russia"),
        ),
        countries=("AR", "NA", "RU"),
        place=Place("Argentina", "AR"),
        host_country="AR",
        level="organisation",
        stale=True,
        sources=(source("d3", "2018-07-24"),),
        mentions=(
            told("d3", 400, "meeting", "G20 leaders will meet in Argentina at the end of November.", status=Status.SCHEDULED, cue="will"),
        ),
        confidence=0.7,
    )
    denied = Event(
        id="e-denied",
        kind=Kind.MEETING,
        status=Status.DENIED,
        status_as_of=D("2025-10-09"),
        participants=(lavrov(), witkoff()),
        countries=("RU", "US"),
        level="minister",
        sources=(source("d5", "2025-10-09"),),
        mentions=(told("d5", 30, "meeting", "The ministry denied that a meeting was planned.", status=Status.DENIED, cue="denied"),),
    )
    postponed = Event(
        id="c-postponed",
        kind=Kind.POSTPONEMENT,
        about="e-ministers",
        actors=(state("US", "United States"),),
        dating=day("2025-10-21", "on Tuesday"),
        sources=(source("d2", "2025-10-22"),),
        mentions=(told("d2", 350, "put off", "The meeting was put off on Tuesday.", rule="postponement.put_off"),),
        confidence=0.75,
    )
    invited = Event(
        id="c-invited",
        kind=Kind.INVITATION,
        about="e-budapest-late",
        actors=(trump(),),
        targets=(putin(),),
        sources=(source("d1", "2025-10-17"),),
        mentions=(told("d1", 500, "invited", "Trump invited Putin to another summit.", rule="invitation.invite"),),
    )
    return (denied, call, budapest, postponed, ministers, helsinki, visit, talks, g20, invited)


# ------------------------------------------------------------------ any event

#: Few examples, each of many parts; what fails is not shrunk, as that takes minutes with values as wide as these.
ugly = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

#: Text that breaks careless writers, beside whatever hypothesis finds.
UGLY = (
    "",
    " ",
    "NA",
    "null",
    "nan",
    "=1+1",
    "+49",
    "-5",
    "@home",
    "'quoted",
    "'=1+1",
    "''=1",
    "\tTab",
    "a\nb",
    "a\r\nb",
    "a\rb",
    'He said "no", twice',
    "a;b; c",
    "; ",
    "🤝 встреча",
    "שלום עולם",
    "مرحبا",
    "\u202eright to left",
    "a\u2028b\u0085c",
    "<script>alert(1)</script>",
    "x" * 3000,
    "1e5",
    "2025-10-22",
    "true",
)
texts = st.one_of(st.sampled_from(UGLY), st.text(max_size=10))
names = texts.filter(bool)
maybe_text = st.none() | texts
days = st.dates(D("1816-01-01"), D("2100-12-31"))
maybe_day = st.none() | days
offsets = st.integers(0, 10_000)
statuses = st.sampled_from(Status)
countries = st.sampled_from(("NA", "US", "RU", "FR", "FI", "TR"))
doc_ids = st.sampled_from(("d1", "d2", "folder/d 3.txt", "д4", "=d5"))


@st.composite
def datings(draw: st.DrawFn) -> Dating:
    start = draw(days)
    interval = draw(st.none() | st.builds(lambda n: Interval(start, start + dt.timedelta(n)), st.integers(0, 400)))
    return Dating(
        interval,
        draw(st.sampled_from(Precision)) if interval else Precision.NONE,
        draw(st.sampled_from(Basis)) if interval else Basis.NONE,
        draw(maybe_text),
        draw(st.none() | offsets),
        draw(st.none() | offsets),
        draw(maybe_text),
        draw(maybe_text),
        draw(maybe_text),
        draw(st.booleans()),
    )


ats = st.builds(At, doc_ids, offsets, offsets, texts, texts)
actors = st.builds(
    Actor,
    st.sampled_from(("Q1", "Q2", "iso:RU", "iso:NA", "org:NATO", "local:ab", "office:HU/foreign_minister")),
    names,
    st.sampled_from(ActorType),
    st.none() | countries,
    maybe_text,
    maybe_text,
    st.none() | st.sampled_from(("leader", "minister")),
    st.lists(ats, max_size=2).map(tuple),
)
degrees = st.none() | st.floats(-90, 90)
places = st.builds(Place, names, st.none() | countries, degrees, degrees, st.lists(ats, max_size=1).map(tuple))
mentions = st.builds(
    EventMention,
    doc_ids,
    offsets,
    offsets,
    texts,
    texts,
    texts,
    st.none() | statuses,
    maybe_text,
    st.none() | offsets,
    st.none() | offsets,
    maybe_text,
)
steps = st.builds(StatusStep, statuses, maybe_text, maybe_day, maybe_day, doc_ids, offsets, offsets, texts)
claims = st.builds(
    Claim,
    st.sampled_from(("status", "start")),
    maybe_text,
    doc_ids,
    st.none() | offsets,
    st.none() | offsets,
    maybe_text,
    maybe_day,
    maybe_day,
)
sources = st.builds(SourceRef, doc_ids, maybe_day, st.sampled_from(PublishedBasis), maybe_text, maybe_text, maybe_text, maybe_text)
confidences = st.none() | st.floats(0, 1)


def _several(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


def _common(id: st.SearchStrategy[str], members: st.SearchStrategy) -> dict[str, st.SearchStrategy]:
    return {
        "id": id,
        "dating": datings(),
        "sources": st.lists(sources, min_size=1, max_size=3, unique_by=lambda s: s.doc_id).map(tuple),
        "mentions": _several(mentions),
        "confidence": confidences,
        "subtype": maybe_text,
        "topic": st.none() | ats,
        "duration": maybe_text,
        "claims": _several(claims, 2),
        "conflicts": _several(texts, 2),
        "reasons": _several(texts, 2),
        "corrected": _several(st.sampled_from(("status", "start")), 2),
        "n_sources": st.integers(1, 5),
        "members": members,
        "extra": st.dictionaries(st.sampled_from(("notes", "=my column", "Ünïcode")), names, max_size=2).map(
            lambda found: tuple(sorted(found.items()))
        ),
    }


def encounters(id: st.SearchStrategy[str], members: st.SearchStrategy | None = None) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        kind=st.sampled_from((Kind.MEETING, Kind.CALL, Kind.VISIT)),
        status=st.none() | statuses,
        status_as_of=maybe_day,
        participants=st.lists(actors, max_size=4).map(lambda found: tuple(sorted(found, key=lambda a: a.name))),
        place=st.none() | places,
        host_country=st.none() | countries,
        countries=st.lists(countries, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
        level=st.none() | st.sampled_from(("leader", "minister", "official", "parliament", "organisation")),
        part_of=st.none() | st.sampled_from(("e0", "e1")),
        follows=st.none() | st.just("e0"),
        previous=_several(datings(), 2),
        history=_several(steps),
        stale=st.booleans(),
        **_common(id, st.just(()) if members is None else members),
    )


def changes(id: st.SearchStrategy[str], about: st.SearchStrategy[str | None]) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        kind=st.sampled_from([kind for kind in Kind if kind.family == "change"]),
        about=about,
        actors=_several(actors),
        targets=_several(actors),
        **_common(id, st.just(())),
    )


@st.composite
def event_lists(draw: st.DrawFn, most: int = 4) -> tuple[Event, ...]:
    """Events of one timeline: encounters (some merged of members), and changes about them or about nothing."""
    found = []
    for n in range(draw(st.integers(0, most))):
        members = st.just(()) | st.tuples(encounters(st.just(f"e{n}")), encounters(st.just(f"m{n}")))
        found.append(draw(encounters(st.just(f"e{n}"), members)))
    known = [event.id for event in found]
    for n in range(draw(st.integers(0, 3))):
        found.append(draw(changes(st.just(f"c{n}"), st.none() | st.sampled_from(known) if known else st.none())))
    return tuple(draw(st.permutations(found)))
