"""The words that evoke encounters, set their status and tell of changes: three files of rules, loaded once and frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon.inflection import noun_forms, verb_forms
from timeline.lexicon.rules import Key, Rule, Schema, load_rules, words

FORMS = frozenset({"verb", "noun", "adjective", "visiting", "contact", "leaving", "staying"})
NEEDS = frozenset(
    {
        "object_actor",
        "with_actor",
        "many_parties",
        "object_person",
        "object_body",
        "facing",
        "guest_of",
        "paid_call",
        "shaken",
        "object_official",
        "subject_actor",
        "subject_person",
        "bare_call",
        "two_slots",
        "two_or_with",
        "two_people",
        "both_persons",
        "told_where_or_when",
        "to_one",
        "been",
        "spoken",
        "passive",
        "not_as",
        "phone",
        "by_phone",
        "tour_subject",
        "days_there",
        "host_to",
        "face_to_face",
        "phone_or_actor",
        "goal",
        "object_delegate",
        "purpose",
        "visit_context",
        "arrival",
        "between_states",
        "courtesy",
        "in_a_place",
        "joint_news",
        "hours_with",
        "at_a_table",
        "side_by_side",
        "called_upon",
        "handed_over",
        "not_in_writing",
        "one_occasion",
        "one_to_one",
        "on_the_line",
        "on_the_way",
        "of_a_body",
        "no_standing_mission",
    }
)
TRIGGER_SCHEMA = Schema(
    "trigger",
    {
        "kind": Key(required=True, choices=frozenset({"meeting", "call", "visit"})),
        "subtype": Key(),
        "subtype_of": Key(many=True),
        "form": Key(required=True, choices=FORMS),
        "lemma": Key(many=True, required=True),
        "particle": Key(many=True),
        "object": Key(many=True),
        "slots": Key(many=True),
        "goal": Key(many=True),
        "needs": Key(many=True, choices=NEEDS),
        "blocked": Key(many=True),
    },
)
STATUS_VALUES = frozenset(
    {"held", "ongoing", "scheduled", "proposed", "postponed", "cancelled", "denied", "not_held", "carry", "hypothetical", "generic"}
)
CUE_SCHEMA = Schema(
    "cue",
    {
        "where": Key(required=True, choices=frozenset({"above", "beside", "aux", "mark"})),
        "value": Key(required=True, choices=STATUS_VALUES),
        "lemma": Key(many=True, required=True),
        "form": Key(choices=FORMS),
        "particle": Key(many=True),
        "complement": Key(many=True),
        "negated": Key(choices=STATUS_VALUES),
        "strength": Key(choices=frozenset({"weak"})),
        "only_past": Key(type=bool),
    },
)
CHANGE_SCHEMA = Schema(
    "change",
    {
        "kind": Key(
            required=True,
            choices=frozenset({"announcement", "invitation", "confirmation", "denial", "postponement", "cancellation"}),
        ),
        "status": Key(choices=STATUS_VALUES),
        "form": Key(required=True, choices=FORMS),
        "lemma": Key(many=True, required=True),
        "particle": Key(many=True),
        "phrase": Key(many=True),
        "actor": Key(many=True),
        "target": Key(many=True),
        "about": Key(many=True, required=True),
    },
)


@lru_cache(maxsize=1)
def triggers() -> tuple[Rule, ...]:
    """The rules of ``triggers.toml``, in the file's order."""
    return load_rules("triggers.toml", TRIGGER_SCHEMA)


@lru_cache(maxsize=1)
def cues() -> tuple[Rule, ...]:
    """The rules of ``cues.toml``, in the file's order."""
    return load_rules("cues.toml", CUE_SCHEMA)


@lru_cache(maxsize=1)
def changes() -> tuple[Rule, ...]:
    """The rules of ``changes.toml``, in the file's order."""
    return load_rules("changes.toml", CHANGE_SCHEMA)


def surface_words(rule: Rule) -> tuple[str, ...]:
    """Every form, in small letters, with which a match of this trigger or change can start; for the gate.

    None for a stay ("Lavrov, in Cairo for talks"): what it is for is a trigger itself.

    >>> rule = next(r for r in triggers() if r.id == "call.phone_verb")
    >>> "phoned" in surface_words(rule)
    True
    """
    forms = noun_forms if rule.text("form") == "noun" else verb_forms
    if rule.text("form") == "staying":
        return ()
    if rule.text("form") == "adjective":
        return tuple(sorted(rule.texts("lemma")))
    return tuple(sorted({form for lemma in rule.texts("lemma") for form in forms(lemma)}))


@lru_cache(maxsize=1)
def verb_lemmas() -> Mapping[str, str]:
    """From a verb's form to its base, for every verb that a rule or list names."""
    return _bases(_named("verb"), verb_forms)


@lru_cache(maxsize=1)
def noun_lemmas() -> Mapping[str, str]:
    """From a noun's form to its singular, for every noun that a rule or list names."""
    return _bases(_named("noun"), noun_forms)


def _bases(lemmas: Iterable[str], forms: Callable[[str], tuple[str, ...]]) -> Mapping[str, str]:
    """Form to base; a participle that a list names like an adjective ("prepared") belongs to its verb."""
    known = sorted(lemmas)
    inflected = {form for lemma in known for form in forms(lemma) if form != lemma}
    out: dict[str, str] = {}
    for lemma in sorted(known, key=lambda w: w in inflected):
        for form in (lemma, *forms(lemma)):
            out.setdefault(form, lemma)
    return MappingProxyType(out)


def _named(form: str) -> Iterable[str]:
    lemmas: set[str] = set()
    for rule in (*triggers(), *changes(), *cues()):
        if rule.text("form", form) == form and rule.text("where", "above") in ("above", "aux"):
            lemmas.update(rule.texts("lemma"))
        if form == "noun":
            lemmas.update(rule.texts("object"))
    lists = words("frames.toml", "verbs" if form == "verb" else "nouns")
    return sorted(lemmas.union(*lists.values()))
