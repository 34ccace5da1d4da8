import os
import signal
import sys

from prefect import flow


@flow
def fails():
    raise RuntimeError("the reason of the failure")


@flow
def dies():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    {"fails": fails, "dies": dies}[sys.argv[1]]()
