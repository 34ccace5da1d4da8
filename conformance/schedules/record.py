"""conformance: asks a real Prefect 3.8.8 for the dates of each schedule and keeps them in schedules.json.

Run by record.ts, with the Python of an environment that has prefect==3.8.8 and fastapi==0.150.0:

    node conformance/schedules/record.ts            writes schedules.json
    node conformance/schedules/record.ts --verify   compares every tenth with schedules.json
"""

import asyncio
import json
import os
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from cases import CASES

STORED = Path(__file__).with_name("schedules.json")
SAMPLE = 10
NEVER = "CroniterBadDateError"


def isolate(home):
    """Keeps the settings of the person who runs this out of the recording; call before importing prefect."""
    os.environ.update(PREFECT_HOME=home, DO_NOT_TRACK="1", PREFECT_LOGGING_LEVEL="ERROR")


async def dates_of(case):
    from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule, RRuleSchedule

    kinds = {"cron": CronSchedule, "interval": IntervalSchedule, "rrule": RRuleSchedule}
    kind = next(kinds[name] for name in kinds if name in case["schedule"])
    start, end = (datetime.fromisoformat(case[key]) if key in case else None for key in ("start", "end"))
    try:
        found = await kind(**case["schedule"]).get_dates(case["limit"], start, end)
    except Exception as error:
        if type(error).__name__ == NEVER:
            return []
        raise
    return [date.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ") for date in found]


async def record(cases):
    return [{**case, "dates": await dates_of(case)} for case in cases]


def verify():
    stored = json.loads(STORED.read_text())
    if [{**case, "dates": None} for case in stored] != [{**case, "dates": None} for case in CASES]:
        sys.exit("schedules.json and cases.py differ: run record.py without --verify")
    sample = stored[::SAMPLE]
    found = asyncio.run(record([{key: case[key] for key in case if key != "dates"} for case in sample]))
    differing = [case["schedule"] for case, again in zip(sample, found) if case["dates"] != again["dates"]]
    for schedule in differing:
        print("Prefect now gives other dates for", json.dumps(schedule))
    print(f"{len(sample) - len(differing)} of {len(sample)} schedules have the recorded dates")
    sys.exit(1 if differing else 0)


def write():
    lines = ",\n".join(json.dumps(case) for case in asyncio.run(record(CASES)))
    STORED.write_text(f"[\n{lines}\n]\n")
    print(f"{len(CASES)} schedules written to {STORED}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="prefect-schedules-") as home:
        isolate(home)
        verify() if "--verify" in sys.argv[1:] else write()
