import { TestFolder } from '../__fixtures__/TestFolder';

const PRODUCT = `# The customer product
apiVersion: handoff/v1alpha1
kind: DataProduct
metadata:
  name: customer-360
spec:
  type: aggregate
  lifecycle: production
  domain: customer
  criticality: high
  owner: group:customer-data
  contract:
    $yaml: ./contracts/customers.odcs.yaml
`;

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: customers
version: 1.0.0
status: active
schema:
  - name: customers
    properties:
      - name: email
        logicalType: string
`;

describe('data-products validate', () => {
  let folder: TestFolder;

  beforeEach(async () => {
    folder = await TestFolder.create();
  });

  afterEach(() => folder.remove());

  it('finds nothing wrong with what is right', async () => {
    await folder.write('product.yaml', PRODUCT);
    await folder.write('contracts/customers.odcs.yaml', CONTRACT);
    await folder.write('package.json', { name: 'else' });
    await folder.write('node_modules/a.yaml', 'kind: DataContract');
    await expect(folder.run(['validate', folder.path])).resolves.toEqual({
      code: 0,
      stdout: '1 entity and 1 contract in 3 files: no problems\n',
      stderr: '',
    });
  });

  it('says file, line and column of each problem, also in the contract that an entity names', async () => {
    const product = await folder.write(
      'product.yaml',
      `${PRODUCT.replace('criticality: high', 'criticality: huge')}---
apiVersion: handoff/v1alpha1
kind: GlossaryTerm
metadata:
  name: active-customer
spec:
  ownr: user:growth-lead
---
${PRODUCT}`,
    );
    await folder.write(
      'contracts/customers.odcs.yaml',
      `${CONTRACT}        requird: true
slaProperties:
  - property: latency
    value: 2
    unit: fortnights
`,
    );
    const { code, stdout } = await folder.run(['validate', product]);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^contracts\/customers\.odcs\.yaml:11:9: error: "requird".*required/,
        ),
        expect.stringMatching(
          /^contracts\/customers\.odcs\.yaml:15:5: error: "fortnights"/,
        ),
        expect.stringMatching(/^product\.yaml:10:3: error: .*criticality/),
        expect.stringMatching(/^product\.yaml:20:3: error: .*ownr/),
        expect.stringMatching(
          /^product\.yaml:26:3: error: dataproduct:default\/customer-360 is declared in product\.yaml:5 already/,
        ),
      ]),
    );
  });

  it('gives the same to programs', async () => {
    const path = await folder.write(
      'contract.odcs.yaml',
      CONTRACT.replace('active', 'active\nteams: []'),
    );
    const { code, stdout } = await folder.run([
      'validate',
      path,
      '--format',
      'json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      files: 1,
      entities: 0,
      contracts: 1,
      findings: [
        {
          file: 'contract.odcs.yaml',
          line: 6,
          column: 1,
          severity: 'error',
          pointer: '/teams',
          message: expect.stringContaining('"teams"'),
        },
      ],
      unreadable: [],
    });
  });

  it('tells apart what is wrong from what cannot be read', async () => {
    const broken = await folder.write('broken.yaml', 'a: [1\nb: 2\n');
    const product = await folder.write('product.yaml', PRODUCT);
    const problems = await folder.run(['validate', broken, product]);
    expect(problems.code).toBe(1);
    expect(problems.stdout).toMatch(/^broken\.yaml:2:1: error: no YAML: /m);
    expect(problems.stdout).toMatch(
      /^product\.yaml:13:5: error: contracts\/customers\.odcs\.yaml cannot be read: there is no such file/m,
    );

    const other = await folder.write('other.yaml', 'hello: world');
    const unreadable = await folder.run(['validate', other, 'nowhere']);
    expect(unreadable.code).toBe(2);
    expect(unreadable.stdout).toContain('other.yaml: not checked: it holds no');
    expect(unreadable.stdout).toContain(
      'nowhere: not checked: there is no such file or folder',
    );
  });

  it('fetches nothing, and says so; warnings count when they are to', async () => {
    const path = await folder.write(
      'product.yaml',
      PRODUCT.replace('./contracts', 'https://example.com/contracts'),
    );
    const { code, stdout } = await folder.run(['validate', path]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^product\.yaml:13:5: warning: https:.*not checked/m,
    );
    expect((await folder.run(['validate', path, '--strict'])).code).toBe(1);
  });

  it('survives documents that unfold without end', async () => {
    const path = await folder.write(
      'bomb.yaml',
      `apiVersion: handoff/v1alpha1
kind: DataProduct
metadata: { name: a }
spec: &spec
  inputs: [*spec]
`,
    );
    const bomb = await folder.write(
      'laughs.yaml',
      [
        'a0: &a0 x',
        ...[1, 2, 3, 4, 5].map(
          level =>
            `a${level}: &a${level} [${Array(20)
              .fill(`*a${level - 1}`)
              .join(', ')}]`,
        ),
      ].join('\n'),
    );
    const { code, stdout } = await folder.run(['validate', path, bomb]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'laughs.yaml:1:1: error: no YAML that can be read',
    );
  });

  it('explains itself, and wrong arguments are its failure', async () => {
    const help = await folder.run(['validate', '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('Exit codes:');
    const wrong = await folder.run(['validate', '--format', 'xml', 'a']);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('Allowed choices are human, json');
    expect((await folder.run(['validat'])).code).toBe(2);
  });
});
