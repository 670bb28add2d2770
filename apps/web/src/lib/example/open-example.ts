import { type MemberId, type SpaceId, systemRandom } from '@minga/base';
import { buildExample } from '@minga/documents';
import { type MemberView, type Space, createMemorySpace } from '@minga/sync';

const visitor = 'demo-per-0' as MemberId;
const visitorClientId = 1000;

/** The example group, anew: all of it in memory. `today`: yyyy-mm-dd. `visitorName`: what whoever tries it is called. */
export function openExample(
  id: SpaceId,
  today: string,
  visitorName: string,
): Space {
  const { group, personOf, ...example } = buildExample(today);
  const people = group.people.map((person, at): MemberView => ({
    id: person.id as MemberId,
    name: person.name,
    self: false,
    right: at === 0 ? 'steward' : 'writer',
    until: 0,
    cargo: '',
    school: '',
    devices: [],
  }));
  const me: MemberView = {
    id: visitor,
    name: visitorName,
    self: true,
    right: 'writer',
    until: 0,
    cargo: '',
    school: '',
    devices: [],
  };
  return createMemorySpace({
    id,
    name: group.name,
    kind: group.kind,
    country: group.country,
    members: [...people, me],
    index: example.index,
    commentsIndex: example.commentsIndex,
    accompanimentIndex: example.accompanimentIndex,
    documents: new Map(example.documents.map((one) => [one.id, one.doc])),
    memberOf: (clientId) => {
      const person = personOf(clientId);
      return person === null ? visitor : (person.id as MemberId);
    },
    clientId: visitorClientId,
    random: systemRandom,
  });
}
