from prefect import flow, task

attempts = {"task": 0, "flow": 0}


@task(retries=2, retry_delay_seconds=0.1)
def fragile():
    attempts["task"] += 1
    if attempts["task"] < 3:
        raise ValueError(f"attempt {attempts['task']}")
    return attempts["task"]


@flow(retries=1, retry_delay_seconds=1)
def retried():
    attempts["flow"] += 1
    if attempts["flow"] < 2:
        raise ValueError("the first attempt of the flow fails")
    return fragile()


if __name__ == "__main__":
    assert retried() == 3
