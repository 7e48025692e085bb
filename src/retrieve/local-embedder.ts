import { Embeddings } from "@langchain/core/embeddings";
import { analyseText } from "./analyse.ts";
import { DIMENSIONS } from "./lexicon.ts";
import type { Lexicon } from "./lexicon.ts";
import { meaningOf } from "./meaning.ts";

/**
 * Embeddings without a model or a network: Chinese and English meet in the vectors of English words.
 * Every vector is finite and of unit length; a text without a known word gets the same fixed one, which
 * is no nearer to one passage than chance has it.
 */
export class LocalEmbeddings extends Embeddings {
  static readonly model = "verbatim-local-1";
  static readonly dimensions = DIMENSIONS;
  readonly #lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    super({});
    this.#lexicon = lexicon;
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => this.#embed(text)));
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(this.#embed(text));
  }

  #embed(text: string): number[] {
    const vector = Array.from(meaningOf(analyseText(text, this.#lexicon), this.#lexicon));
    return vector.some((value) => value !== 0) ? vector : vector.with(0, 1);
  }
}
