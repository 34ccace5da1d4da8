import os
import signal
import time

from prefect import flow, task


@task
def double(x: int) -> int:
    return 2 * x


@flow(log_prints=True)
def hello(name: str = "world", seconds: float = 0, die: bool = False):
    print(f"hello {name}")
    if die:
        # Time for the line above to pass through the process that watches over this one.
        time.sleep(1)
        # The process of the flow and the one that watches over it, without a word.
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(seconds)
    return double(21)
