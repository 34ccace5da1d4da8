// deploy: each host of git gets the token in the form that it takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsFromToken, gitAccess } from './git-access.ts';

function sent(repository: string, token: string | null): string | null {
  const access = gitAccess(repository, token === null ? null : credentialsFromToken(token), {});
  assert.ok(access !== null);
  assert.ok(!access.url.includes('@'));
  const header = access.environment.GIT_CONFIG_VALUE_0;
  return header === undefined ? null : Buffer.from(header.replace('Authorization: Basic ', ''), 'base64').toString();
}

const forms: [string, string | null, string | null][] = [
  ['https://github.com/acme/shop.git', 'ghp_1', 'x-access-token:ghp_1'],
  ['https://gitlab.com/acme/shop.git', 'glpat-1', 'oauth2:glpat-1'],
  ['https://gitlab.example.org/acme/shop.git', 'deploy-user:gldt-1', 'deploy-user:gldt-1'],
  ['https://bitbucket.org/acme/shop.git', 'tok', 'x-token-auth:tok'],
  ['https://ada@bitbucket.org/acme/shop.git', 'tok', 'ada:tok'],
  ['https://acme@dev.azure.com/acme/shop/_git/shop', 'pat', 'acme:pat'],
  ['https://acme@dev.azure.com/acme/shop/_git/shop', null, null],
  ['https://git.example.org/shop.git', 'tok', 'x-access-token:tok'],
  ['https://ada:p%40ss@git.example.org/shop.git', null, 'ada:p@ss'],
  ['https://tok@git.example.org/shop.git', null, 'x-access-token:tok'],
  ['https://git.example.org/shop.git', null, null],
];
for (const [repository, token, expected] of forms)
  test(`${token === null ? 'no token' : 'a token'} for ${repository}`, () =>
    assert.equal(sent(repository, token), expected));

test('the header is for this host alone, and no helper keeps the token', () => {
  const access = gitAccess('https://git.example.org:8443/a.git', credentialsFromToken('t'), { GIT_CONFIG_COUNT: '2' });
  assert.equal(access?.environment.GIT_CONFIG_COUNT, '4');
  assert.equal(access?.environment.GIT_CONFIG_KEY_2, 'http.https://git.example.org:8443/.extraHeader');
  assert.equal(access?.environment.GIT_CONFIG_VALUE_3, '');
});

test('a token for what is not read by HTTP is refused', () => {
  assert.equal(gitAccess('git@host:a.git', credentialsFromToken('t'), {}), null);
});
