"""Automations by the client of the Prefect package: made, listed, changed, set off by an event, and taken away."""

import sys
from datetime import timedelta
from uuid import UUID

from prefect import flow
from prefect.automations import Automation
from prefect.events import emit_event
from prefect.events.actions import ChangeFlowRunState, DoNothing, RunDeployment
from prefect.events.schemas.automations import (
    CompoundTrigger,
    EventTrigger,
    Posture,
    SequenceTrigger,
)


def trigger(name: str, **more) -> EventTrigger:
    return EventTrigger(
        expect={name}, match={"prefect.resource.id": "shop.*"}, posture=Posture.Reactive, threshold=1, **more
    )


@flow(log_prints=True)
def failing():
    raise ValueError("out of stock")


def main(deployment_id: str) -> None:
    made = Automation(
        name="restock",
        description="orders when the shelf is empty",
        tags=["shop"],
        trigger=trigger("shelf.empty"),
        actions=[
            RunDeployment(
                source="selected",
                deployment_id=UUID(deployment_id),
                parameters={"what": "{{ event.resource.id }}", "n": {"__prefect_kind": "jinja", "template": "{{ event.payload.n }}"}},
                schedule_after=timedelta(hours=1),
            )
        ],
    ).create()
    read = Automation.read(name="restock")
    assert read.id == made.id and read.trigger.expect == {"shelf.empty"}, read
    assert read.actions[0].schedule_after == timedelta(hours=1), read.actions

    compound = Automation(
        name="both",
        trigger=CompoundTrigger(require="all", within=timedelta(seconds=60), triggers=[trigger("a"), trigger("b")]),
        actions=[DoNothing()],
    ).create()
    sequence = Automation(
        name="in order",
        trigger=SequenceTrigger(within=timedelta(seconds=60), triggers=[trigger("a"), trigger("b")]),
        actions=[DoNothing()],
    ).create()
    compound.disable()
    assert Automation.read(id=compound.id).enabled is False
    compound.enable()
    sequence.description = "changed"
    sequence.update()
    assert Automation.read(id=sequence.id).description == "changed"
    sequence.delete()

    Automation(
        name="rescue",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Failed"},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related={"prefect.resource.role": "flow", "prefect.resource.name": "failing"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[ChangeFlowRunState(state="COMPLETED", name="Rescued", force=True)],
    ).create()
    try:
        failing()
    except ValueError:
        pass
    for name in ("shelf.empty", "a", "b"):
        emit_event(event=name, resource={"prefect.resource.id": "shop.shelf"}, payload={"n": 7})
    print("all as expected")


if __name__ == "__main__":
    main(sys.argv[1])
