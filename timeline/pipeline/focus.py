"""Only what stands beside an event: mentions of paragraphs without a trigger are left out, with and without the gate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from timeline.model.mentions import ActorMention, Lifted, PlaceMention, TimexMention, TriggerMention
from timeline.model.quick import replace

Mention = TypeVar("Mention", ActorMention, PlaceMention, TimexMention)


def focus(lifted: Lifted) -> Lifted:
    """The mentions of the paragraphs that hold a trigger, or the visitor of a table's rows.

    What a paragraph can know of the others is the same whether or not those are tagged: the names of the whole text, its headline
    and dateline. So the gate can change nothing but by missing a trigger.
    """
    starts = [paragraph.start for paragraph in lifted.paragraphs]
    wanted = {trigger.paragraph for trigger in lifted.triggers}
    visitors = {a.index for trigger in lifted.triggers for a in trigger.arguments if a.target == "actor" and a.rule == "slot.row"}
    wanted |= {bisect_right(starts, lifted.actors[n].start) - 1 for n in visitors}

    def stays(start: int) -> bool:
        return bisect_right(starts, start) - 1 in wanted

    actors, actor_at = _kept(lifted.actors, stays)
    places, place_at = _kept(lifted.places, stays)
    timexes, timex_at = _kept(lifted.timexes, stays)
    positions: Mapping[str, Mapping[int, int]] = {"actor": actor_at, "place": place_at, "timex": timex_at}
    return replace(
        lifted,
        sentences=tuple(sentence for sentence in lifted.sentences if stays(sentence[0])),
        actors=tuple(replace(actor, antecedents=tuple(actor_at[n] for n in actor.antecedents if n in actor_at)) for actor in actors),
        places=tuple(places),
        timexes=tuple(timexes),
        triggers=tuple(_moved(trigger, positions) for trigger in lifted.triggers),
    )


def _kept(mentions: Sequence[Mention], stays: Callable[[int], bool]) -> tuple[list[Mention], dict[int, int]]:
    found = [(n, mention) for n, mention in enumerate(mentions) if stays(mention.start)]
    return [mention for _, mention in found], {n: position for position, (n, _) in enumerate(found)}


def _moved(trigger: TriggerMention, positions: Mapping[str, Mapping[int, int]]) -> TriggerMention:
    arguments = tuple(
        replace(argument, index=positions[argument.target][argument.index]) if argument.target in positions else argument
        for argument in trigger.arguments
    )
    cues = tuple(cue if cue.by is None else replace(cue, by=positions["actor"].get(cue.by)) for cue in trigger.cues)
    return replace(trigger, arguments=arguments, cues=cues)
