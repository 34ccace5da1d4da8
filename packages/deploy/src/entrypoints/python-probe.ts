// deploy: the Python program that loads flow files with the prefect package and reports what their flows are.

/** The exit code of the probe where prefect cannot be imported. */
export const NO_PREFECT = 64;

/** Exits with NO_PREFECT when prefect cannot be imported. Reports on file descriptor 3, one line of JSON for each argument. */
export const PYTHON_PROBE = `
import importlib.util, json, os, sys, traceback

try:
    from prefect import Flow
except ImportError:
    sys.exit(${NO_PREFECT})

report = os.fdopen(3, "w")
sys.path.insert(0, os.getcwd())


def reason(error, path):
    frames = [f for f in traceback.extract_tb(error.__traceback__) if os.path.abspath(f.filename) == path]
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else frames[-1].lineno if frames else None
    return f"{type(error).__name__}: {error}" + (f" ({path}:{line})" if line else "")


def describe(path, name, index):
    path = os.path.abspath(path)
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location(f"__signalbox_flow_{index}__", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        return {"outcome": "import", "reason": reason(error, path)}
    finally:
        sys.path.pop(0)
    flows = [key for key, value in vars(module).items() if isinstance(value, Flow)]
    value = vars(module).get(name)
    if not isinstance(value, Flow):
        return {"outcome": "not-a-flow" if name in vars(module) else "missing", "flows": flows}
    return {
        "outcome": "flow",
        "flow": {
            "name": value.name,
            "description": value.description,
            "version": value.version,
            "parameter_openapi_schema": value.parameters.model_dump_for_openapi(),
        },
    }


for index, entry in enumerate(sys.argv[1:]):
    path, _, name = entry.rpartition(":")
    report.write(json.dumps({"entry": entry, **describe(path, name, index)}) + "\\n")
    report.flush()
os._exit(0)
`;
