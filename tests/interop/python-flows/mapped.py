from prefect import flow, task, unmapped


@task(tags=["mapped"])
def double(number: int, factor: int):
    return number * factor


@task
def total(numbers: list[int]):
    return sum(numbers)


@flow
def mapped(count: int = 50):
    doubled = double.map(range(count), unmapped(2))
    return total(doubled)


if __name__ == "__main__":
    assert mapped() == 2450
