// ecs: the subnets that a task on a network of its own is put into.
import { DescribeSubnetsCommand, DescribeVpcsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { NetworkConfiguration } from '@aws-sdk/client-ecs';
import { SubmitError } from '@signalbox/core';
import type { EcsConfiguration } from './ecs-configuration.ts';

/** Subnets of a VPC seldom change; what was read is used as long. */
const KEPT_MILLISECONDS = 600_000;

type Asked = Pick<EcsConfiguration, 'vpc_id' | 'network_configuration'>;

export class Networks {
  readonly #ec2: EC2Client;
  readonly #known = new Map<string, { readonly until: number; readonly subnets: Promise<string[]> }>();

  constructor(ec2: EC2Client) {
    this.#ec2 = ec2;
  }

  /**
   * What the template says, else all subnets of the VPC it names, else those of the default VPC.
   * @throws SubmitError when there is no such VPC, or no subnet in it
   */
  async configurationOf({ vpc_id, network_configuration }: Asked): Promise<NetworkConfiguration> {
    if (network_configuration !== null)
      // The edge of the types: AWS says what it does not take.
      return (
        'awsvpcConfiguration' in network_configuration
          ? network_configuration
          : { awsvpcConfiguration: network_configuration }
      ) as NetworkConfiguration;
    const subnets = await this.#subnetsOf(vpc_id);
    return { awsvpcConfiguration: { subnets, assignPublicIp: 'ENABLED', securityGroups: [] } };
  }

  #subnetsOf(vpc_id: string | null): Promise<string[]> {
    const key = vpc_id ?? '';
    const known = this.#known.get(key);
    if (known !== undefined && known.until > Date.now()) return known.subnets;
    const subnets = this.#readSubnets(vpc_id);
    this.#known.set(key, { until: Date.now() + KEPT_MILLISECONDS, subnets });
    subnets.catch(() => this.#known.delete(key));
    return subnets;
  }

  async #readSubnets(vpc_id: string | null): Promise<string[]> {
    const id = vpc_id ?? (await this.#defaultVpc());
    const subnets: string[] = [];
    let NextToken: string | undefined;
    do {
      const Filters = [{ Name: 'vpc-id', Values: [id] }];
      const page = await this.#ec2.send(new DescribeSubnetsCommand({ Filters, NextToken }));
      subnets.push(...(page.Subnets ?? []).flatMap(({ SubnetId }) => SubnetId ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== '');
    if (subnets.length > 0) return subnets;
    throw new SubmitError(
      `There is no subnet in the VPC ${id}. Create one, or name another VPC with the job variable vpc_id.`,
    );
  }

  async #defaultVpc(): Promise<string> {
    const Filters = [{ Name: 'isDefault', Values: ['true'] }];
    const { Vpcs } = await this.#ec2.send(new DescribeVpcsCommand({ Filters }));
    const id = Vpcs?.[0]?.VpcId;
    if (id !== undefined) return id;
    throw new SubmitError(
      'The region has no default VPC. Set the job variable vpc_id, or network_configuration with the subnets.',
    );
  }
}
