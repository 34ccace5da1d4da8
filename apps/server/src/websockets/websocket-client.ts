// server: a client at the other end of a websocket: its frames one by one, as fast as they are taken.
import type { Engine } from '@signalbox/engine';
import type { WebSocket } from 'ws';

/** Close codes that Prefect's clients know. */
export const CLOSE = { policy: 1008, protocol: 1002, failure: 1011, goingAway: 1001 } as const;

/** What a path does with a client that has passed the handshake; it ends when the client has gone. */
export type WebsocketProtocol = (client: WebsocketClient, engine: Engine) => Promise<void>;

export interface WebsocketClient {
  /**
   * The next text frame, parsed; null when the client has gone. Taking it also answers pings that came before it: a
   * client that pings learns that all it sent before has been dealt with.
   * @throws SyntaxError for a frame that is no JSON
   */
  next(): Promise<unknown>;
  /** Frames that have arrived and were not taken yet, up to the next ping. */
  readonly waitingFrames: number;
  send(message: unknown): void;
  close(code: number, reason: string): void;
  /** Bytes that wait to be sent: a client that reads too slowly. */
  readonly bufferedBytes: number;
  readonly signal: AbortSignal;
}

type Arrival = { readonly kind: 'frame'; readonly text: string } | { readonly kind: 'ping'; readonly data: Buffer };

/** Frames that a client may send ahead of their handling before its socket is paused. */
const FRAMES_AHEAD = 500;

/** @param websocket one that does not answer pings by itself */
export function websocketClient(websocket: WebSocket): WebsocketClient {
  const arrivals: Arrival[] = [];
  const gone = new AbortController();
  let wake = () => {};
  const arrive = (arrival: Arrival) => {
    arrivals.push(arrival);
    if (arrivals.length >= FRAMES_AHEAD) websocket.pause();
    wake();
  };
  websocket.on('message', (data) => arrive({ kind: 'frame', text: data.toString() }));
  websocket.on('ping', (data) => arrive({ kind: 'ping', data }));
  websocket.on('close', () => {
    gone.abort();
    wake();
  });
  // A broken frame or connection is followed by 'close', which ends the protocol.
  websocket.on('error', () => wake());
  return {
    next: async () => {
      for (;;) {
        const arrival = arrivals.shift();
        if (websocket.isPaused && arrivals.length < FRAMES_AHEAD / 2) websocket.resume();
        if (arrival?.kind === 'frame') return JSON.parse(arrival.text);
        if (arrival) {
          if (websocket.readyState === websocket.OPEN) websocket.pong(arrival.data);
          continue;
        }
        if (gone.signal.aborted) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    get waitingFrames() {
      const ping = arrivals.findIndex(({ kind }) => kind === 'ping');
      return ping === -1 ? arrivals.length : ping;
    },
    send: (message) => {
      if (websocket.readyState === websocket.OPEN) websocket.send(JSON.stringify(message));
    },
    close: (code, reason) => websocket.close(code, reason),
    get bufferedBytes() {
      return websocket.bufferedAmount;
    },
    signal: gone.signal,
  };
}
