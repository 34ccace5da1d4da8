// client: messages on their way from a socket to whoever iterates, in order and without loss.

export interface MessageQueue<Message> extends AsyncIterable<Message> {
  push(message: Message): void;
  /** Ends the iteration once everything pushed was taken; with an error it throws then. */
  end(error?: Error): void;
}

export function messageQueue<Message>(): MessageQueue<Message> {
  const messages: Message[] = [];
  let ended = false;
  let failure: Error | undefined;
  let wake: () => void = () => {};

  return {
    push(message) {
      messages.push(message);
      wake();
    },
    end(error) {
      if (ended) return;
      ended = true;
      failure = error;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const message = messages.shift();
        if (message !== undefined) yield message;
        else if (failure) throw failure;
        else if (ended) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
