import threading
import time

from prefect import flow, task
from prefect.concurrency.sync import concurrency, rate_limit

inside = 0
most = {"tag": 0, "limit": 0}
lock = threading.Lock()


def occupy(kind: str, seconds: float):
    global inside
    with lock:
        inside += 1
        most[kind] = max(most[kind], inside)
    time.sleep(seconds)
    with lock:
        inside -= 1


@task(tags=["scarce"])
def tagged(number: int):
    occupy("tag", 0.2)
    return number


@task
def limited(number: int):
    with concurrency("database", occupy=1, timeout_seconds=60):
        occupy("limit", 0.2)
    return number


@flow
def within_limits():
    assert sorted(tagged.map(range(8)).result()) == list(range(8))
    assert sorted(limited.map(range(8)).result()) == list(range(8))
    started = time.monotonic()
    for _ in range(4):
        rate_limit("requests")
    return time.monotonic() - started


if __name__ == "__main__":
    took = within_limits()
    assert 1 <= most["tag"] <= 2, most
    assert 1 <= most["limit"] <= 2, most
    assert took >= 1.4, took
    print("16 tasks as expected, at most", most["tag"], most["limit"])
