// tests: a server in this process, to which the flows of this process report.
import { type House, openHouse } from '@signalbox/testkit';

export interface FlowHouse extends AsyncDisposable {
  readonly house: House;
}

/** Opens a server and configures it as the one of this process. One at a time. */
export async function openServerForFlows(): Promise<FlowHouse> {
  const house = await openHouse();
  const before = process.env.SIGNALBOX_API_URL;
  process.env.SIGNALBOX_API_URL = house.api_url;
  return {
    house,
    [Symbol.asyncDispose]: async () => {
      if (before === undefined) delete process.env.SIGNALBOX_API_URL;
      else process.env.SIGNALBOX_API_URL = before;
      await house[Symbol.asyncDispose]();
    },
  };
}
