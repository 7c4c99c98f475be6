"""The whole order: what shapes the timeline does, what only speeds it up does not."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import timeline
from timeline.errors import InputError, TimelineError
from timeline.model.document import Document
from timeline.model.mentions import ActorMention, Argument, Cue, Lifted, Paragraph, TimexMention, TriggerMention
from timeline.pipeline import Options, execute, load
from timeline.pipeline.focus import focus
from timeline.pipeline.run import sure
from timeline.pipeline.stages import Job, Setting, work

TEXTS = {
    "a": "Russian Foreign Minister Sergey Lavrov will meet U.S. Secretary of State Marco Rubio in Riyadh on March 10, 2025.",
    "b": "Sergey Lavrov and Marco Rubio met in Riyadh on March 10, 2025, the Russian foreign ministry said.\n\nShares rose in Tokyo.",
    "c": "The museum in Paris opens at nine.",
}


def documents():
    days = {"a": "2025-03-05", "b": "2025-03-11", "c": None}
    return [Document(doc_id=key, text=text, published=days[key]) for key, text in TEXTS.items()]


def lines(tl):
    return tl.to_jsonl()


# ---------------------------------------------------------------- without the model


def test_focus_keeps_what_stands_beside_a_trigger():
    actors = (
        ActorMention(2, 3, "A", "name", None, "r"),
        ActorMention(12, 13, "B", "name", None, "r"),
        ActorMention(14, 16, "he", "pronoun", None, "r", antecedents=(1,)),
    )
    timexes = (TimexMention(4, 5, "t", "DATE", "e", "r"), TimexMention(17, 18, "u", "DATE", "e", "r"))
    trigger = TriggerMention(
        15, 16, "met", "r", "meeting", None, (10, 19), 1,
        arguments=(Argument("party", "actor", 2, "r"), Argument("time", "timex", 1, "r"), Argument("about", "trigger", 0, "r")),
        cues=(Cue(16, 17, "c", "held", "r", by=1),),
    )  # fmt: skip
    lifted = Lifted("d", (Paragraph(0, 9), Paragraph(10, 20)), ((0, 9), (10, 19)), actors, (), timexes, (trigger,), (actors[0],))
    kept = focus(lifted)
    assert [actor.text for actor in kept.actors] == ["B", "he"]
    assert kept.actors[1].antecedents == (0,)
    assert [timex.text for timex in kept.timexes] == ["u"]
    assert [argument.index for argument in kept.triggers[0].arguments] == [1, 0, 0]
    assert kept.triggers[0].cues[0].by == 0
    assert kept.names == lifted.names
    assert kept.sentences == ((10, 19),)


def test_unsure_events_go_with_their_changes():
    from timeline.model.event import Event
    from timeline.model.vocabulary import Kind

    events = (
        Event(id="e1", kind=Kind.CALL, confidence=0.9),
        Event(id="e2", kind=Kind.CALL, confidence=0.2),
        Event(id="c1", kind=Kind.DENIAL, about="e2", confidence=0.95),
        Event(id="e3", kind=Kind.CALL),
    )
    assert [event.id for event in sure(events, 0.5)] == ["e1", "e3"]
    assert len(list(sure(events, None))) == 4


@pytest.mark.parametrize("option", [{"published": "yesterday"}, {"as_of": "22/10/25"}])
def test_a_day_that_is_none_is_refused(option):
    with pytest.raises(TimelineError, match="is no day"):
        timeline.extract([], **option)


def test_two_texts_under_one_id_are_refused():
    with pytest.raises(InputError, match="two documents have the id 'a'"):
        timeline.extract([Document(doc_id="a", text="One."), Document(doc_id="a", text="Two.")], cache=False)


def test_nothing_to_tag_loads_no_spacy(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS["c"])
    code = f"import sys, timeline; timeline.extract({str(tmp_path)!r}, cache=False); print('spacy' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# ---------------------------------------------------------------- with the model


@pytest.mark.model
def test_two_articles_make_one_meeting():
    tl = timeline.extract(documents(), cache=False)
    (meeting,) = [event for event in tl.encounters if event.kind == "meeting"]
    assert {actor.name for actor in meeting.participants} == {"Sergey Lavrov", "Marco Rubio"}
    assert (str(meeting.start), meeting.status, meeting.n_documents) == ("2025-03-10", "held", 2)
    assert len(timeline.extract(documents(), merge=False, cache=False).encounters) == 2
    assert len(tl.as_of("2025-03-06").with_status("scheduled").encounters) == 1


@pytest.mark.model
def test_what_only_speeds_it_up_changes_no_byte(tmp_path):
    plain = lines(timeline.extract(documents(), cache=False))
    assert lines(timeline.extract(documents(), cache=tmp_path)) == plain
    assert lines(timeline.extract(documents(), cache=tmp_path)) == plain
    assert lines(timeline.extract(reversed(documents()), cache=False)) == plain
    assert lines(timeline.extract([*documents(), documents()[0]], cache=False)) == plain
    assert lines(timeline.extract(documents(), cache=False, jobs=2)) == plain


@pytest.mark.model
def test_second_run_loads_no_model_and_a_new_date_tags_nothing(tmp_path, monkeypatch):
    timeline.extract(documents(), cache=tmp_path)

    def no_model(*_):
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("timeline.pipeline.stages._load", no_model)
    timeline.extract(documents(), cache=tmp_path, merge=False)
    moved = [replace(document, published=None) for document in documents()]
    assert timeline.extract(moved, cache=tmp_path, published="2025-03-06").now.isoformat() == "2025-03-06"
    assert "the model was loaded" in (work(Setting(), [Job(Document(text=TEXTS["a"]))])[0].failure or "")


@pytest.mark.model
def test_a_changed_word_of_the_lexicon_shows_in_the_next_run(tmp_path):
    """In a copy of the package, because the digest is of the files."""
    import shutil
    from pathlib import Path

    copy = tmp_path / "copy" / "timeline"
    shutil.copytree(Path(timeline.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Russian Foreign Minister Sergey Lavrov palavered with Marco Rubio in Riyadh on March 10, 2025.")
    code = f"import timeline; print(len(timeline.extract({str(tmp_path / 'in')!r}, cache={str(tmp_path / 'cache')!r}).encounters))"

    def events():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=copy.parent)
        return int(done.stdout)

    assert events() == 0
    rules = copy / "lexicon" / "data" / "triggers.toml"
    rules.write_text(rules.read_text("utf-8").replace('lemma = ["confer", ', 'lemma = ["confer", "palaver", ', 1), "utf-8")
    assert events() == 1


@pytest.mark.model
def test_gate_and_no_gate_agree_on_the_seeds(root):
    with_gate = execute(str(root / "seeds"), Options(cache=False)).timeline
    without = execute(str(root / "seeds"), Options(cache=False, gate=False)).timeline
    assert [event.id for event in with_gate] == [event.id for event in without]
    assert lines(with_gate) == lines(without)


@pytest.mark.model
def test_article_that_fails_costs_no_other(monkeypatch):
    from timeline import events

    whole = events.document_events

    def broken(document, *args, **more):
        if document.doc_id == "a":
            raise ZeroDivisionError("a fault in a rule")
        return whole(document, *args, **more)

    monkeypatch.setattr(events, "document_events", broken)
    skipped = []
    tl = timeline.extract(documents(), cache=False, on_skip=skipped.append)
    assert len(tl.encounters) == 1
    assert [item.path for item in skipped] == ["a"]
    assert "ZeroDivisionError" in skipped[0].reason
    with pytest.raises(InputError, match="ZeroDivisionError"):
        timeline.extract(documents(), cache=False, on_error="stop")


@pytest.mark.model
def test_interrupted_run_keeps_what_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.pipeline.flow.CHUNK_DOCUMENTS", 1)

    def stop(result):
        if result.document.doc_id == "a":
            raise KeyboardInterrupt

    run = execute(documents(), Options(cache=tmp_path), watch=stop)
    assert run.account.interrupted
    assert run.account.documents == 1
    assert len(run.timeline.encounters) == 1


@pytest.mark.model
def test_skipped_inputs_are_told_once_and_kept(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS["a"])
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(" ")
    with pytest.warns(
        UserWarning, match=r"^2 of 3 inputs were skipped \(all in .skipped\); the first: .*b.txt: skipped, it is empty"
    ) as told:
        tl = timeline.extract(tmp_path, cache=False, published="2025-03-05")
    assert len(told) == 1
    assert [Path(item.path).name for item in tl.skipped] == ["b.txt", "c.txt"]


def test_what_has_an_ear_for_skipped_inputs_is_not_warned(tmp_path, recwarn):
    (tmp_path / "b.txt").write_text("")
    heard = []
    timeline.extract(tmp_path, cache=False, on_skip=heard.append)
    assert len(heard) == 1
    assert not recwarn.list


@pytest.mark.model
def test_store_is_updated_and_read_back(tmp_path):
    from timeline.pipeline.update import update

    first = update(tmp_path / "s", documents()[:1], Options())
    second = update(tmp_path / "s", documents(), Options())
    assert (first.added.new, second.added.new, second.added.known) == (("a",), ("b", "c"), ("a",))
    assert "scheduled → held" in str(second.diff)
    assert lines(load(tmp_path / "s")) == lines(timeline.extract(documents(), cache=False))
    assert str(update(tmp_path / "s", documents(), Options()).diff) == "nothing changed"


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("point", range(8))
def test_update_killed_at_any_moment_loses_and_doubles_nothing(root, tmp_path, point):
    """Eight points, spread over the time that an undisturbed update takes; the next run ends as if nothing had happened."""
    inputs = tmp_path / "in.jsonl"
    texts = [(root / "seeds" / name).read_text("utf-8") for name in sorted(p.name for p in (root / "seeds").glob("*.txt"))]
    articles = [{"doc_id": f"{n}", "published": "2025-10-22", "text": f"{texts[n % 4]}\n\nEdition {n}."} for n in range(160)]
    inputs.write_text("".join(json.dumps(article) + "\n" for article in articles))
    command = [sys.executable, "-m", "timeline", "update", "--store", str(tmp_path / "s"), str(inputs)]
    undisturbed = [*command[:-2], str(tmp_path / "whole"), str(inputs)]
    begun = time.monotonic()
    subprocess.run(undisturbed, capture_output=True, check=True)
    whole = time.monotonic() - begun
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(whole * (point + 0.5) / 8)
    process.send_signal(signal.SIGKILL)
    process.wait()
    subprocess.run(command, capture_output=True, check=True)
    assert (tmp_path / "s" / "timeline.jsonl").read_bytes() == (tmp_path / "whole" / "timeline.jsonl").read_bytes()
