import { type Bytes, type Result, err, ok } from '@minga/base';
import { verifyRegister } from '@minga/membership';
import {
  type RegisterContent,
  type RegisterHeader,
  decodeRegister,
  decodeRegisterContent,
  encodeRegister,
  encodeRegisterContent,
  registerAad,
  registerSigningBytes,
  sha256,
} from '@minga/protocol';
import { nonceSize } from './primitives.ts';
import {
  type OpenError,
  type Opener,
  type Sealer,
  decoded,
  ofCodec,
  openSealed,
  sealContent,
} from './sealed.ts';

/** `counter` rises with every register of this device in the space (PROTOCOL P30). */
export async function sealRegister(
  { random, signer, keyring }: Sealer,
  { counter, epoch }: { readonly counter: number; readonly epoch: number },
  content: RegisterContent,
): Promise<Result<Bytes, 'key-unknown'>> {
  const key = await keyring.registerKey(epoch);
  if (key === null) return err('key-unknown');
  const nonce = random.bytes(nonceSize);
  const header: RegisterHeader = {
    space: keyring.space,
    device: signer.device,
    counter,
    epoch,
    keyTag: key.tag,
    nonce,
  };
  const plaintext = {
    codec: 'opaque' as const,
    content: encodeRegisterContent(content),
  };
  const ciphertext = await sealContent(
    key.key,
    nonce,
    registerAad(header),
    plaintext,
  );
  const signature = await signer.sign(
    registerSigningBytes(header, await sha256(ciphertext)),
  );
  return ok(encodeRegister({ header, ciphertext, signature }));
}

export interface OpenedRegister {
  readonly header: RegisterHeader;
  readonly content: RegisterContent;
}

export async function openRegister(
  { verify, keyring }: Opener,
  bytes: Bytes,
): Promise<Result<OpenedRegister, OpenError>> {
  const register = decoded(decodeRegister(bytes));
  if (!register.ok) return register;
  const { header, ciphertext } = register.value;
  if (header.space !== keyring.space) return err('malformed');
  if (!(await verifyRegister(verify, register.value))) return err('signature');
  const key = await keyring.registerKey(header.epoch);
  const { keyTag, nonce } = header;
  const plaintext = await openSealed({
    key,
    keyTag,
    nonce,
    aad: registerAad(header),
    ciphertext,
  });
  if (!plaintext.ok) return plaintext;
  const opaque = ofCodec(plaintext.value, 'opaque');
  if (!opaque.ok) return opaque;
  const content = decoded(decodeRegisterContent(opaque.value));
  return content.ok ? ok({ header, content: content.value }) : content;
}
