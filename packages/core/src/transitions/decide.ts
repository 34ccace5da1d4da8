// core: the one function that decides on a transition: it asks the rules of a policy in order.
import type { State, StateType } from '@signalbox/contract';
import type {
  Changes,
  Effect,
  Moment,
  Need,
  Policy,
  Rule,
  Ruling,
  RunPatch,
  StateSet,
  Subject,
  Transition,
} from './rule.ts';

export type Verdict = 'accept' | 'reject' | 'wait' | 'abort';

/** What became of a transition. */
export interface Decision<S extends Subject> {
  readonly verdict: Verdict;
  /** The state to write; null when nothing is written and the run keeps its state. */
  readonly state: State | null;
  /** Why not as proposed; null when accepted. */
  readonly reason: string | null;
  /** After how many seconds to ask again; only with `wait`. */
  readonly delay_seconds?: number;
  /** The columns of the run to change. */
  readonly run_patch: RunPatch<S>;
  /** What else to do in the same transaction, in order. */
  readonly effects: readonly Effect[];
  /** The rules that changed or guarded the transition, in order. */
  readonly fired: readonly string[];
}

/** A rule needs something done or found out first: answer it in `facts.answers` and decide again. */
export interface Unanswered {
  readonly verdict: 'need';
  readonly need: Need;
  /** The rule that asks. */
  readonly rule: string;
}

/** A transition while the rules are asked. */
interface Course<S extends Subject> {
  verdict: Verdict;
  reason: string | null;
  delay_seconds: number | undefined;
  state: State | null;
  run: S['run'];
  run_patch: RunPatch<S>;
  effects: Effect[];
  readonly fired: string[];
}

/** A rule that was asked, and the type of state that it left to the next one. */
interface Entered<S extends Subject> {
  readonly rule: Rule<S>;
  readonly left: StateType | undefined;
}

/**
 * Decides whether a run goes to the proposed state, to another, or to none. Total and deterministic: the same
 * arguments give the same decision.
 *
 * When a rule needs a slot or a look into the cache, `need` comes back instead: the shell meets it in the
 * transaction that holds the run, puts the outcome into `facts.answers` under the need's kind and calls again.
 */
export function decide<S extends Subject>(
  policy: Policy<S>,
  transition: Transition<S>,
  facts: S['facts'],
): Decision<S> | Unanswered {
  const course: Course<S> = {
    verdict: 'accept',
    reason: null,
    delay_seconds: undefined,
    state: transition.proposed,
    run: transition.run,
    run_patch: {},
    effects: [],
    fired: [],
  };
  const entered: Entered<S>[] = [];
  for (const rule of policy.rules) {
    if (course.state === null || !isEntered(rule, transition, course.state)) continue;
    const moment = { run: course.run, initial: transition.initial, proposed: course.state, facts };
    const need = rule.needs?.(moment) ?? null;
    if (need !== null && facts.answers[need.kind] === undefined) return { verdict: 'need', need, rule: rule.name };
    apply(course, rule, rule.before?.(moment) ?? null);
    entered.push({ rule, left: course.state?.type });
  }
  if (course.state === null) forgetChanges(course, transition);
  else settle(course, policy, transition, course.state);
  unwind(course, entered, transition, facts);
  return decisionFrom(course);
}

function decisionFrom<S extends Subject>(course: Course<S>): Decision<S> {
  const { verdict, state, reason, delay_seconds, run_patch, effects, fired } = course;
  return {
    verdict,
    state,
    reason,
    ...(delay_seconds === undefined ? {} : { delay_seconds }),
    run_patch,
    effects,
    fired,
  };
}

function contains(set: StateSet, type: StateType | undefined): boolean {
  return set === 'any' || set.includes(type ?? 'none');
}

function isEntered<S extends Subject>(rule: Rule<S>, transition: Transition<S>, state: State): boolean {
  if (!contains(rule.from, transition.initial?.type) || !contains(rule.to, transition.proposed.type)) return false;
  return rule.always === true || state.type === transition.proposed.type;
}

function apply<S extends Subject>(course: Course<S>, rule: Rule<S>, ruling: Ruling<S>): void {
  if (ruling === null) return;
  record(course, rule, ruling);
  if (ruling.kind === 'amend') {
    course.state = ruling.state ?? course.state;
    return;
  }
  course.verdict = ruling.kind;
  course.reason = ruling.reason;
  course.state = ruling.kind === 'reject' ? ruling.state : null;
  course.delay_seconds = ruling.kind === 'wait' ? ruling.delay_seconds : undefined;
}

function record<S extends Subject>(course: Course<S>, rule: Rule<S>, changes: Changes<S>): void {
  if (!course.fired.includes(rule.name)) course.fired.push(rule.name);
  patch(course, changes.run_patch);
  course.effects.push(...(changes.effects ?? []));
}

function patch<S extends Subject>(course: Course<S>, run_patch: RunPatch<S> | undefined): void {
  if (run_patch === undefined) return;
  course.run_patch = { ...course.run_patch, ...run_patch };
  course.run = { ...course.run, ...run_patch };
}

function forgetChanges<S extends Subject>(course: Course<S>, transition: Transition<S>): void {
  course.run = transition.run;
  course.run_patch = {};
  course.effects = [];
}

function settle<S extends Subject>(
  course: Course<S>,
  policy: Policy<S>,
  transition: Transition<S>,
  proposed: State,
): void {
  const settlement = policy.settle({ run: course.run, initial: transition.initial, proposed });
  course.state = settlement.state;
  patch(course, settlement.run_patch);
  course.effects.push(...settlement.effects);
}

function unwind<S extends Subject>(
  course: Course<S>,
  entered: readonly Entered<S>[],
  transition: Transition<S>,
  facts: S['facts'],
): void {
  const { proposed, initial } = transition;
  const written = course.state;
  for (const { rule, left } of entered.toReversed()) {
    const moment: Moment<S> = { run: course.run, initial, proposed, facts };
    const stands = rule.always === true || left === written?.type;
    const changes = stands ? rule.after?.(moment, written) : rule.undo?.(moment);
    if (changes) record(course, rule, changes);
  }
}
