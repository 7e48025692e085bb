import type { Corpus } from "../corpus.ts";
import type { Exchange } from "../conversation.ts";
import type { Found, Question } from "../look-up.ts";
import { type Verified, verify } from "../verify.ts";
import type { Call, CallContext, CallModel } from "./call-model.ts";
import type { CheckedClaim, ClaimChecker, Drops } from "./check-claims.ts";
import type { NameDeps } from "./names-lacking.ts";
import { parseReply, type RawReply, readClaim } from "./parse-reply.ts";
import { answerPrompt, replySchema, type Sources } from "./prompt.ts";
import { createClaimReader } from "./read-claims.ts";
import { rewriteCall, rewritten } from "./rewrite-question.ts";
import { withDeadline } from "./unless-aborted.ts";

/** What became of a question; `text` is the question as it was put to the model, standing on its own. */
export type Composed =
  | {
      readonly kind: "answered";
      readonly verified: Verified;
      readonly text: string;
      readonly drops: Drops;
    }
  | { readonly kind: "refused"; readonly text: string; readonly drops: Drops }
  /** Nothing that the model wrote can be shown. */
  | { readonly kind: "unusable"; readonly drops: Drops };

export interface ComposeRequest {
  readonly question: Question;
  /** The exchange that the question leans on; `null` when it stands alone. */
  readonly follows: Exchange | null;
  readonly found: Found;
  readonly onPart: (verified: Verified) => void;
}

export interface ComposeDeps extends NameDeps {
  readonly corpus: Corpus;
  readonly callModel: CallModel;
  readonly chooseSources: (found: Found) => Sources;
  readonly checkerFor: (sources: Sources) => ClaimChecker;
}

/** Claims in the asker's language, each pointing at sentences; each shown only when it is verified. */
export async function composeByModel(
  request: ComposeRequest,
  context: CallContext,
  deps: ComposeDeps,
): Promise<Composed> {
  const text = await standaloneText(request, context, deps);
  const { language } = request.question;
  const sources = deps.chooseSources(request.found);
  const isForeign = sources.some((sentence) => sentence.in.interview.language !== language);
  const call: Call = {
    prompt: answerPrompt(text, language, isForeign, sources),
    schema: replySchema(isForeign),
    onTry: () => createProgress(sources, request.onPart, deps),
    isUseful: (broken) => acceptedIn(parseReply(broken), deps.checkerFor(sources)).length > 0,
  };
  const reply = parseReply(await deps.callModel(call, context));
  const checker = deps.checkerFor(sources);
  const claims = acceptedIn(reply, checker);
  const { drops } = checker;
  if (reply && !reply.answerable) return { kind: "refused", text, drops };
  if (claims.length === 0) return { kind: "unusable", drops };
  return { kind: "answered", verified: verified(claims, deps.corpus), text, drops };
}

/** A rewriting that takes more than this share of the time that is left is done without. */
const REWRITE_SHARE = 1 / 3;

async function standaloneText(
  { question, follows, found }: ComposeRequest,
  context: CallContext,
  { callModel, ...deps }: ComposeDeps,
): Promise<string> {
  if (!follows) return question.text;
  const { corpus } = deps;
  try {
    const reply = await withDeadline(context.msLeft() * REWRITE_SHARE, context.signal, (signal) =>
      callModel(rewriteCall(question.text, follows, corpus), { ...context, signal }),
    );
    return rewritten(reply, question.text, follows, corpus, deps) ?? found.text;
  } catch {
    context.signal.throwIfAborted();
    // What is wrong with the endpoint shows again with the question itself.
    return found.text;
  }
}

const acceptedIn = (reply: RawReply | null, checker: ClaimChecker): CheckedClaim[] =>
  reply?.answerable ? reply.claims.flatMap((claim) => checker.check(claim) ?? []) : [];

/** Shows each claim of a reply that is still being written. */
function createProgress(
  sources: Sources,
  onPart: ComposeRequest["onPart"],
  { corpus, checkerFor }: ComposeDeps,
): (piece: string) => void {
  const reader = createClaimReader();
  const checker = checkerFor(sources);
  const accepted: CheckedClaim[] = [];
  let shown = 0;
  return (piece) => {
    for (const value of reader.read(piece)) {
      const claim = readClaim(value);
      const checked = claim && checker.check(claim);
      if (checked) accepted.push(checked);
    }
    // Before it is said that there is an answer, there is nothing to show.
    if (accepted.length === shown || reader.answerable() !== true) return;
    shown = accepted.length;
    onPart(verified(accepted, corpus));
  };
}

function verified(accepted: readonly CheckedClaim[], corpus: Corpus): Verified {
  const { claims, citations } = verify({ claims: accepted }, corpus);
  const translations = new Map(accepted.flatMap((claim) => [...claim.translations]));
  return {
    claims,
    citations: citations.map((citation) => {
      const parts = citation.sentences.map((id) => translations.get(id));
      const isWhole = parts.every((part) => part !== undefined);
      return isWhole ? { ...citation, translation: parts.join(" ") } : citation;
    }),
  };
}
