"""The same flow in Python, with the prefect package: one prefect.yaml declares both, one worker runs both."""

import csv
import sqlite3
import tempfile
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact


def public_file() -> str:
    for folder in Path(__file__).resolve().parents:
        path = folder / "node_modules" / "vega-datasets" / "data" / "weather.csv"
        if path.exists():
            return str(path)
    raise FileNotFoundError("vega-datasets is not installed: run npm ci")


@task(retries=2, retry_delay_seconds=[1, 5])
def extract(source: str, cities: list[str]) -> list[dict]:
    with open(source, newline="") as file:
        return [row for row in csv.DictReader(file) if row["location"] in cities]


@task
def validate(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    good, bad = [], []
    for row in rows:
        try:
            low, high = float(row["temp_min"]), float(row["temp_max"])
            float(row["precipitation"]), float(row["wind"])
        except (TypeError, ValueError) as error:
            bad.append({**row, "reason": str(error)})
            continue
        if low > high:
            bad.append({**row, "reason": "temp_min is above temp_max"})
        elif row["weather"] == "snow" and low > 5:
            bad.append({**row, "reason": "snow on a day that was never below 5 °C"})
        else:
            good.append(row)
    return good, bad


@task(retries=3, retry_delay_seconds=0.5)
def load(rows: list[dict], database: str) -> int:
    with sqlite3.connect(database, timeout=10) as connection:
        connection.execute(
            "create table if not exists weather (location text, date text, precipitation real, temp_max real,"
            " temp_min real, wind real, weather text, primary key (location, date))"
        )
        connection.executemany(
            "insert or replace into weather values (:location, :date, :precipitation, :temp_max, :temp_min, :wind, :weather)",
            rows,
        )
    return len(rows)


@flow(name="weather-etl-python")
def weather_etl(cities: list[str] = ["Seattle", "New York"], chunk_size: int = 500):
    """Loads the daily weather of Seattle and New York into a database and reports on it."""
    logger = get_run_logger()
    database = str(Path(tempfile.gettempdir()) / "signalbox-weather-python.db")
    good, bad = validate(extract(public_file(), cities))
    logger.info("extracted %s days, set %s aside", len(good) + len(bad), len(bad))
    chunks = [good[start : start + chunk_size] for start in range(0, len(good), chunk_size)]
    loaded = load.map(chunks, database=[database] * len(chunks)).result()
    create_markdown_artifact(f"# Weather\n**{sum(loaded)}** days loaded, **{len(bad)}** rows set aside.", key="weather-report-python")
    create_table_artifact([{key: row[key] for key in ("location", "date", "reason")} for row in bad], key="bad-weather-rows")
    return sum(loaded)


if __name__ == "__main__":
    weather_etl()
