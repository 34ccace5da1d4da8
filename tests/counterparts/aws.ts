// tests: servers that speak as AWS does: one whose tasks are real containers, one that only plays them.
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { DockerDaemon } from './docker-daemon.ts';
import type { NamespaceLink } from './namespace-link.ts';
import { counterpart, freePort, startServer } from './server-program.ts';

const REGION = 'us-east-1';
const KEYS = { accessKeyId: 'someone', secretAccessKey: 'aws-s3cret' };

export interface Aws extends AsyncDisposable {
  readonly endpoint_url: string;
  readonly ecs: ECSClient;
  /** The data of a block of AWS credentials; another endpoint when a proxy lies between. */
  credentials(endpoint_url?: string): Readonly<Record<string, unknown>>;
  output(): string;
}

const clientSettings = (endpoint: string) => ({ endpoint, region: REGION, credentials: KEYS });

async function openAws(
  endpoint_url: string,
  server: AsyncDisposable & { readonly output: () => string },
): Promise<Aws> {
  const ecs = new ECSClient(clientSettings(endpoint_url));
  await ecs.send(new CreateClusterCommand({ clusterName: 'default' }));
  return {
    endpoint_url,
    ecs,
    credentials: (endpoint = endpoint_url) => ({
      aws_access_key_id: KEYS.accessKeyId,
      aws_secret_access_key: KEYS.secretAccessKey,
      region_name: REGION,
      aws_client_parameters: { endpoint_url: endpoint },
    }),
    output: server.output,
    [Symbol.asyncDispose]: async () => {
      ecs.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

export async function openMoto(): Promise<Aws> {
  const port = await freePort();
  const words = [counterpart('venv/bin/moto_server'), '-H', '127.0.0.1', '-p', String(port)];
  return openAws(`http://127.0.0.1:${port}`, await startServer(port, words));
}

const PORT_OF_MINISTACK = 4566;

/** Its tasks are containers of the daemon. */
export async function openMinistack(daemon: DockerDaemon, link: NamespaceLink): Promise<Aws> {
  const env = {
    ...daemon.env,
    BIND_HOST: link.namespace_address,
    GATEWAY_PORT: String(PORT_OF_MINISTACK),
    PERSIST_STATE: '0',
  };
  const endpoint_url = `http://${link.namespace_address}:${PORT_OF_MINISTACK}`;
  const isListening = (): Promise<boolean> =>
    fetch(endpoint_url).then(
      () => true,
      () => false,
    );
  const words = ['nsenter', `--net=/run/netns/${daemon.namespace}`, counterpart('venv/bin/ministack')];
  return openAws(endpoint_url, await startServer(PORT_OF_MINISTACK, words, env, isListening));
}
