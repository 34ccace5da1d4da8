// engine: decides, does what the rules need done first, and decides again with the outcome.
import { type Decision, decide, type Policy, type Subject, type Transition } from '@signalbox/core';
import type { Unit } from '../engine.ts';
import { answerNeed } from './needs.ts';

/** Most needs that one decision can have: each kind is asked for at most once. */
const NEEDS_AT_MOST = 5;

export async function decideWithNeeds<S extends Subject>(
  unit: Unit,
  policy: Policy<S>,
  transition: Transition<S>,
  facts: S['facts'],
): Promise<Decision<S>> {
  let known = facts;
  let asking = '';
  for (let asked = 0; asked <= NEEDS_AT_MOST; asked++) {
    const decision = decide(policy, transition, known);
    if (decision.verdict !== 'need') return decision;
    asking = decision.rule;
    known = { ...known, answers: { ...known.answers, ...(await answerNeed(unit, decision.need)) } };
  }
  throw new Error(`the rules asked more than ${NEEDS_AT_MOST} times; the last was ${asking}`);
}
