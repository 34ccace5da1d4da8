"""Runs each argument, a JSON list of words, by the `prefect` program in a fork of this process, which loads it once."""

import json
import os
import sys
import tempfile
from importlib.metadata import entry_points

(program,) = entry_points(group="console_scripts", name="prefect")
prefect = program.load()


def run(words):
    with tempfile.TemporaryFile() as output:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os.dup2(output.fileno(), 1)
                os.dup2(output.fileno(), 2)
                sys.argv = ["prefect", *words]
                code = prefect()
            except SystemExit as end:
                code = end.code
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code if isinstance(code, int) else 0 if code is None else 1)
        _, status = os.waitpid(pid, 0)
        output.seek(0)
        return {"words": words, "code": os.waitstatus_to_exitcode(status), "output": output.read().decode()}


for result in [run(json.loads(words)) for words in sys.argv[1:]]:
    print(json.dumps(result))
