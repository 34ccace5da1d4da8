import os
import signal
import sys
import time

from prefect import flow


@flow
def fails():
    raise RuntimeError("the reason of the failure")


@flow
def dies():
    time.sleep(2)  # long enough for a first heartbeat
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    {"fails": fails, "dies": dies}[sys.argv[1]]()
