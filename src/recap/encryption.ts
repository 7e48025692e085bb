import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from "node:crypto";

/** A text that only who has the key can read. */
export interface Sealed {
  /** Tells which key it takes, not what the key is. */
  readonly key: number;
  /** 12 random bytes, new for each text. */
  readonly nonce: Buffer;
  /** The encrypted text with the 16 bytes of its seal behind it. */
  readonly body: Buffer;
}

/** AES-256-GCM: a text can be read only with its key, unchanged, and together with the context it was sealed in. */
export interface Cipher {
  /** Under the first key. */
  seal(text: string, context: string): Sealed;
  /** `null`: another key, another context, or changed by somebody. */
  open(sealed: Sealed, context: string): string | null;
  /** What stands for a name beside the text: the same for the same name and key, and telling nobody else who it is. */
  pseudonym(name: string): Buffer;
  /** The name's pseudonyms under all keys: texts under older keys have those of their key beside them. */
  pseudonyms(name: string): Buffer[];
  /** Ids of all keys, that of the first one first. */
  readonly keys: readonly number[];
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PSEUDONYM_BYTES = 16;
const ALGORITHM = "aes-256-gcm";

/** @param secrets 32 bytes each; the first encrypts, the others still decrypt. */
export function createCipher(secrets: readonly [Buffer, ...Buffer[]]): Cipher {
  const [first, ...older] = secrets;
  const own = keyOf(first);
  const all = [own, ...older.map(keyOf)];
  const byId = new Map(all.map((key) => [key.id, key]));
  return {
    keys: all.map(({ id }) => id),
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, own.text, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return { key: own.id, nonce, body };
    },
    open({ key, nonce, body }, context) {
      const secret = byId.get(key);
      if (!secret || nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) return null;
      const end = body.length - TAG_BYTES;
      try {
        const cipher = createDecipheriv(ALGORITHM, secret.text, nonce, {
          authTagLength: TAG_BYTES,
        });
        cipher.setAAD(Buffer.from(context)).setAuthTag(body.subarray(end));
        return Buffer.concat([cipher.update(body.subarray(0, end)), cipher.final()]).toString(
          "utf8",
        );
      } catch {
        return null;
      }
    },
    pseudonym: (name) => pseudonym(own, name),
    pseudonyms: (name) => all.map((key) => pseudonym(key, name)),
  };
}

interface Key {
  readonly id: number;
  readonly text: Buffer;
  readonly names: Buffer;
}

/** One secret is never used for two purposes. The id is 48 bits of its hash, which a number holds exactly. */
const keyOf = (secret: Buffer): Key => ({
  id: createHash("sha256").update(secret).digest().readUIntBE(0, 6),
  text: derived(secret, "verbatim chat log: text"),
  names: derived(secret, "verbatim chat log: names"),
});

const derived = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));

const pseudonym = ({ names }: Key, name: string): Buffer =>
  createHmac("sha256", names).update(name).digest().subarray(0, PSEUDONYM_BYTES);
