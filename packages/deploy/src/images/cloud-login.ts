// deploy: the login to a registry of a cloud, as who this machine is to that cloud. Its libraries are loaded only here.
import { awsIdentity } from '../buckets/aws-identity.ts';
import { loadPackage } from '../buckets/load-package.ts';
import { StepError } from '../steps/step-error.ts';
import type { RegistryLogin } from './registry-login.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Azure's name for whoever has a token instead of a user. */
const AZURE_USER = '00000000-0000-0000-0000-000000000000';

/** 123456789012.dkr.ecr.eu-central-1.amazonaws.com */
async function elasticContainerRegistry(step: string, region: string, env: Environment): Promise<RegistryLogin> {
  const load = () => import('@aws-sdk/client-ecr');
  const { ECRClient, GetAuthorizationTokenCommand } = await loadPackage(step, '@aws-sdk/client-ecr', load);
  const endpoint = env.AWS_ENDPOINT_URL_ECR ?? env.AWS_ENDPOINT_URL;
  const client = new ECRClient({ region, ...awsIdentity({}, env), ...(endpoint !== undefined && { endpoint }) });
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
  const colon = token.indexOf(':');
  return { username: token.slice(0, colon), password: token.slice(colon + 1) };
}

async function artifactRegistry(step: string): Promise<RegistryLogin> {
  const { GoogleAuth } = await loadPackage(step, 'google-auth-library', () => import('google-auth-library'));
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  return { username: 'oauth2accesstoken', password: (await auth.getAccessToken()) ?? '' };
}

/** Azure takes a token of its directory and gives one of the registry. */
async function azureContainerRegistry(step: string, host: string): Promise<RegistryLogin> {
  const { DefaultAzureCredential } = await loadPackage(step, '@azure/identity', () => import('@azure/identity'));
  const { token } = await new DefaultAzureCredential().getToken('https://management.azure.com/.default');
  const response = await fetch(`https://${host}/oauth2/exchange`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'access_token', service: host, access_token: token }),
  });
  const answer: unknown = response.ok ? await response.json() : null;
  const refresh =
    typeof answer === 'object' && answer !== null && 'refresh_token' in answer ? answer.refresh_token : null;
  if (typeof refresh === 'string') return { username: AZURE_USER, password: refresh };
  throw new Error(`${host} answered ${response.status}`);
}

function githubContainerRegistry(env: Environment): RegistryLogin | null {
  const password = env.GITHUB_TOKEN ?? env.GH_TOKEN;
  return password ? { username: env.GITHUB_ACTOR ?? 'token', password } : null;
}

const ECR = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** Null for a registry of no cloud, and for one whose token is not there: docker goes on as it is. */
export async function cloudLogin(step: string, registry: string, env: Environment): Promise<RegistryLogin | null> {
  if (registry === 'ghcr.io') return githubContainerRegistry(env);
  const region = ECR.exec(registry)?.[1];
  try {
    if (region !== undefined) return await elasticContainerRegistry(step, region, env);
    if (registry.endsWith('.pkg.dev') || /(^|\.)gcr\.io$/.test(registry)) return await artifactRegistry(step);
    return registry.endsWith('.azurecr.io') ? await azureContainerRegistry(step, registry) : null;
  } catch (error) {
    if (error instanceof StepError || !(error instanceof Error)) throw error;
    const problem = `no login to ${registry}: ${error.message}`;
    throw new StepError(step, problem, 'Give credentials, or log in with docker login', { cause: error });
  }
}
