import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { ContractFileProcessor } from './ContractFileProcessor';

describe('ContractFileProcessor', () => {
  const folder = createMockDirectory({
    content: {
      'secret.yaml': 'a: 1',
      company: {
        products: { 'a.json': '{"kind":"DataContract"}', 'a.txt': '{' },
        contracts: {
          'a.yaml': 'kind: DataContract\nnested: { $text: ./x }',
          'two.yaml': 'a: 1\n---\nb: 2',
          'bad.yaml': 'a: [1',
          'empty.yaml': '',
        },
      },
    },
  });
  const emit = jest.fn();
  const processor = ContractFileProcessor.create();

  function process(
    contract: unknown,
    options: { type?: string; origin?: string; apiVersion?: string } = {},
  ): Promise<Entity> {
    return processor.preProcessEntity(
      {
        apiVersion: options.apiVersion ?? 'handoff/v1alpha1',
        kind: 'DataProduct',
        metadata: { name: 'a' },
        spec: { type: 'aggregate', contract } as JsonObject,
      },
      {
        type: options.type ?? 'file',
        target: folder.resolve('company/products/a.yaml'),
      },
      emit,
      {
        type: options.type ?? 'file',
        target: options.origin ?? folder.resolve('company/all.yaml'),
      },
    );
  }

  afterEach(() => emit.mockReset());

  it('reads YAML and JSON, and has the entity refreshed with the file', async () => {
    await expect(process({ $json: './a.json' })).resolves.toMatchObject({
      spec: { type: 'aggregate', contract: { kind: 'DataContract' } },
    });
    await expect(
      process({ $yaml: '../contracts/a.yaml' }),
    ).resolves.toMatchObject({ spec: { contract: { kind: 'DataContract' } } });
    expect(emit).toHaveBeenCalledWith({
      type: 'refresh',
      key: `file:${folder.resolve('company/contracts/a.yaml')}`,
    });
  });

  it.each([
    { contract: undefined },
    { contract: 'text' },
    { contract: [] },
    { contract: { kind: 'DataContract' } },
    { contract: { $yaml: './a.json', also: 1 } },
    { contract: { $text: './a.txt' } },
    { contract: { $yaml: 7 } },
    { contract: { $yaml: 'https://example.com/a.yaml' } },
    { contract: { $yaml: './a.json' }, type: 'url' },
    { contract: { $yaml: './a.json' }, apiVersion: 'v1.0.0' },
  ])('leaves $contract to others', async ({ contract, ...options }) => {
    const { spec } = await process(contract, options);
    expect(spec).toEqual({ type: 'aggregate', contract });
    expect(emit).not.toHaveBeenCalled();
  });

  it.each([
    ['./b.yaml', 'b.yaml could not be read (it does not exist)'],
    ['../contracts', 'could not be read'],
    ['../contracts/two.yaml', 'it has 2 YAML documents; must be one'],
    ['../contracts/empty.yaml', 'it has 0 YAML documents; must be one'],
    ['../contracts/bad.yaml', 'cannot be parsed'],
    ['../../secret.yaml', 'which is the folder of the registered location'],
    ['/etc/hostname', 'which is the folder of the registered location'],
  ])('refuses %s with the reason', async (path, reason) => {
    const refused = process({ $yaml: path });
    await expect(refused).rejects.toThrow(
      `spec.contract names ${path} with $yaml, in ${folder.resolve(
        'company/products/a.yaml',
      )}`,
    );
    await expect(refused).rejects.toThrow(reason);
  });

  it('takes the folder before the glob of a location for its root', async () => {
    const origin = folder.resolve('company/**/*.yaml');
    await expect(
      process({ $yaml: '../contracts/a.yaml' }, { origin }),
    ).resolves.toMatchObject({ spec: { contract: { kind: 'DataContract' } } });
    await expect(
      process({ $yaml: '../../secret.yaml' }, { origin }),
    ).rejects.toThrow('must be a file in');
  });
});
