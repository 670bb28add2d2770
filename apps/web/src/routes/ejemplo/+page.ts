import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { exampleSpace } from '#lib/group/example-space.ts';
import type { PageLoad } from './$types';

// A short address that one can say; the example itself has that of a group.
export const load: PageLoad = () =>
  redirect(307, resolve('/g/[space]', { space: exampleSpace }));
