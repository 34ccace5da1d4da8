// server: what a query may ask for at most.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getOperationAST, parse } from 'graphql';
import { excess, type QueryLimits, querySize } from './limits.ts';
import { createSchema } from './schema.ts';

const schema = createSchema();
const sizes = { page: 200, children: 20 };

function sizeOf(text: string, variables: { readonly [name: string]: unknown } = {}) {
  const document = parse(text);
  const operation = getOperationAST(document);
  assert.ok(operation);
  return querySize(schema, document, operation, variables, sizes);
}

test('a query is as deep as its deepest field, through fragments too', () => {
  assert.equal(sizeOf('{ flows { id } }').depth, 2);
  assert.equal(sizeOf('{ flows { ...f } } fragment f on Flow { flow_runs { state { name } } }').depth, 4);
  assert.equal(sizeOf('{ ... on Query { flows { ... { id } } } }').depth, 2);
});

test('the fields of a list cost as often as its limit says, given or not', () => {
  assert.equal(sizeOf('{ flow(id: "x") { id name } }').cost, 3);
  assert.equal(sizeOf('{ flows(limit: 10) { id name } }').cost, 21);
  assert.equal(sizeOf('{ flows { id } }').cost, 201);
  assert.equal(sizeOf('query ($n: Int) { flows(limit: $n) { id } }', { n: 5 }).cost, 6);
  assert.equal(sizeOf('{ flows(limit: 10) { flow_runs { id } } }').cost, 1 + 10 * (1 + 20));
  assert.equal(sizeOf('{ flows(limit: 10) { flow_runs(limit: 2) { id } } }').cost, 1 + 10 * (1 + 2));
  assert.equal(sizeOf('{ flows_paginate(limit: 7) { results { id } } }').cost, 1 + (1 + 7));
});

test('fragments that spread each other twice are measured at once', () => {
  const levels = Array.from({ length: 60 }, (_, level) => level);
  const fragments = levels.map((level) => `fragment f${level} on Flow { ...f${level + 1} ...f${level + 1} }`);
  const size = sizeOf(`{ flow(id: "x") { ...f0 } } ${fragments.join('\n')} fragment f60 on Flow { id }`);
  assert.equal(size.cost, 1 + 2 ** 60);
  assert.equal(size.depth, 2);
});

test('fragments that spread each other in a circle end', () => {
  assert.equal(
    sizeOf('{ flow(id: "x") { ...a } } fragment a on Flow { id ...b } fragment b on Flow { ...a }').depth,
    2,
  );
});

test('what passes a limit is refused with its number and what to do', () => {
  const limits: QueryLimits = { depth: 3, cost: 100, aliases: 1 };
  const codeOf = (text: string) => excess(sizeOf(text), limits)?.extensions.code ?? null;
  assert.equal(codeOf('{ a: flow(id: "x") { id } }'), null);
  assert.equal(codeOf('{ flow(id: "x") { flow_runs(limit: 1) { state { name } } } }'), 'query_too_deep');
  assert.equal(codeOf('{ a: flow(id: "x") { id } b: flow(id: "y") { id } }'), 'too_many_aliases');
  assert.equal(codeOf('{ flows(limit: 100) { id } }'), 'query_too_costly');
  assert.match(excess(sizeOf('{ flows(limit: 100) { id } }'), limits)?.message ?? '', /101 fields; at most 100/);
});
