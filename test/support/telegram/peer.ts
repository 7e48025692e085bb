import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import imported from "telegram-test-api";

/** A message the bot sent to the peer, as the peer keeps it: the parameters of sendMessage. */
export interface PeerMessage {
  messageId: number;
  message: {
    chat_id: number | string;
    text: string;
    entities?: { type: string; offset: number; length: number }[];
    reply_markup?: unknown;
  };
}

// The package is CommonJS whose export is the class, while its declarations say it is the default.
const TelegramServer = imported as unknown as typeof imported.default;

export type Peer = Awaited<ReturnType<typeof startPeer>>;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/**
 * `telegram-test-api`, a Bot API server by other hands: getMe, getUpdates (without waiting or
 * confirming), sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage,
 * answerCallbackQuery and webhooks. It checks nothing, answers edits with `null`, and any other
 * method with status 500.
 */
export async function startPeer(token = "123456789:TEST-token_of-the-peer") {
  const server = new TelegramServer({ port: await freePort(), host: "127.0.0.1" });
  await server.start();

  return {
    root: server.config.apiURL,
    token,
    /** What the bot sent, oldest first, as edited since. */
    sent: () => server.storage.botMessages as PeerMessage[],
    /** A person with a private chat; times are those of polling for what the bot sends. */
    client(userId: number, firstName: string) {
      const options = { userId, chatId: userId, firstName, timeout: 10_000, interval: 20 };
      const client = server.getClient(token, options);
      return {
        async sends(text: string): Promise<void> {
          if (text.startsWith("/")) await client.sendCommand(client.makeCommand(text));
          else await client.sendMessage(client.makeMessage(text));
        },
        /** Presses a button with this data, which the peer does not look for. */
        async presses(data: string, messageId: number): Promise<void> {
          const query = client.makeCallbackQuery(data, { message: { message_id: messageId } });
          await client.sendCallback(query);
        },
        /** Waits for messages of the bot that were not read before. */
        async reads(): Promise<PeerMessage[]> {
          return (await client.getUpdates()).result;
        },
      };
    },
    async close(): Promise<void> {
      await server.stop();
    },
  };
}
