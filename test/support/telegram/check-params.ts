import type { z } from "zod";
import { type ApiError, badRequest } from "./api-error.ts";
import { type MethodName, type ParamsOf, schemas } from "./schemas/methods.ts";

/** How Telegram says that a parameter is not there, where it has words of its own. */
const MISSING: Readonly<Record<string, string>> = {
  chat_id: "chat_id is empty",
  text: "message text is empty",
  message_id: "message identifier is not specified",
  file_id: "file_id not specified",
  user_id: "invalid user_id specified",
};

/** The deepest complaint, as a union reports one for each of its members. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const nested = issue.errors.flat().flatMap(deepest);
  return nested.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join(".");

function describe(error: z.ZodError, params: Readonly<Record<string, unknown>>): ApiError {
  const first = error.issues[0]!;
  const top = String(first.path[0] ?? "");
  const issue = deepest(first).toSorted((a, b) => b.path.length - a.path.length)[0] ?? first;
  if (issue.code === "unrecognized_keys") {
    const where = issue.path.length > 0 ? `${pathOf(issue.path)}.` : "";
    return badRequest(`unknown parameter ${where}${issue.keys.join(", ")}`);
  }
  if (first.path.length === 1 && params[top] === undefined && MISSING[top])
    return badRequest(MISSING[top]);
  if (top.startsWith("result") && issue.path.at(-1) === "type")
    return badRequest("RESULT_TYPE_INVALID");
  if (top === "entities" || top === "caption_entities")
    return badRequest(`can't parse entities: ${pathOf(issue.path)}: ${issue.message}`);
  return badRequest(`parameter ${pathOf(issue.path)}: ${issue.message}`);
}

/** Forms carry everything as text, and JSON may carry objects as text; both are accepted. */
function decoded(method: MethodName, params: Readonly<Record<string, unknown>>) {
  const shape: Readonly<Record<string, z.ZodType>> = schemas[method].shape;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const field = shape[name];
      if (typeof value !== "string" || !field || field.safeParse(value).success)
        return [name, value];
      try {
        return [name, JSON.parse(value) as unknown];
      } catch {
        return [name, value];
      }
    }),
  );
}

/** The parameters, typed, or the refusal. */
export function checkParams<M extends MethodName>(
  method: M,
  params: Readonly<Record<string, unknown>>,
): ParamsOf<M> {
  const schema: z.ZodType = schemas[method];
  let parsed = schema.safeParse(params);
  if (!parsed.success) {
    const again = decoded(method, params);
    parsed = schema.safeParse(again);
    if (!parsed.success) throw describe(parsed.error, again);
  }
  const given = parsed.data as ParamsOf<M> & { parse_mode?: string };
  // The product formats with entities only: markup that a name or a quote could break is a fault.
  if (given.parse_mode !== undefined)
    throw badRequest("can't parse entities: this server takes entities, not parse_mode");
  return given;
}
