// engine: tells subscribers in this process what has been committed.

export type Unsubscribe = () => void;

/** One topic; subscribers are called in turn and must neither block nor throw. */
export class Hub<Message> {
  readonly #subscribers = new Set<(message: Message) => void>();

  subscribe(subscriber: (message: Message) => void): Unsubscribe {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  publish(message: Message): void {
    for (const subscriber of this.#subscribers) subscriber(message);
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.size > 0;
  }
}
