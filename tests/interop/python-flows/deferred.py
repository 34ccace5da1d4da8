"""Background tasks: `serve` works, `crowd` asks for several, `slow` asks for one that outlasts its first worker."""

import os
import sys
import time
from pathlib import Path

from prefect import task
from prefect.futures import PrefectDistributedFuture
from prefect.task_worker import serve

HERE = Path(__file__).parent


@task(persist_result=True)
def double(number: int):
    time.sleep(0.2)
    print(f"double {number} in {os.getpid()}", flush=True)
    return number * 2


@task(persist_result=True, retries=1, retry_delay_seconds=1)
def fragile():
    mark = HERE / "fragile.mark"
    if not mark.exists():
        mark.write_text("tried")
        raise ValueError("the first attempt fails")
    return "mended"


@task
def broken():
    raise ValueError("the reason of the failure")


def crowd(count: int):
    futures = [double.delay(number) for number in range(count)]
    for future in futures:
        future.wait(timeout=60)
    results = [future.result(timeout=60) for future in futures]
    assert results == [number * 2 for number in range(count)], results
    print(f"{len(results)} results as expected")


def retried():
    assert fragile.delay().result(timeout=60) == "mended"
    failed = broken.delay()
    failed.wait(timeout=60)
    assert failed.state.is_failed(), failed.state
    assert "the reason of the failure" in failed.state.message, failed.state.message
    print("a retry and a failure as expected")


def asked():
    for number in range(3):
        print("asked", double.delay(100 + number).task_run_id)


def awaited(*ids: str):
    from uuid import UUID

    for number, id in enumerate(ids):
        future = PrefectDistributedFuture(UUID(id))
        future.wait(timeout=60)
        assert future.result(timeout=60) == (100 + number) * 2
    print(f"{len(ids)} results as expected")


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    if word == "serve":
        serve(double, fragile, broken, limit=int(rest[0]))
    elif word == "crowd":
        crowd(int(rest[0]))
    elif word == "awaited":
        awaited(*rest)
    else:
        {"retried": retried, "asked": asked}[word]()
