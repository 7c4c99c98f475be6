"""Acts that create, move or end an encounter: which encounter each one is about, who acts, on which day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from timeline.chrono.interval import Precision
from timeline.events.actors import Roster
from timeline.events.agreement import same_place
from timeline.events.encounters import Made, Source, day
from timeline.events.groups import Group
from timeline.events.telling import NO_DATE, Telling, side
from timeline.model.event import Actor, Dating, Event, Place, StatusStep
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Basis, Kind, Status

_SAID = frozenset({Kind.ANNOUNCEMENT.value, Kind.CONFIRMATION.value, Kind.DENIAL.value})
_VERBS = r"(?:said|told|added|noted|stressed|announced|stated|explained|reiterated|confirmed|declared|highlighted|recogni[sz]ed|indicated)"
_SAYING = frozenset({"said", "added", "adding", "noted", "noting", "saying", "announced", "stated", "explained", "confirmed", "stressed"})
#: What an act is about that names nothing: "(it) was put off", "the talks, (which) had to be put off".
_IT = re.compile(r"\b(?:it|they|this|that|which)\b[^,;:]{0,40}$", re.IGNORECASE)
_BACK = 5  # paragraphs back to whoever spoke last
_GOES_ON = re.compile(
    r"\b(?:it|he|she|the (?:statement|communique|spokes(?:man|woman|person)|ministry|office))\b(?:(?: \w+){1,2},)? *$", re.IGNORECASE
)
_SAYS_BEHIND = re.compile(rf"(?:,[^,.\n]{{0,80}},)?\s+(?:\w+\s+)?(?:{_VERBS}|(?:issued|released|published) a (?:\w+ )?statement)\b")
_SAYS_BEFORE = re.compile(rf"\b{_VERBS}\s+(?:\w+\s+){{0,6}}$")


def changes_of(
    changes: Sequence[Telling], made: Mapping[int, Made], owner: Mapping[int, Group], source: Source, roster: Roster
) -> list[Event]:
    """The changes that a document tells, each act once, in text order.

    ``made`` are the document's encounters by ``id()`` of their groups, ``owner`` the group of each trigger by its position. A change
    about no encounter of the document is left out.
    """
    out: list[Event] = []
    seen: dict[tuple[str, str, frozenset[str]], int] = {}
    told_by: dict[int, list[Made]] = {}  # the encounters of each trigger: several where it tells the legs of a journey
    for m in made.values():
        for index in dict.fromkeys(x.index for x in m.group.tellings):
            told_by.setdefault(index, []).append(m)
    for t in changes:
        about = _about(t, made, owner, told_by)
        if about is None or (t.about is None and not _meant(about, t, source.document.text)):
            continue
        near = t.about is None or _follows(about, t, source.document.text)
        named = t.about is not None and (t.kind not in _ENDS or any(x.index == t.about for x in about.group.tellings))
        if not named and not near and t.kind == Kind.DENIAL:
            continue
        spoke = _spoke_before(t, source, roster)
        actors = (t.actors if spoke is None else spoke) or _official(t, about.event, roster) or _host(t, about.event, roster)
        if not actors and t.mention.rule == "announce.agree" and len(about.event.participants) > 1:
            actors = about.event.participants  # "the two sides agreed to meet again": those who are to meet
        if near and not named and (t.about is None or _says_so(t, owner)):
            _end(about, t if actors is t.actors else replace(t, actors=actors), source)
        event = _change(t if actors is t.actors else replace(t, actors=actors), about.event, source)
        if event.kind is Kind.INVITATION:
            same = next((n for n, e in enumerate(out) if e.kind is Kind.INVITATION and _same_invitation(e, event, made)), None)
            if same is not None:
                old = out[same]
                who = event.actors if _of_the_host(old) and event.actors else old.actors
                out[same] = replace(old, mentions=(*old.mentions, *event.mentions), actors=who, targets=old.targets or event.targets)
                continue
        told_once = event.kind in (Kind.ANNOUNCEMENT, Kind.POSTPONEMENT, Kind.CANCELLATION)
        key = (event.kind.value, about.event.id, frozenset() if told_once else frozenset(side(a) for a in event.actors))
        if event.kind is Kind.DENIAL and not event.actors:
            key = next((k for k in seen if k[:2] == key[:2]), key)  # "There was no such meeting," a spokesman said, after a denial
        if key in seen and not _announced_apart(out[seen[key]], event):
            n = seen[key]
            old = out[n]
            out[n] = replace(
                old,
                mentions=(*old.mentions, *event.mentions),
                dating=old.dating if old.dating.interval else event.dating,
                actors=old.actors or event.actors,
                targets=old.targets or event.targets,
            )
            continue
        seen[key] = len(out)
        out.append(event)
    for m in made.values():
        if m.event.status is Status.DENIED:
            _dispute(m, out, source)
        elif m.event.status is Status.NOT_HELD and (step := _put_off_with(m, made.values(), out)) is not None:
            m.event = replace(m.event, status=step.status, history=(*m.event.history, step))
    return _once(out)


def _put_off_with(made: Made, others: Iterable[Made], changes: Sequence[Event]) -> StatusStep | None:
    """What became of the trip to which "he had been due in Rome on Friday" looks back: also of one that is put off to another day."""
    if not all(_looks_back(t) for t in made.group.tellings):
        return None
    people = {a.id for a in made.event.participants}
    trips = (o.event for o in others if o.event.kind is Kind.VISIT and people & {a.id for a in o.event.participants})
    told = [(e, e.history[-1]) for e in trips if e.history]
    moved = {c.about for c in changes if c.kind is Kind.POSTPONEMENT}
    ended = (s for e, s in told if s.status is e.status and s.status in (Status.POSTPONED, Status.CANCELLED))
    later = (replace(s, status=Status.POSTPONED) for e, s in told if e.id in moved)
    return next(ended, None) or next(later, None)


def _looks_back(telling: Telling) -> bool:
    return any(c.rule.endswith("plan.thwarted") for c in telling.mention.cues[:1])


def _dispute(made: Made, changes: Sequence[Event], source: Source) -> None:
    """What one party announces or confirms and another denies is disputed."""
    about = [c for c in changes if c.about == made.event.id]
    deny = {side(a) for c in about if c.kind is Kind.DENIAL for a in c.actors}
    for c in about:
        affirms = c.kind in (Kind.ANNOUNCEMENT, Kind.CONFIRMATION) and c.actors
        if affirms and deny and not deny & {side(a) for a in c.actors}:
            said = ", ".join(sorted(a.name for a in c.actors))
            word = c.mentions[0]
            step = StatusStep(Status.DISPUTED, said, None, source.document.published, word.doc_id, word.start, word.end, word.sentence)
            made.event = replace(made.event, status=Status.DISPUTED, history=(*made.event.history, step))
            return


_ENDS = {
    Kind.POSTPONEMENT.value: Status.POSTPONED,
    Kind.CANCELLATION.value: Status.CANCELLED,
    Kind.DENIAL.value: Status.DENIED,
}


#: What becomes of an invitation of the sentences before: "They accepted", "he declined".
_ANSWERS = {"accept.verb": Status.SCHEDULED, "refuse.verb": Status.NOT_HELD}


def _says_so(act: Telling, owner: Mapping[int, Group]) -> bool:
    """True where the words that an act governs tell its outcome; not for "has repeatedly been postponed"."""
    g, ends = owner.get(act.about) if act.about is not None else None, _ENDS.get(act.kind)
    return g is not None and ends is not None and any(x.index == act.about and x.cue == ends.value for x in g.tellings)


def _meant(about: Made, act: Telling, text: str) -> bool:
    """True where a word that names no encounter ("it was put off", "the postponement") means this one: a party to it acts, or the words
    follow upon a sentence of its own and do not tell of an act by somebody of whom nobody knows ("the theatre postponed it")."""
    if act.mention.subtype is not None or act.kind not in _ENDS:
        return True
    if act.mention.rule != "deny.verb" and {side(a) for a in about.event.participants} & {side(a) for a in act.actors}:
        return True
    start = act.mention.sentence[0]
    if not act.actors and not act.mention.rule.endswith(".noun") and _IT.search(text, start, act.mention.start) is None:
        return False
    return _follows(about, act, text)


def _follows(about: Made, act: Telling, text: str) -> bool:
    """True for an act told in the same sentence as an encounter or in the next one."""
    start = act.mention.sentence[0]
    own = (x.mention for x in about.group.tellings if x.mention.start < act.mention.start)
    return any(m.sentence[0] == start or not text[m.sentence[1] : start].strip() for m in own)


def _end(about: Made, act: Telling, source: Source) -> None:
    """What becomes of a plan that another sentence ends: "It was put off on Sunday", "no such meeting had been discussed".

    The act's own words are a mention and a step of the encounter.
    """
    status = _ANSWERS.get(act.mention.rule) or _ENDS.get(act.kind)
    anew = any(x.index > act.index and x.cue == "scheduled" and x.firm for x in about.group.tellings)
    open_ = about.event.status in (Status.SCHEDULED, Status.PROPOSED)
    open_ = open_ or (act.mention.rule == "deny.verb" and len(about.group.tellings) == 1)  # a report of a meeting, and "Ankara denied it"
    if status is not None and not anew and (open_ or (about.event.status is Status.NOT_HELD and status is not Status.DENIED)):
        event, m = about.event, act.mention
        if event.status is Status.HELD and {s.by for s in event.history if s.by} - {a.name for a in act.actors}:
            status = Status.DISPUTED  # "Israel said it held talks with Qatar. Qatar denied it."
        word = source.mention(act, status.value)
        step = StatusStep(
            status,
            ", ".join(sorted(a.name for a in act.actors)) or None,
            act.said_on,
            source.document.published,
            word.doc_id,
            m.start,
            m.end,
            word.sentence,
        )
        word = replace(word, status_cue=word.text, cue_start=m.start, cue_end=m.end, cue_rule=m.rule)
        about.event = replace(event, status=status, mentions=(*event.mentions, word), history=(*event.history, step))


def _about(t: Telling, made: Mapping[int, Made], owner: Mapping[int, Group], told_by: Mapping[int, Sequence[Made]]) -> Made | None:
    """The encounter that an act is about: the one that its own words govern, else the one told elsewhere that they fit best."""
    if t.about is None:
        return _told_elsewhere(t, t.mention.subtype, made)
    if legs := told_by.get(t.about):
        return _at_its_place(min(legs, key=lambda m: _leg(m, t.about)), made)
    g = owner.get(t.about)
    named = next((x for x in g.tellings if x.index == t.about), None) if g is not None else None
    moved = t.kind in (Kind.POSTPONEMENT, Kind.CANCELLATION, Kind.INVITATION)
    denied = t.mention.rule == "deny.verb" and named is not None and named.mention.text.lower() != "talk"  # "dismissed talk of"
    if named is None or not (denied or (moved and named.mention.reference == "definite")):
        return None
    if {a.id for a in named.participants} - {a.id for a in t.actors}:
        return None
    place = named.place if named.place_named else None
    return _told_elsewhere(t, named.kind, made, place)  # "the trip", "any meeting": told of nobody but whoever moves or denies it


def _told_elsewhere(t: Telling, kind: str | None, made: Mapping[int, Made], at: Place | None = None) -> Made | None:
    """The encounter of another sentence that an act is about: of the kind that its words name, at the place that they name, with its
    doers, told last."""
    place = t.place if any(a.rule == "slot.held_at" for a in t.mention.arguments) else at
    planned = t.kind in (Kind.POSTPONEMENT, Kind.CANCELLATION, Kind.INVITATION, Kind.ANNOUNCEMENT)
    fitting = []
    for m in made.values():
        told = [x for x in m.group.tellings if x.mention.start < t.mention.start or place is not None]
        near = min((abs(t.mention.paragraph - x.mention.paragraph) for x in told), default=99)
        if not told or (place is None and near > (6 if kind is not None else 3)):
            continue
        if kind is not None and m.event.kind.value != kind:
            continue
        if place is not None and (m.event.place is None or not same_place(m.event.place, place)):
            continue
        if planned and m.event.status is Status.HELD:
            continue
        people = {side(a) for a in m.event.participants} | {m.event.host_country}
        involved = bool(people & {side(a) for a in (*t.actors, *t.targets)})
        if t.kind == Kind.INVITATION and kind is None and place is None and not involved:
            continue
        if t.mention.rule in _ANSWERS and not (involved and m.event.status is Status.PROPOSED):
            continue
        visit = t.kind == Kind.INVITATION and m.event.kind is Kind.VISIT
        fitting.append((visit, involved, max(x.mention.start for x in told), m))
    return max(fitting, key=lambda p: p[:3])[3] if fitting else None


def _leg(made: Made, index: int | None) -> int:
    """Where the words stand that name a leg of a journey told by one trigger; the first leg is the one announced."""
    return min((x.leg[0] if x.leg else x.mention.start for x in made.group.tellings if x.index == index), default=0)


def _at_its_place(made: Made, others: Mapping[int, Made]) -> Made:
    """Whoever is invited to the place of a planned meeting is invited to the meeting."""
    told = made.group.tellings
    if made.event.kind is not Kind.VISIT or made.event.place is None or any(not _implied(x) for x in told):
        return made
    meetings = [
        m
        for m in others.values()
        if m.event.kind is Kind.MEETING
        and m.event.status in (Status.SCHEDULED, Status.PROPOSED, Status.ONGOING, Status.POSTPONED)
        and m.event.place is not None
        and same_place(m.event.place, made.event.place)
    ]
    return meetings[0] if meetings else made


def _implied(telling: Telling) -> bool:
    """True for a visit that only an invitation tells of."""
    return any(c.rule == "context.invited" for c in telling.mention.cues)


def _official(t: Telling, about: Event, roster: Roster) -> tuple[Actor, ...]:
    """For whom an official speaks whom nothing names: for the state where he speaks, if that is a party to the encounter or its host."""
    spoken_at = any(a.rule in ("slot.speaker", "slot.here") for a in t.mention.arguments)
    country = t.place.country if t.place is not None and spoken_at else None
    if country is None or country not in {*about.countries, about.host_country}:
        return ()
    state = roster.owner(f"iso:{country}")
    return () if state is None or t.place is None else (replace(state, at=tuple(replace(at, rule="speaker.place") for at in t.place.at)),)


def _spoke_before(t: Telling, source: Source, roster: Roster) -> tuple[Actor, ...] | None:
    """Who goes on speaking in "…, he said", "…, it added", "the statement said, adding": whoever spoke last in the lines before.

    What stands before "he said" tells of others: its subject is not the speaker. None where the words themselves tell who speaks.
    """
    m, text = t.mention, source.document.text
    if t.kind not in _SAID or m.text.lower() not in _SAYING:
        return None
    actors = source.lifted.actors
    told = [actors[a.index] for a in m.arguments if a.role == "actor" and a.target == "actor"]
    if not told and not _GOES_ON.search(text, m.sentence[0], m.start):
        return None
    behind = text[m.end : m.sentence[1]].strip(" .”\"'") == ""  # "…, he said."
    if any(a.rule != "actor.pronoun.fronted" and not (behind and a.text.lower() in ("he", "she")) for a in told):
        return None
    paragraphs = source.lifted.paragraphs
    first = paragraphs[max(0, m.paragraph - _BACK)].start
    for n in range(bisect_left(actors, m.sentence[0], key=lambda a: a.start) - 1, -1, -1):
        a = actors[n]
        if a.start < first:
            break
        if a.form in ("pronoun", "group"):
            continue
        if _SAYS_BEHIND.match(text, a.end) or _SAYS_BEFORE.search(text, max(first, a.start - 60), a.start):
            found = roster.actor(n)
            if len(found) == 1 and (not told or found[0].type is not ActorType.STATE):
                return (replace(found[0], at=tuple(replace(at, rule="speaker.before") for at in found[0].at)),)
    return () if all(a.rule == "actor.pronoun.fronted" for a in told) else None


def _host(t: Telling, about: Event, roster: Roster) -> tuple[Actor, ...]:
    """Who invites where nobody says it: "received an invitation to visit Turkey" comes from the state that is to be visited."""
    if t.place is None or not t.place.country or not any(a.rule == "slot.inviter" for a in t.mention.arguments):
        return ()
    state = roster.owner(f"iso:{t.place.country}")
    if state is None or any(side(a) == t.place.country for a in (*about.participants, *t.targets)):
        return ()
    return (replace(state, at=tuple(replace(at, rule="invitation.host") for at in t.place.at)),)


def _change(t: Telling, about: Event, source: Source) -> Event:
    kind = Kind(t.kind)
    dct = source.document.published
    dating = t.dating
    if dating.interval is not None and dct is not None and dating.interval.start > dct:
        dating = NO_DATE  # the day of the encounter, not of the act
    window = dating.interval
    if window is not None and dct is not None and t.said_on is not None and window.start <= t.said_on <= dct < window.end:
        dating = NO_DATE  # "said on Monday that he was delaying his trip this week": the week of the trip
    if dating.interval is None and t.said_on is not None:
        dating = Dating(day(t.said_on), Precision.DAY, Basis.RELATIVE_TO_DCT, rule="time.said")
    if dating.interval is None and dct is not None and _reported(t, source.lifted):
        dating = Dating(day(dct), Precision.DAY, Basis.RELATIVE_TO_DCT, rule="report.day")
    return Event(
        id=source.new_id(kind, t.mention.start, t.mention.end),
        kind=kind,
        dating=dating,
        sources=source.refs,
        mentions=(source.mention(t, None),),
        about=about.id,
        actors=tuple(sorted(t.actors, key=lambda a: (a.name, a.id))),
        targets=tuple(sorted(t.targets, key=lambda a: (a.name, a.id))),
    )


def _reported(t: Telling, lifted: Lifted) -> bool:
    """True where an act without a day of its own reads as the day's news: somebody's word, or a past act that the text opens with."""
    if t.kind in (Kind.ANNOUNCEMENT, Kind.CONFIRMATION, Kind.DENIAL):
        return True
    before = sum(p.kind == "body" for p in lifted.paragraphs[: t.mention.paragraph])
    return t.mention.tense == "past" and before <= 1


def _same_invitation(a: Event, b: Event, made: Mapping[int, Made]) -> bool:
    """One act told twice, once of the meeting and once of the trip to it."""
    if a.about == b.about and ({side(x) for x in a.actors} == {side(x) for x in b.actors} or _of_the_host(a) or _of_the_host(b)):
        return True
    if {x.id for x in a.actors} != {x.id for x in b.actors}:
        return False
    by_id = {m.event.id: m.event for m in made.values()}
    first, second = ({x.id for x in by_id[e.about or ""].participants} for e in (a, b))
    return bool(first & second)


def _of_the_host(invitation: Event) -> bool:
    """True where no words tell who invites, only where to."""
    return all(at.rule == "invitation.host" for a in invitation.actors for at in a.at)


def _announced_apart(a: Event, b: Event) -> bool:
    """Two announcements of one plan: of two parties, and on days that lie apart."""
    days, others = a.dating.interval, b.dating.interval
    if a.kind is not Kind.ANNOUNCEMENT or days is None or others is None or days.overlaps(others):
        return False
    return bool(a.actors and b.actors) and not {side(x) for x in a.actors} & {side(x) for x in b.actors}


def _once(changes: Sequence[Event]) -> list[Event]:
    """One word of one party about an encounter: what it both announces and confirms is a confirmation."""
    confirmed = {(c.about, frozenset(a.id for a in c.actors)) for c in changes if c.kind is Kind.CONFIRMATION}
    return [c for c in changes if c.kind is not Kind.ANNOUNCEMENT or (c.about, frozenset(a.id for a in c.actors)) not in confirmed]
