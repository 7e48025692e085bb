import { z } from "zod";
import { UserError } from "../errors.ts";

/** What all chats of an export have; messages are looked at one by one. */
const chatSchema = z.object({
  // Absent where it says nothing, such as in "saved messages"; null for deleted accounts.
  name: z.string().nullish(),
  type: z
    .string()
    .nullish()
    .transform((type) => type ?? "unknown"),
  id: z.int().nonnegative().catch(0),
  // Telegram Desktop does not write it; other programs that write this format do.
  username: z
    .string()
    .regex(/^@?[A-Za-z]\w{3,31}$/u)
    .transform((name) => name.replace("@", ""))
    .nullish()
    .catch(null),
  messages: z.array(z.unknown()),
});
export type RawChat = z.infer<typeof chatSchema>;

const accountSchema = z.object({
  chats: z.object({ list: z.array(z.unknown()) }).optional(),
  left_chats: z.object({ list: z.array(z.unknown()) }).optional(),
});

/**
 * The chat of an export, or the wanted one of an account's.
 *
 * @throws UserError `export` when there is none, or when it is not clear which.
 */
export function exportedChat(parsed: unknown, wanted: string | undefined): RawChat {
  const single = chatSchema.safeParse(parsed);
  if (single.success) return matching([single.data], wanted);
  const account = accountSchema.safeParse(parsed);
  const lists = account.success ? [account.data.chats, account.data.left_chats] : [];
  const chats = lists
    .flatMap((part) => part?.list ?? [])
    .map((chat) => chatSchema.safeParse(chat))
    .flatMap((chat) => (chat.success ? [chat.data] : []));
  if (chats.length === 0)
    throw new UserError(
      "export",
      "There is no chat in this file. It must be the result.json that Telegram Desktop writes when a chat is exported as JSON",
    );
  return matching(chats, wanted);
}

function matching(chats: readonly RawChat[], wanted: string | undefined): RawChat {
  const found = wanted === undefined ? chats : chats.filter((chat) => isCalled(chat, wanted));
  if (found.length === 1) return found[0]!;
  const known = list(found.length > 0 ? found : chats);
  if (wanted === undefined)
    throw new UserError("export", `The export has several chats. Choose one with --chat: ${known}`);
  const problem = found.length > 1 ? "several chats are called" : "no chat is called";
  throw new UserError("export", `In the export ${problem} "${wanted}". There are: ${known}`);
}

const isCalled = ({ id, name }: RawChat, wanted: string): boolean =>
  String(id) === wanted.replace(/^-(?:100)?/u, "") ||
  (name ?? "").toLowerCase() === wanted.trim().toLowerCase();

const MOST_LISTED = 20;

function list(chats: readonly RawChat[]): string {
  const names = chats.slice(0, MOST_LISTED).map(({ id, name, type }) => `${name ?? type} (${id})`);
  const more = chats.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
