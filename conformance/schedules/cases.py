"""conformance: more than 200 schedules whose dates are compared with those of a real Prefect."""

WINTER_TO_SUMMER = {
    "Europe/Berlin": "2026-03-27T12:00:00+00:00",
    "America/New_York": "2026-03-06T12:00:00+00:00",
    "Australia/Lord_Howe": "2026-10-02T03:00:00+00:00",
    "America/Sao_Paulo": "2018-11-02T12:00:00+00:00",
    "America/St_Johns": "2026-03-06T12:00:00+00:00",
    "Africa/Casablanca": "2026-03-20T12:00:00+00:00",
    "Pacific/Auckland": "2026-09-25T01:00:00+00:00",
    "America/Havana": "2026-03-06T12:00:00+00:00",
}
SUMMER_TO_WINTER = {
    "Europe/Berlin": "2026-10-23T12:00:00+00:00",
    "America/New_York": "2026-10-30T12:00:00+00:00",
    "Australia/Lord_Howe": "2026-04-03T03:00:00+00:00",
    "America/Sao_Paulo": "2018-02-16T12:00:00+00:00",
    "America/Santiago": "2026-04-03T12:00:00+00:00",
    "Asia/Beirut": "2026-10-23T12:00:00+00:00",
}
NO_CHANGE = {
    "Asia/Kolkata": "2026-03-27T12:00:00+00:00",
    "Asia/Kathmandu": "2026-11-23T04:00:00+00:00",
    "Pacific/Kiritimati": "2026-12-30T12:00:00+00:00",
    "UTC": "2026-02-27T00:00:00+00:00",
}
START = "2026-10-24T23:00:00+00:00"


def case(schedule, start=START, end=None, limit=12):
    found = {"schedule": schedule, "start": start, "limit": limit}
    if end is not None:
        found["end"] = end
    return found


def cron(expression, start=START, end=None, limit=12, **rest):
    return case({"cron": expression, **rest}, start, end, limit)


def interval(seconds, anchor, start=START, end=None, limit=12, **rest):
    return case({"interval": seconds, "anchor_date": anchor, **rest}, start, end, limit)


def rrule(text, start=START, end=None, limit=12, **rest):
    return case({"rrule": text, **rest}, start, end, limit)


def cron_cases():
    for zone, start in {**WINTER_TO_SUMMER, **{z + " ": s for z, s in SUMMER_TO_WINTER.items()}, **NO_CHANGE}.items():
        name = zone.strip()
        yield cron("*/30 * * * *", start, limit=120, timezone=name)
        yield cron("30 2 * * *", start, limit=5, timezone=name)
    for zone, start in {**WINTER_TO_SUMMER, **SUMMER_TO_WINTER}.items():
        yield cron("0 0 * * *", start, limit=5, timezone=zone)
    for expression in (
        "@hourly @daily @midnight @weekly @monthly @yearly @annually @Hourly".split()
    ):
        yield cron(expression, limit=4)
    for expression in [
        "5/15 * * * *", "*/7 * * * *", "0 22-2 * * *", "22-2 * * * *", "10-5/10 * * * *", "0 23-4/2 * * *",
        "1,2,3-5/2 * * * *", "3-3 * * * *", "05 08 * * *", "*/100 * * * *", "0 9-17/2 * * mon-fri",
        "0 0 * jan,jul mon", "0 0 1 nov-feb *", "0 0 28-2 * *", "0 0 * * sat-mon", "0 0 * * 5-7", "0 0 * * 7",
        "0 0 * * 1-5/2", "0 0 * * */3", "0 0 */10 * *", "0 0 1 */5 *", "0 0 31 * *", "0 0 29 2 *", "0 0 30 2 *",
        "0 0 31 4,6 *", "0 0 L * *", "0 0 1,L * *", "0 0 L 2 *", "0 0 * * L5", "0 0 * * L5,L1", "0 0 * * 5#3",
        "0 0 * * sun#1", "0 0 * * 5#3,2#1", "0 0 * * fri#5", "0 0 * * 5#3,5#4,L5", "0 0 ? * 1", "0 0 13 * ?",
        "* * * * * *", "* * * * * 0,30", "0 0 1 * * 5 2030", "0 0 1 1 * 0 */2", "0 0 1 1 * 5 1990",
        " 0  0 * * * ",
    ]:
        yield cron(expression)
    for expression in [
        "0 0 13 * 5", "0 0 1,15 * 1-5", "0 0 */2 * 1", "0 0 L * 5", "0 0 */1 * 1", "0 0 13 * *,1", "0 0 15-21 * 5",
        "0 0 31 1,3 mon",
    ]:
        yield cron(expression, day_or=True)
        yield cron(expression, day_or=False)
    yield cron("0 0 15 * 5#3", day_or=True)
    yield cron("0 0 20 * 5#3", day_or=False)
    yield cron("0 0 29 2 1", day_or=False, limit=3)
    yield cron("*/15 * * * *", "2026-10-24T23:00:00.500000+00:00", limit=3)
    yield cron("0 * * * *", "2026-01-01T00:00:00+00:00", "2026-01-01T02:00:00+00:00")
    yield cron("0 0 1 * *", START, "2026-10-25T00:00:00+00:00")


def interval_cases():
    for zone, start in {**WINTER_TO_SUMMER, **{z + " ": s for z, s in SUMMER_TO_WINTER.items()}}.items():
        name = zone.strip()
        yield interval(86_400, start.replace("12:00", "06:30"), start, timezone=name, limit=5)
    berlin = WINTER_TO_SUMMER["Europe/Berlin"]
    for seconds in [1, 0.5, 90, 900, 3_600, 21_600, 86_399]:
        yield interval(seconds, "2026-03-20T11:30:00.123456Z", berlin, timezone="Europe/Berlin")
    for seconds in [86_400, 90_000, 129_600, 280_800, 604_800, 2_592_000]:
        yield interval(seconds, "2026-03-20T11:30:00Z", berlin, timezone="Europe/Berlin")
    yield interval(86_400, "2026-03-20T01:30:00Z", "2026-03-27T00:00:00+00:00", timezone="Europe/Berlin")
    yield interval(86_400, "2026-10-20T00:30:00Z", "2026-10-23T00:00:00+00:00", timezone="Europe/Berlin")
    yield interval(86_400, "2026-12-20T00:30:00Z", "2026-10-23T00:00:00+00:00", timezone="Europe/Berlin")
    yield interval(86_400, "2026-10-01T02:15:00+10:30", "2026-10-02T00:00:00+00:00", timezone="Australia/Lord_Howe")
    yield interval(86_400, "2018-11-01T00:00:00-03:00", "2018-11-02T00:00:00+00:00", timezone="America/Sao_Paulo")
    yield interval(31_536_000, "2000-02-29T11:30:00Z", timezone="America/New_York", limit=6)
    yield interval(2_592_000, "2026-01-31T11:30:00Z", "2026-02-01T00:00:00+00:00")
    yield interval(86_400, "2026-03-27T02:30:00+01:00", "2026-03-26T23:00:00+00:00")
    yield interval(3_600, "2026-10-24T23:00:00Z")
    yield interval(3_600, "2030-01-01T00:00:00Z", START, "2026-10-25T03:00:00+00:00")


RULES = [
    "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=HOURLY;INTERVAL=7",
    "FREQ=DAILY;INTERVAL=1000", "RRULE:FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20261026", "freq=daily;byhour=3,4",
    "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU;INTERVAL=2", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17",
    "FREQ=MONTHLY;BYDAY=MO(+1)", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYYEARDAY=-1,100",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYDAY=MO;BYWEEKNO=1", "FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYDAY=1MO",
    "FREQ=WEEKLY;BYSETPOS=1", "FREQ=DAILY;BYMINUTE=0,30;BYHOUR=9,10", "FREQ=MINUTELY;BYHOUR=3;BYMINUTE=15",
    "FREQ=HOURLY;BYSETPOS=-1;BYMINUTE=0,30", "FREQ=DAILY;BYDAY=MO;BYDAY=TU", "FREQ=DAILY;COUNT=0",
    "DTSTART:20260101T000000\nRRULE:FREQ=DAILY\nEXDATE:20261025T000000,20261027T000000\nRDATE:20261026T120000",
    "DTSTART:20260101T000000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY",
    "DTSTART:20261025T000000\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=3",
    "RDATE:20261101T000000\nRDATE:20261105T000000", "DTSTART:20261031T000000\nRRULE:FREQ=MONTHLY",
    "DTSTART:20261101T123456\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=8,17;COUNT=6",
    "DTSTART:20300101T000000\nRRULE:FREQ=DAILY", "DTSTART:20261101 RRULE:FREQ=DAILY;COUNT=2",
    "EXDATE:20261026T000000\nRRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;COUNT=1\nDTSTART:20261101T000000",
]


def rrule_cases():
    for text in RULES:
        yield rrule(text, limit=6)
    berlin = {"timezone": "Europe/Berlin"}
    yield rrule("DTSTART:20261020T023000\nRRULE:FREQ=DAILY;COUNT=8", "2026-10-20T00:00:00+00:00", **berlin)
    yield rrule("DTSTART:20260326T023000\nRRULE:FREQ=DAILY;COUNT=8", "2026-03-20T00:00:00+00:00", **berlin)
    yield rrule("FREQ=HOURLY", "2026-03-29T00:00:00+00:00", **berlin)
    yield rrule("FREQ=HOURLY", "2026-10-24T22:30:00+00:00", **berlin)
    yield rrule("FREQ=HOURLY", "2026-10-25T01:30:00+00:00", **berlin)
    yield rrule("FREQ=HOURLY;INTERVAL=5", "2026-10-31T12:00:00+00:00", timezone="America/Havana")
    yield rrule("DTSTART;TZID=Europe/Berlin:20260326T023000\nRRULE:FREQ=DAILY;COUNT=8", "2026-03-20T00:00:00+00:00", timezone="America/New_York")
    yield rrule("DTSTART:20260326T023000Z\nRRULE:FREQ=DAILY;COUNT=3", "2026-03-20T00:00:00+00:00", timezone="America/New_York")
    yield rrule("DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY;UNTIL=20260103T000000Z", "2025-12-20T00:00:00+00:00", **berlin)
    yield rrule("DTSTART;TZID=Europe/Berlin:20260101T000000\nRRULE:FREQ=DAILY;UNTIL=20260103T000000Z", "2025-12-20T00:00:00+00:00")
    yield rrule("DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260102T000000Z", "2025-12-20T00:00:00+00:00", **berlin)
    yield rrule("DTSTART:20260101T000000Z\nRDATE;VALUE=DATE-TIME:20260105T000000Z\nRRULE:FREQ=DAILY;COUNT=1", "2025-12-20T00:00:00+00:00")
    yield rrule("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "2026-10-30T00:00:00+00:00", timezone="America/New_York")
    yield rrule("FREQ=DAILY;BYHOUR=2;BYMINUTE=15", "2026-10-02T00:00:00+00:00", limit=4, timezone="Australia/Lord_Howe")
    yield rrule("FREQ=DAILY", "2018-11-02T12:00:00+00:00", limit=4, timezone="America/Sao_Paulo")
    yield rrule("FREQ=DAILY", START, "2026-10-28T00:00:00+00:00")


CASES = [*cron_cases(), *interval_cases(), *rrule_cases()]
