"""A served flow that leaves its process when it is suspended, and comes back in another when it is resumed."""

import os

from prefect import flow, task
from prefect.cache_policies import INPUTS
from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput


class Approval(RunInput):
    approved: bool


@task(cache_policy=INPUTS, persist_result=True)
def once(number: int):
    print(f"worked out by {os.getpid()}")
    return number * 2


@flow(log_prints=True, persist_result=True)
def suspends():
    doubled = once(21)
    answer = suspend_flow_run(wait_for_input=Approval, timeout=300)
    print(f"{doubled} was {'approved' if answer.approved else 'refused'} in {os.getpid()}")


if __name__ == "__main__":
    suspends.serve(name="by-process")
