from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.blocks.system import Secret
from prefect.concurrency.sync import concurrency
from prefect.variables import Variable


@task(tags=["scarce"])
def scarce():
    return 1


@flow
def services():
    Variable.set("region", "north", overwrite=True)
    assert Variable.get("region") == "north"
    Secret(value="open sesame").save("door", overwrite=True)
    assert Secret.load("door").get() == "open sesame"
    create_markdown_artifact("# Report", key="report")
    create_table_artifact([{"a": 1}], key="rows")
    with concurrency("database", occupy=1):
        pass
    return scarce()


if __name__ == "__main__":
    assert services() == 1
