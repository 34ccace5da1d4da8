from prefect import flow, task


@task
def one():
    return 1


@flow
def child(number: int):
    return number + 1


@flow
def parent():
    return child(one())


if __name__ == "__main__":
    assert parent() == 2
