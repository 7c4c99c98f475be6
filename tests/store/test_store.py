"""What is kept between runs: whole or absent, ours or refused, never lost to another process."""

import sqlite3
import subprocess
import sys

import pytest

from timeline.errors import StoreError
from timeline.model.document import Document
from timeline.store import Added, Cache, Store
from timeline.store.database import SCHEMA, Database
from timeline.store.keys import code_digest, digest, files_digest, model_digest


@pytest.fixture
def notes():
    return []


@pytest.fixture
def cache(tmp_path, notes):
    made = Cache.in_folder(tmp_path, note=notes.append)
    yield made
    made.close()


def test_kept_work_is_found_again(tmp_path, notes):
    first = Cache.in_folder(tmp_path, note=notes.append)
    first.put([("k", "mentions é")], [("r", "events")])
    first.close()
    second = Cache.in_folder(tmp_path, note=notes.append)
    assert (second.get("lifted", "k"), second.get("results", "r"), second.get("results", "k")) == ("mentions é", "events", None)
    second.close()
    assert notes == []


def test_what_is_there_stays(cache):
    cache.put([("k", "first")], [])
    cache.put([("k", "second")], [])
    assert cache.get("lifted", "k") == "first"


def test_damaged_cache_is_begun_anew(tmp_path, notes):
    (tmp_path / f"cache-{SCHEMA}.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    cache = Cache.in_folder(tmp_path, note=notes.append)
    cache.put([("k", "v")], [])
    assert cache.get("lifted", "k") == "v"
    cache.close()
    assert len(notes) == 1
    assert "begun anew" in notes[0]


def test_cache_where_none_can_be_keeps_nothing(tmp_path, notes):
    (tmp_path / "file").write_text("")
    cache = Cache.in_folder(tmp_path / "file", note=notes.append)
    cache.put([("k", "v")], [])
    assert cache.get("lifted", "k") is None
    assert len(notes) == 1
    assert "--cache DIR" in notes[0]


def test_cache_that_breaks_under_way_is_left_alone(cache, notes, monkeypatch):
    def broken(table, key):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(cache._database, "get", broken)
    assert cache.get("lifted", "k") is None
    assert cache.get("lifted", "k") is None
    cache.put([("k", "v")], [])
    assert len(notes) == 1
    assert "goes on without it" in notes[0]


def test_oldest_work_is_dropped_beyond_the_limit(tmp_path, notes):
    text = "".join(digest(str(n)) for n in range(600))  # hardly compressible
    for limit, expected in ((10**9, 300), (200_000, None)):
        cache = Cache.in_folder(tmp_path, note=notes.append, limit=limit)
        cache.put([(f"{limit} {n}", text) for n in range(300)], [])
        cache.close()
        database = Database(tmp_path / f"cache-{SCHEMA}.sqlite")
        if expected:
            assert database.count("lifted") == expected
        else:
            assert database.count("lifted") < 450
            assert database.get("lifted", "1000000000 0") is None
            assert database.get("lifted", "200000 299") == text
        database.close()


def test_transaction_is_whole_or_absent(tmp_path):
    database = Database(tmp_path / "d.sqlite")

    def fail_half_way():
        with database.transaction():
            database.put("lifted", [("k", "v")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert database.count("lifted") == 0
    database.close()


def test_foreign_database_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.commit()
    other.close()
    with pytest.raises(StoreError, match="not one of timeline's"):
        Database(path)


def test_other_schema_is_refused(tmp_path):
    path = tmp_path / "d.sqlite"
    Database(path).close()
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    later.close()
    with pytest.raises(StoreError, match=f"schema {SCHEMA + 1}"):
        Database(path)


# ---------------------------------------------------------------- store


def article(doc_id, text="Text of an article.", **fields):
    return Document(doc_id=doc_id, text=text, **fields)


def test_store_adds_only_what_is_new(tmp_path):
    with Store(tmp_path / "s") as store:
        assert store.add([article("a"), article("b", "Other.")]) == Added(new=("a", "b"))
        assert store.add([article("a"), article("c", "Third.")]) == Added(new=("c",), known=("a",))
        assert [d.doc_id for d in store.documents()] == ["a", "b", "c"]


def test_same_text_under_another_id_is_the_same_article(tmp_path):
    with Store(tmp_path / "s") as store:
        store.add([article("a", paths=("a.txt",))])
        assert store.add([article("copy", paths=("copy.txt",), published="2025-10-22")]) == Added(changed=("a",))
        (kept,) = store.documents()
    assert (kept.doc_id, kept.paths, str(kept.published)) == ("a", ("a.txt", "copy.txt"), "2025-10-22")


def test_known_id_with_another_text_is_refused_unless_replaced(tmp_path):
    with Store(tmp_path / "s") as store:
        store.add([article("a")])
        refused = store.add([article("a", "Another text.")]).refused
        assert refused[0][0] == "a"
        assert "--replace" in refused[0][1]
        assert next(store.documents()).text == "Text of an article."
        assert store.add([article("a", "Another text.")], replace_texts=True) == Added(changed=("a",))
        assert next(store.documents()).text == "Another text."


def test_new_date_counts_and_a_missing_one_does_not_erase(tmp_path):
    with Store(tmp_path / "s") as store:
        store.add([article("a", published="2025-10-22")])
        assert store.add([article("a")]) == Added(known=("a",))
        assert store.add([article("a", published="2025-10-23")]) == Added(changed=("a",))
        assert str(next(store.documents()).published) == "2025-10-23"


def test_second_process_is_told_to_wait(tmp_path):
    with Store(tmp_path / "s"):
        code = f"from pathlib import Path; from timeline.store import Store; Store(Path({str(tmp_path / 's')!r}), wait=0.3)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "another process is updating this store" in done.stderr
    Store(tmp_path / "s", wait=0).close()


def test_store_is_a_new_or_empty_folder_or_a_store(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="is a file"):
        Store(tmp_path / "file")
    with pytest.raises(StoreError, match="not empty"):
        Store(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "store-0.sqlite").write_text("")
    with pytest.raises(StoreError, match="another version"):
        Store(tmp_path / "old")


# ---------------------------------------------------------------- keys


def test_digest_tells_its_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")


def test_any_changed_file_of_a_room_changes_its_digest(tmp_path, monkeypatch):
    room = tmp_path / "room"
    room.mkdir()
    (room / "words.toml").write_text('word = "met"')
    monkeypatch.setattr("timeline.store.keys.__file__", str(tmp_path / "store" / "keys.py"))
    before = code_digest.__wrapped__(("room",))
    (room / "words.toml").write_text('word = "meet"')
    assert code_digest.__wrapped__(("room",)) != before
    assert files_digest([room / "words.toml"]) != files_digest([])


def test_model_digest_knows_a_folder_by_its_files(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]")
    (tmp_path / "weights").write_text("1")
    before = model_digest.__wrapped__(str(tmp_path))
    (tmp_path / "weights").write_text("12")
    assert model_digest.__wrapped__(str(tmp_path)) != before
