import { DataProductEntity } from '../../kinds';
import { Contract, ContractSchema, readContract } from '../../contract';
import { readPromises } from '../../sla';
import {
  BriefingBlock,
  BriefingFact,
  BriefingSection,
  BriefingText,
} from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import {
  fact,
  joined,
  linkOr,
  orMissing,
  paragraph,
  tableOr,
} from '../briefingText';
import { PartyNames } from '../nameParties';

/** What the release is for, what it is not, and how to get at it. */
export function expectationsSection(
  { entity }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  const { purpose, limitations, glossary } = entity.spec;
  const isProduct = isDataProduct(entity);
  return {
    id: 'expectations',
    title: 'Expectations',
    blocks: [
      {
        type: 'facts',
        facts: [
          fact('Purpose', purpose, 'No purpose is declared.'),
          fact('Limitations', limitations, 'No limitations are declared.'),
          {
            label: 'Terms',
            value: parties.written(
              glossary,
              'GlossaryTerm',
              'No glossary term is declared.',
            ),
          },
          ...(isProduct ? productFacts(entity, parties) : []),
        ],
      },
    ],
    sections: isProduct ? [contractSection(entity)] : undefined,
  };
}

function isDataProduct(
  entity: BriefingSources['entity'],
): entity is DataProductEntity {
  return entity.kind === 'DataProduct';
}

function productFacts(
  { spec }: DataProductEntity,
  parties: PartyNames,
): BriefingFact[] {
  return [
    fact(
      'Classification',
      spec.classification,
      'No classification is declared.',
    ),
    {
      label: 'Access',
      value: joined(
        [
          orMissing(spec.access?.method, 'No way to get access is declared.'),
          ...(spec.access?.request ? [linkOr(spec.access.request, '')] : []),
        ],
        '; request it at ',
      ),
    },
    {
      label: 'Made from',
      value: parties.written(
        spec.inputs,
        'DataProduct',
        'No inputs are declared.',
      ),
    },
  ];
}

function contractSection(entity: DataProductEntity): BriefingSection {
  return { id: 'contract', title: 'Contract', blocks: contractBlocks(entity) };
}

function contractBlocks(entity: DataProductEntity): BriefingBlock[] {
  if (!entity.spec.contract) {
    return [paragraph({ missing: 'No contract is declared.' })];
  }
  const reading = readContract(entity.spec.contract);
  const { contract } = reading;
  if (!contract) {
    return [
      paragraph({
        missing:
          'The contract cannot be read: it is no Open Data Contract Standard document.',
      }),
    ];
  }
  const promises = readPromises(entity, reading).objectives.filter(
    ({ source }) => source === 'contract-quality',
  );
  return [
    {
      type: 'facts',
      facts: [
        fact('Version', contract.version, 'No version is declared.'),
        fact('Status', contract.status, 'No status is declared.'),
      ],
    },
    tableOr('The contract describes no schema.', {
      label: 'Schemas',
      columns: ['Schema', 'One row is', 'Key', 'Columns'],
      rows: contract.schemas.map(schemaRow),
    }),
    ...(promises.length > 0
      ? [
          paragraph('The contract promises this quality:'),
          {
            type: 'list' as const,
            ordered: false,
            items: promises.map(({ promise }) => [promise]),
          },
        ]
      : [paragraph({ missing: 'The contract promises no quality.' })]),
    ...unmeasuredRules(contract),
  ];
}

function schemaRow(schema: ContractSchema): BriefingText[] {
  const { name, businessName, grain, primaryKey, columns } = schema;
  return [
    [businessName ? `${name} (${businessName})` : name],
    orMissing(grain, 'not said'),
    orMissing(primaryKey.join(', '), 'no key'),
    [`${columns.filter(({ depth }) => depth === 0).length}`],
  ];
}

function unmeasuredRules({ quality }: Contract): BriefingBlock[] {
  const count = quality.filter(({ threshold }) => !threshold).length;
  return count > 0
    ? [
        paragraph({
          missing: `${count} quality ${
            count === 1 ? 'rule states' : 'rules state'
          } no threshold, and so ${
            count === 1 ? 'promises' : 'promise'
          } nothing.`,
        }),
      ]
    : [];
}
