import { setTimeout as sleep } from "node:timers/promises";
import { type Behaviour, REFUSAL, reply, type ServerExchange } from "./model-server.ts";
import type { Random } from "./random.ts";

/** What a model or its endpoint may do to one request; each as likely as the others. */
export function modelFaults(random: Random, deadlineMs: number): Record<string, Behaviour> {
  const someId = ({ prompt }: ServerExchange) =>
    1 + random.below((prompt.match(/^\[\d+\]/gmu) ?? [1]).length);
  const good = (exchange: ServerExchange) =>
    reply(
      { text: "It was said in the interview.", sentences: [someId(exchange)] },
      { text: "So was this.", sentences: [someId(exchange), someId(exchange)] },
    );
  const saying =
    (text: (exchange: ServerExchange) => string): Behaviour =>
    (exchange) =>
      exchange.say(text(exchange), { pauseMs: random.below(3), usage: random.next() < 0.5 });

  return {
    valid: saying(good),
    refusal: saying(() => REFUSAL),
    "invented ids": saying(() => reply({ text: "It is so.", sentences: [9_999, "x", -3] })),
    "typed quotes": saying((exchange) =>
      reply({ text: "“We were wrong”, he said: 『sorry』.", sentences: [someId(exchange)] }),
    ),
    "wrong speaker": saying((exchange) =>
      reply({ text: "Mira Murati said so.", sentences: [someId(exchange)] }),
    ),
    "invented name": saying((exchange) =>
      reply({ text: "Elon Musk did it.", sentences: [someId(exchange)] }),
    ),
    "invented number": saying((exchange) =>
      reply({ text: "There were 8,675 of them.", sentences: [someId(exchange)] }),
    ),
    fenced: saying((exchange) => `Sure!\n\`\`\`json\n${good(exchange)}\n\`\`\``),
    malformed: saying(() => '{"answerable": true, "claims": [{"text": }}}]'),
    truncated: saying((exchange) => good(exchange).slice(0, random.below(90))),
    empty: saying(() => ""),
    prose: saying(() => "I'm sorry, but I can't help with that."),
    401: ({ fail }) => {
      fail(401, "Incorrect API key");
    },
    "429 soon": ({ fail }) => {
      fail(429, "slow down", { "retry-after": "0" });
    },
    "429 late": ({ fail }) => {
      fail(429, "slow down", { "retry-after": "120" });
    },
    500: ({ fail }) => {
      fail(500);
    },
    "slow first token": async (exchange) => {
      await sleep(deadlineMs * 2 * random.next());
      await exchange.say(good(exchange));
    },
    hang: () => undefined,
    "hang in the middle": (exchange) => {
      exchange.begin(good(exchange).slice(0, 60 + random.below(60)));
    },
    "dropped connection": ({ response }) => {
      response.destroy();
    },
    "dropped stream": async (exchange) => {
      exchange.begin(good(exchange).slice(0, 20 + random.below(120)));
      await sleep(random.below(50));
      exchange.response.destroy();
    },
    "no schema": (exchange) => {
      if (exchange.request.response_format) exchange.fail(400, "response_format is not supported");
      else return exchange.say(good(exchange));
    },
    "no stream": (exchange) => exchange.whole(good(exchange)),
  };
}
