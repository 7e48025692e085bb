import type { MethodName, ParamsOf } from "../schemas/methods.ts";
import type { World } from "../world.ts";

export interface UploadedFile {
  name: string;
  content: Buffer;
}

/** What a method can know of its request beside the parameters. */
export interface CallContext {
  files: ReadonlyMap<string, UploadedFile>;
  /** Is called when the caller hangs up. */
  whenGone: (cancel: () => void) => void;
}

/** Returns the result of the method, or throws an ApiError. */
export type Handler<M extends MethodName> = (
  world: World,
  params: ParamsOf<M>,
  call: CallContext,
) => unknown;

export type HandlersOf<M extends MethodName> = { [K in M]: Handler<K> };
