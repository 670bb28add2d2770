/** What seals an answer and opens it again; loaded with the rounds in sealed envelopes. */
export { openRoundEnvelope, sealRoundEnvelope } from '@minga/crypto';
