from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.blocks.system import Secret


@task
def step(number: int):
    get_run_logger().info("step %s logged", number)
    return number


@flow
def swept():
    get_run_logger().info("the flow logged")
    create_markdown_artifact("# Kept", key="kept")
    create_markdown_artifact("# Spare", key="spare")
    Secret(value="hidden words").save("door", overwrite=True)
    return [step(number) for number in range(2)]


if __name__ == "__main__":
    swept()
