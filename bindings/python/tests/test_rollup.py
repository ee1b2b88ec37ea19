"""A roll-up's state: parts, merging, pickling, and the rows that come out of it."""

import multiprocessing
import pickle
import random
import threading

import pytest
from conftest import CONFIG, RECORD, need

import effaith


def records(count):
    return [
        {
            **RECORD,
            "id": str(i),
            "learner_id": f"L{i % 17}",
            "school_id": f"S{i % 5}",
            "sessions_attended": 1 + i % 15,
            "session_hours": [0.25, 0.5, 1][i % 3],
        }
        for i in range(count)
    ]


def part_of(share):
    """A share of the records as a state, worked out in another process."""
    return effaith.Engine(CONFIG).rollup(share, ["school_id"], totals=True)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_give_the_bytes_of_one(method):
    given = records(400)
    whole = part_of(given)
    with multiprocessing.get_context(method).Pool(2) as pool:
        parts = pool.map(part_of, [given[at::4] for at in range(4)])
    random.Random(3).shuffle(parts)
    merged = parts[0]
    for part in parts[1:]:
        merged.merge(part)
    assert merged.to_bytes() == whole.to_bytes()
    assert merged.rows == whole.rows


def test_updates_in_any_order_give_the_same_bytes(engine):
    given = records(200)
    whole = engine.rollup(given, ["school_id"])
    parts = [given[:50], given[50:51], given[51:]]
    random.Random(5).shuffle(parts)
    rollup = effaith.Rollup(engine, ["school_id"])
    for part in parts:
        assert rollup.update(part) is rollup
    assert rollup.to_bytes() == whole.to_bytes()
    assert (rollup.n_records, rollup.n_analysed, rollup.n_rejected) == (200, 200, 0)


def test_an_error_adds_nothing(engine):
    rollup = engine.rollup(records(10), ["school_id"])
    before = rollup.to_bytes()
    with pytest.raises(effaith.EffaithError):
        rollup.update([RECORD, {**RECORD, "id": "x", "aim": object()}])
    assert rollup.to_bytes() == before


def test_pickles_keep_everything(engine):
    rollup = engine.rollup(records(30), ["school_id"], totals=True, exact=True)
    again = pickle.loads(pickle.dumps(rollup))
    assert again.to_bytes() == rollup.to_bytes()
    assert again.rows == rollup.rows
    assert again.by == ["school_id"] and again.totals
    read = effaith.Rollup.from_bytes(engine, rollup.to_bytes(), kind="records")
    assert [row["level"] for row in read.rows] == [row["level"] for row in rollup.rows]
    assert pickle.loads(pickle.dumps(engine)).digest == engine.digest


def test_states_of_another_configuration_are_refused(engine):
    state = engine.rollup(records(3), ["school_id"]).to_bytes()
    with pytest.raises(effaith.errors.BadState):
        effaith.Rollup.from_bytes(effaith.Engine(), state)
    with pytest.raises(effaith.errors.BadState):
        effaith.Rollup.from_bytes(engine, state[:-5])
    with pytest.raises(effaith.errors.InvalidArgument):
        engine.rollup(records(3), ["tier"]).merge(effaith.Rollup.from_bytes(engine, state))
    with pytest.raises(effaith.errors.InvalidArgument):
        rollup = engine.rollup(records(3), ["school_id"])
        rollup.merge(rollup)


def test_an_unknown_dimension_is_named(engine):
    with pytest.raises(effaith.errors.InvalidArgument, match="shool_id"):
        engine.rollup(records(3), ["shool_id"])
    with pytest.raises(effaith.errors.InvalidArgument, match="'school_id'"):
        engine.rollup(records(3), ["School"])
    for by in (None, 3, [3], ["school_id", "school_id"]):
        with pytest.raises(effaith.errors.InvalidArgument):
            engine.rollup(records(3), by)


def test_totals_add_up(engine):
    rows = engine.rollup(records(100), ["school_id"], totals=True, exact=True).rows
    schools, total = rows[:-1], rows[-1]
    assert total["level"] == 0
    for figure in ("n_records", "hours_received", "staff_cost", "total_cost"):
        assert sum(row[figure] for row in schools) == total[figure]


def test_threads_may_share_an_engine_and_a_roll_up(engine):
    given = records(400)
    shared = effaith.Rollup(engine, ["school_id"])
    threads = [threading.Thread(target=shared.update, args=(given[at::8],)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.to_bytes() == engine.rollup(given, ["school_id"]).to_bytes()


def test_rows_are_of_the_first_kind_that_came(engine):
    polars = need("polars")
    rollup = effaith.Rollup(engine, ["school_id"])
    assert isinstance(rollup.table, effaith.Table)
    rollup.update(polars.DataFrame(records(3)))
    assert isinstance(rollup.rows, polars.DataFrame)
    assert polars.DataFrame(rollup).height == len(rollup) == 3
