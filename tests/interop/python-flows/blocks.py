import time
import warnings
from typing import List, Optional

from prefect.blocks.core import Block
from prefect.blocks.system import Secret
from prefect.concurrency.sync import concurrency, rate_limit
from pydantic import SecretStr


class Credentials(Block):
    token: SecretStr
    ratio: float = 1.0


class Storage(Block):
    credentials: Credentials
    spare: Optional[Credentials] = None
    many: List[Credentials] = []
    tiny: float = 1e-7


def nested_blocks():
    credentials = Credentials(token="first")
    credentials.save("mine")
    Storage(credentials=credentials, many=[Credentials(token="listed")]).save("store")
    assert Storage.load("store").credentials.token.get_secret_value() == "first"
    Credentials(token="second").save("mine", overwrite=True)
    loaded = Storage.load("store")
    assert loaded.credentials.token.get_secret_value() == "second"
    assert loaded.many[0].token.get_secret_value() == "listed"
    assert loaded.tiny == 1e-7


def made_elsewhere():
    assert Secret.load("made-elsewhere").get() == {"user": "ada"}


def limits():
    started = time.monotonic()
    for _ in range(3):
        rate_limit("twice-a-second")
    assert time.monotonic() - started >= 0.9
    with concurrency("one", occupy=1, timeout_seconds=10):
        try:
            with concurrency("one", occupy=1, timeout_seconds=0.5):
                raise AssertionError("the slot was taken twice")
        except TimeoutError:
            pass
    with concurrency("one", occupy=1, timeout_seconds=10):
        pass


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    nested_blocks()
    made_elsewhere()
    limits()
assert not [w for w in caught if "checksum" in str(w.message)], [str(w.message) for w in caught]
print("all as expected")
