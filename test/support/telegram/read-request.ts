import type { IncomingMessage } from "node:http";
import { badRequest } from "./api-error.ts";
import type { UploadedFile } from "./methods/handler.ts";

/** The request as sent: parameters by name, and uploaded files by the name of their part. */
export interface ReadRequest {
  params: Record<string, unknown>;
  files: ReadonlyMap<string, UploadedFile>;
}

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

function readJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
  } catch {
    // Refused below, as anything that is not an object.
  }
  throw badRequest("can't parse request JSON object");
}

async function readMultipart(body: Buffer, type: string): Promise<ReadRequest> {
  const params: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  let form: FormData;
  try {
    // Deprecated for busy servers only; bodies here are small and come from our own client.
    const whole = new Uint8Array(body);
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    form = await new Response(whole, { headers: { "content-type": type } }).formData();
  } catch {
    throw badRequest("can't parse multipart form");
  }
  for (const [name, value] of form) {
    if (typeof value === "string") params[name] = value;
    else files.set(name, { name: value.name, content: Buffer.from(await value.arrayBuffer()) });
  }
  // A file may be the value of its parameter instead of being attached under another name.
  for (const name of files.keys()) if (name === "document") params[name] ??= `attach://${name}`;
  return { params, files };
}

/** Query string and body together, whichever of the forms of the Bot API the body has. */
export async function readRequest(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<ReadRequest> {
  const inQuery: Record<string, unknown> = Object.fromEntries(query);
  const body = await readBody(request);
  if (body.length === 0) return { params: inQuery, files: NO_FILES };
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) {
    const { params, files } = await readMultipart(body, type);
    return { params: { ...inQuery, ...params }, files };
  }
  if (type.startsWith("application/json"))
    return { params: { ...inQuery, ...readJson(body) }, files: NO_FILES };
  const form = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  return { params: { ...inQuery, ...form }, files: NO_FILES };
}
