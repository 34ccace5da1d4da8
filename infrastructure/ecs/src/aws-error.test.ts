// ecs: tests of what errors of AWS mean.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, isAnswerLost, isThrottled, tasksOfConflict } from './aws-error.ts';

const errorOf = (name: string, message: string, more: object = {}) => Object.assign(new Error(message), { name }, more);
const answered = (status: number) => ({ $metadata: { httpStatusCode: status } });

test('a call is looked after, not just repeated, when nobody knows what it has done', () => {
  assert.ok(isAnswerLost(errorOf('Error', 'socket hang up', { code: 'ECONNRESET', $metadata: { attempts: 1 } })));
  assert.ok(isAnswerLost(errorOf('TimeoutError', 'no answer')));
  assert.ok(isAnswerLost(errorOf('ServerException', 'inside', answered(500))));
  assert.ok(!isAnswerLost(errorOf('InvalidParameterException', 'no', answered(400))));
  assert.ok(!isAnswerLost(errorOf('CredentialsProviderError', 'no keys')));
  assert.ok(!isAnswerLost(new TypeError('a mistake in the program')));
});

test('too many calls, too many tasks and too many revisions at one time all pass', () => {
  assert.ok(isThrottled(errorOf('ThrottlingException', 'Rate exceeded', answered(400))));
  assert.ok(isThrottled(errorOf('TooManyRequestsException', '', answered(429))));
  assert.ok(isThrottled(errorOf('ClientException', 'Too many concurrent attempts to create a new revision')));
  assert.ok(isThrottled(errorOf('ClientException', "You've reached the limit on the number of tasks")));
  assert.ok(!isThrottled(errorOf('ClientException', 'Role is not valid', answered(400))));
});

test('a conflict names the tasks that were started before', () => {
  assert.deepEqual(tasksOfConflict(errorOf('ConflictException', '', { resourceIds: ['arn:task'] })), ['arn:task']);
  assert.equal(tasksOfConflict(errorOf('ClientException', '')), null);
});

test('what is said ends with what to do', () => {
  assert.match(explain(errorOf('ClusterNotFoundException', 'Cluster not found.')), /job variable cluster\.$/);
  assert.match(explain(errorOf('AccessDeniedException', 'not authorized to perform: ecs:RunTask')), /Allow it/);
  assert.match(explain(errorOf('InvalidClientTokenId', 'The token is invalid')), /keys in the AWS credentials/);
});
