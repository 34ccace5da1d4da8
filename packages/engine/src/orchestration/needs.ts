// engine: what the rules for runs need done before they can decide: slots are tried for here.
import { type ConcurrencyLimitId, type DeploymentId, type FlowRunId, LeaseId } from '@signalbox/contract';
import { type Answers, addSeconds, type DeploymentSlot, type Need, newId } from '@signalbox/core';
import {
  countHeldSlots,
  findCachedStateId,
  findDeploymentLimit,
  findLeaseHeldBy,
  findState,
  insertHeldSlots,
  renewHeldSlots,
} from '@signalbox/store';
import { claimTagSlots } from '../concurrency-limits/tag-slots.ts';
import type { Unit } from '../engine.ts';

export async function answerNeed(unit: Unit, need: Need): Promise<Answers> {
  switch (need.kind) {
    case 'claim_deployment_slot':
      return { claim_deployment_slot: await claimDeploymentSlot(unit, need) };
    case 'keep_deployment_slot': {
      const expires_at = addSeconds(unit.now, need.grace_period_seconds);
      const kept = await renewHeldSlots(unit.transaction, need.lease_id, { now: unit.now, expires_at });
      return {
        keep_deployment_slot: kept ? { claimed: true, lease_id: need.lease_id } : await claimDeploymentSlot(unit, need),
      };
    }
    case 'count_deployment_slots': {
      const limit_id = await limitOfDeployment(unit, need.deployment_id);
      const held = limit_id === null ? 0 : await countHeldSlots(unit.transaction, limit_id, unit.now);
      return { count_deployment_slots: { free: Math.max(0, need.limit - held) } };
    }
    case 'claim_tag_slots':
      return { claim_tag_slots: await claimTagSlots(unit, need.task_run_id, need.tags) };
    case 'find_cached_state':
      return { find_cached_state: { state: await findCachedState(unit, need.cache_key) } };
  }
}

async function limitOfDeployment(unit: Unit, id: DeploymentId): Promise<ConcurrencyLimitId | null> {
  return (await findDeploymentLimit(unit.transaction, id))?.concurrency_limit_id ?? null;
}

async function claimDeploymentSlot(
  unit: Unit,
  need: { deployment_id: DeploymentId; flow_run_id: FlowRunId; limit: number; grace_period_seconds: number },
): Promise<DeploymentSlot> {
  const concurrency_limit_id = await limitOfDeployment(unit, need.deployment_id);
  const lease_id = LeaseId.parse(newId());
  if (concurrency_limit_id === null) return { claimed: true, lease_id };
  const holder = { type: 'flow_run', id: need.flow_run_id };
  // A run that waits for its next attempt has kept its slot: asking again must not make it wait for itself.
  const held = await findLeaseHeldBy(unit.transaction, holder, concurrency_limit_id, unit.now);
  if (held !== null) return { claimed: true, lease_id: held };
  if ((await countHeldSlots(unit.transaction, concurrency_limit_id, unit.now)) >= need.limit) return { claimed: false };
  await insertHeldSlots(unit.transaction, {
    id: newId(),
    lease_id,
    created: unit.now,
    concurrency_limit_id,
    slots: 1,
    holder,
    expires_at: addSeconds(unit.now, need.grace_period_seconds),
  });
  return { claimed: true, lease_id };
}

async function findCachedState(unit: Unit, cache_key: string) {
  const id = await findCachedStateId(unit.transaction, cache_key, unit.now);
  return id === null ? null : findState(unit.transaction, 'task_run_states', id);
}
