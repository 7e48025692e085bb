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

/** The parts of a body between its boundaries. */
function* partsOf(body: Buffer, boundary: string) {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from("\r\n"), body]);
  let at = whole.indexOf(delimiter);
  for (let end = next(at); end > 0; end = next(at)) {
    const part = whole.subarray(at + delimiter.length + 2, end);
    const headerEnd = part.indexOf("\r\n\r\n");
    if (headerEnd < 0) throw badRequest("can't parse multipart form");
    yield {
      header: part.subarray(0, headerEnd).toString("utf8"),
      content: part.subarray(headerEnd + 4),
    };
    at = end;
  }
  function next(from: number): number {
    return from < 0 ? -1 : whole.indexOf(delimiter, from + delimiter.length);
  }
}

// Not the parser of Node, which insists on quotes around names that grammY sends without.
function readMultipart(body: Buffer, type: string): ReadRequest {
  const boundary = /boundary="?([^";]+)"?/u.exec(type)?.[1];
  if (boundary === undefined) throw badRequest("can't parse multipart form");
  const params: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const { header, content } of partsOf(body, boundary)) {
    const name = /[; ]name="?([^";\r\n]+)"?/u.exec(header)?.[1];
    if (name === undefined) throw badRequest("can't parse multipart form");
    const fileName = /filename="?([^";\r\n]+)"?/u.exec(header)?.[1];
    if (fileName === undefined) params[name] = content.toString("utf8");
    else files.set(name, { name: fileName, content: Buffer.from(content) });
  }
  // A file may be the value of its parameter instead of being attached under another name.
  if (files.has("document")) params["document"] ??= "attach://document";
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
    const { params, files } = readMultipart(body, type);
    return { params: { ...inQuery, ...params }, files };
  }
  if (type.startsWith("application/json"))
    return { params: { ...inQuery, ...readJson(body) }, files: NO_FILES };
  const form = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  return { params: { ...inQuery, ...form }, files: NO_FILES };
}
