"""Flows that wait for people and for each other; each resumes the next step by the API that people use."""

import asyncio
import threading
import time

from prefect import flow, get_client
from prefect.flow_runs import pause_flow_run, resume_flow_run
from prefect.input import RunInput, receive_input, send_input


class Approval(RunInput):
    approved: bool
    reason: str = "none"


@flow
def paused():
    pause_flow_run(timeout=60, poll_interval=1)
    return "went on"


@flow
def questioned():
    answer = pause_flow_run(wait_for_input=Approval, timeout=60, poll_interval=1)
    number = pause_flow_run(wait_for_input=int, timeout=60, poll_interval=1, key="second")
    return [answer.approved, answer.reason, number]


@flow
def expired():
    pause_flow_run(timeout=2, poll_interval=1)


@flow
async def receiver():
    said = []
    async for text in receive_input(str, timeout=60, poll_interval=0.2, with_metadata=True):
        said.append(text.value)
        if text.value == "end":
            await text.respond("heard")
            return said


@flow
async def sender(receiver_id: str):
    for text in ["one", "two", "end"]:
        await send_input(text, flow_run_id=receiver_id)
    async for answer in receive_input(str, timeout=60, poll_interval=0.2):
        return answer


def run_named(flow_name: str, state: str):
    deadline = time.monotonic() + 60
    with get_client(sync_client=True) as client:
        while time.monotonic() < deadline:
            for run in client.read_flow_runs():
                if run.name == flow_name and run.state_name == state:
                    return run
            time.sleep(0.3)
    raise TimeoutError(f"no {state} run {flow_name}")


def people():
    resume_flow_run(run_named("paused-run", "Paused").id)
    first = run_named("questioned-run", "Paused")
    try:
        resume_flow_run(first.id, run_input={"approved": "neither"})
        raise AssertionError("an answer of the wrong type was taken")
    except Exception as refusal:
        assert "approved" in str(refusal), refusal
    resume_flow_run(first.id, run_input={"approved": True, "reason": "checked"})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        now = run_named("questioned-run", "Paused")
        if now.state.state_details.pause_key == "second":
            resume_flow_run(now.id, run_input={"value": 7})
            return
        time.sleep(0.3)
    raise TimeoutError("no second question")


async def talk():
    listening = asyncio.create_task(receiver.with_options(flow_run_name="receiver-run")())
    run = await asyncio.to_thread(run_named, "receiver-run", "Running")
    assert await sender(str(run.id)) == "heard"
    assert await listening == ["one", "two", "end"]


if __name__ == "__main__":
    failures = []

    def helped():
        try:
            people()
        except BaseException as failure:
            failures.append(failure)

    helper = threading.Thread(target=helped, daemon=True)
    helper.start()
    assert paused.with_options(flow_run_name="paused-run")() == "went on"
    assert questioned.with_options(flow_run_name="questioned-run")() == [True, "checked", 7]
    helper.join()
    assert not failures, failures
    state = expired(return_state=True)
    assert state.is_failed(), state
    asyncio.run(talk())
    print("all as expected")
