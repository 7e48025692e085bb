import { badRequest } from "../api-error.ts";
import { seenChat } from "../find-chat.ts";
import type { ParamsOf } from "../schemas/methods.ts";
import { LANGUAGE_CODES } from "../language-codes.ts";
import type { World } from "../world.ts";
import type { HandlersOf } from "./handler.ts";

/** https://core.telegram.org/bots/api#setmycommands and #botcommand */
const COMMAND_LIMIT = 100;
const COMMAND_NAME = /^[a-z0-9_]{1,32}$/u;
const COMMAND_DESCRIPTION_LIMIT = 256;
const DESCRIPTION_LIMIT = 512;
const SHORT_DESCRIPTION_LIMIT = 120;

type Place = ParamsOf<"getMyCommands">;

function checkLanguage(code: string | undefined): string {
  if (code !== undefined && code !== "" && !LANGUAGE_CODES.has(code))
    throw badRequest("invalid language code specified");
  return code ?? "";
}

/** One list per scope and language; a chat named by a scope must be one the bot knows. */
function placeOf(world: World, { scope, language_code }: Place): string {
  const language = checkLanguage(language_code);
  if (!scope || !("chat_id" in scope)) return `${scope?.type ?? "default"}/${language}`;
  const { chat } = seenChat(world, scope.chat_id);
  const user = "user_id" in scope ? `/${scope.user_id}` : "";
  return `${scope.type}/${chat.id}${user}/${language}`;
}

function setText(
  world: World,
  kind: string,
  limit: number,
  text = "",
  languageCode: string | undefined,
): true {
  const language = checkLanguage(languageCode);
  if (text.length > limit) throw badRequest(`${kind} is too long`);
  world.texts.set(`${kind}/${language}`, text);
  return true;
}

export const profileHandlers: HandlersOf<
  | "getMe"
  | "setMyCommands"
  | "getMyCommands"
  | "deleteMyCommands"
  | "setMyDescription"
  | "getMyDescription"
  | "setMyShortDescription"
  | "getMyShortDescription"
> = {
  getMe: (world) => world.bot,

  setMyCommands(world, params) {
    const place = placeOf(world, params);
    if (params.commands.length > COMMAND_LIMIT) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    for (const { command, description } of params.commands) {
      if (!COMMAND_NAME.test(command)) throw badRequest("BOT_COMMAND_INVALID");
      if (description.length < 1 || description.length > COMMAND_DESCRIPTION_LIMIT)
        throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    }
    const names = params.commands.map(({ command }) => command);
    if (new Set(names).size < names.length) throw badRequest("BOT_COMMAND_DUPLICATE");
    world.commands.set(place, params.commands);
    return true;
  },

  getMyCommands: (world, params) => world.commands.get(placeOf(world, params)) ?? [],

  deleteMyCommands(world, params) {
    world.commands.delete(placeOf(world, params));
    return true;
  },

  setMyDescription: (world, params) =>
    setText(world, "description", DESCRIPTION_LIMIT, params.description, params.language_code),

  getMyDescription: (world, params) => ({
    description:
      world.texts.get(`description/${checkLanguage(params.language_code)}`) ??
      world.texts.get("description/") ??
      "",
  }),

  setMyShortDescription: (world, params) =>
    setText(
      world,
      "short description",
      SHORT_DESCRIPTION_LIMIT,
      params.short_description,
      params.language_code,
    ),

  getMyShortDescription: (world, params) => ({
    short_description:
      world.texts.get(`short description/${checkLanguage(params.language_code)}`) ??
      world.texts.get("short description/") ??
      "",
  }),
};
