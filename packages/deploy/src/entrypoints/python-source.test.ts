// deploy: flows read from Python source, as Prefect describes the same flows (recorded by hand from 3.8.8).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entrypoint, entrypointFromText } from './entrypoint.ts';
import { isFault } from './flow-description.ts';
import { flowFromPythonSource } from './python-source.ts';

const SOURCE = `
from typing import Optional, Literal, Union
import prefect
from prefect import flow, task

@flow(log_prints=True, retries=2)
def load_weather(
    city: str,  # the city, not "the town"
    days: int = 3, ratio: float = -0.5,
    names: list[str] = ["a", 'b,c'],
    when: Optional[datetime] = None,
    mode: Literal["x", "y"] = "x",
    u: Union[int, str] = 1,
    m: dict[str, int] = {},
    untyped=None,
    cfg: Config = Config(a=1),
    maybe: str | None = None,
    more: "list[int]" = (1, 2),
    *, on: bool = False, **rest,
) -> dict[str, int]:
    """Loads it.

    Args:
        city: where
    """
    print(city)

@prefect.flow(name="Named: flow", description='What it ' "does"[0:0], version="7")
@other.decorator(
    a=(1, ")"),
)
async def named(): pass

@flow("Short")
def short(): "no docstring of three quotes"

@flow
# a comment between
def bare(): ...

@task
def step(): pass

def plain(x): return x

class Thing: pass
`;

const at = (name: string): Entrypoint => {
  const entrypoint = entrypointFromText(`flows/etl.py:${name}`);
  assert.ok(entrypoint);
  return entrypoint;
};

const described = (name: string) => {
  const found = flowFromPythonSource(SOURCE, at(name));
  assert.ok(!isFault(found));
  return found;
};

test('names, descriptions and versions come from decorator, docstring and function', () => {
  const { name, description, version } = described('load_weather');
  assert.deepEqual(
    { name, description, version },
    {
      name: 'load-weather',
      description: 'Loads it.\n\nArgs:\n    city: where',
      version: null,
    },
  );
  assert.equal(described('named').name, 'Named: flow');
  assert.equal(described('named').version, '7');
  assert.equal(described('short').name, 'Short');
  assert.deepEqual(described('bare'), {
    name: 'bare',
    description: null,
    version: null,
    parameter_openapi_schema: { title: 'Parameters', type: 'object', properties: {} },
  });
});

test('parameters become a schema; what the text does not say stays open', () => {
  assert.deepEqual(described('load_weather').parameter_openapi_schema, {
    title: 'Parameters',
    type: 'object',
    required: ['city'],
    properties: {
      city: { title: 'city', position: 0, type: 'string' },
      days: { title: 'days', position: 1, type: 'integer', default: 3 },
      ratio: { title: 'ratio', position: 2, type: 'number', default: -0.5 },
      names: { title: 'names', position: 3, type: 'array', items: { type: 'string' }, default: ['a', 'b,c'] },
      when: {
        title: 'when',
        position: 4,
        anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
        default: null,
      },
      mode: { title: 'mode', position: 5, enum: ['x', 'y'], type: 'string', default: 'x' },
      u: { title: 'u', position: 6, anyOf: [{ type: 'integer' }, { type: 'string' }], default: 1 },
      m: { title: 'm', position: 7, type: 'object', additionalProperties: { type: 'integer' }, default: {} },
      untyped: { title: 'untyped', position: 8, default: null },
      cfg: { title: 'cfg', position: 9 },
      maybe: { title: 'maybe', position: 10, anyOf: [{ type: 'string' }, { type: 'null' }], default: null },
      more: { title: 'more', position: 11, type: 'array', items: { type: 'integer' }, default: [1, 2] },
      on: { title: 'on', position: 12, type: 'boolean', default: false },
    },
  });
});

test('what is no flow, and what is not there, name the flows of the file', () => {
  const flows = 'Flows in this file: load_weather, named, short, bare';
  for (const name of ['step', 'plain', 'Thing']) {
    assert.deepEqual(flowFromPythonSource(SOURCE, at(name)), {
      fault: 'not-a-flow',
      problem: `"${name}" in flows/etl.py is not a flow`,
      mend: flows,
    });
  }
  assert.deepEqual(flowFromPythonSource(SOURCE, at('nope')), {
    fault: 'missing',
    problem: 'flows/etl.py has no "nope"',
    mend: flows,
  });
  const empty = flowFromPythonSource('', at('x'));
  assert.ok(isFault(empty));
  assert.equal(empty.mend, 'Put @flow above def x');
});

test('an unfinished file is read without an error', () => {
  for (let end = 0; end < SOURCE.length; end += 7) {
    assert.ok(flowFromPythonSource(SOURCE.slice(0, end), at('bare')));
  }
});
