import { ContractServer } from './Contract';
import { DocumentObject } from './DocumentObject';
import { SERVER_FIELDS, SERVER_TYPES } from './odcsFields';
import { readCustomProperties } from './readLinks';
import { readRoles } from './readTeam';

/** From the outside in; together they say where in a server the data is. */
const PLACE_FIELDS = [
  'account',
  'project',
  'region',
  'regionName',
  'catalog',
  'database',
  'dataset',
  'serviceName',
  'stream',
  'schema',
];

/** Reads `servers`: where the data can be had. */
export function readServers(document: DocumentObject): ContractServer[] {
  return document.objects('servers').flatMap(entry => {
    entry.expectFields(SERVER_FIELDS, 'a server');
    readCustomProperties(entry);
    readRoles(entry);
    const type = entry.word('type', SERVER_TYPES);
    if (!entry.has('type')) {
      entry.log.error(entry.pointer, 'a server needs "type"');
    }
    const server = entry.requiredText('server', 'a server') ?? entry.text('id');
    return server
      ? [
          {
            server,
            type,
            description: entry.text('description'),
            environment: entry.text('environment'),
            location: readLocation(entry),
          },
        ]
      : [];
  });
}

function readLocation(entry: DocumentObject): string | undefined {
  const url =
    entry.text('location') ?? entry.text('path') ?? entry.text('endpointUrl');
  if (url) {
    return url;
  }
  const host = entry.text('host');
  // A port is a number by nature, so it is not read as text.
  const port = entry.scalar('port');
  const address = host && port !== undefined ? `${host}:${port}` : host;
  const place = PLACE_FIELDS.map(field => entry.text(field))
    .filter(Boolean)
    .join('.');
  return [address, place].filter(Boolean).join('/') || undefined;
}
