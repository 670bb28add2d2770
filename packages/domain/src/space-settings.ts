import * as z from 'zod/mini';
import { isName, longestName } from './names.ts';
import { countries, spaceKinds } from './space.ts';

const name = z.string().check(z.refine(isName));
const label = z.string().check(z.maxLength(longestName));

/** What the action `settings` carries, sealed. A kind from a later version reads as a comunidad: the most general one. */
export const spaceSettingsSchema = z.object({
  name,
  kind: z.catch(z.enum(spaceKinds), 'comunidad'),
  country: z.catch(z.enum(countries), 'CL'),
});
export type SpaceSettings = z.infer<typeof spaceSettingsSchema>;

/** What the action `profile` carries, sealed. `cargo` is a label of the school, never a right. */
export const memberProfileSchema = z.object({
  name,
  cargo: z.catch(label, ''),
  school: z.catch(label, ''),
});
export type MemberProfile = z.infer<typeof memberProfileSchema>;
