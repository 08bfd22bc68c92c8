import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible';
import { BACKEND_URL, PortalApi, RELEASE_JOBS } from './support/PortalApi';
import { expect, test } from './support/portalTest';
import { ProductFiles } from './support/ProductFiles';
import {
  CommandLineRun,
  runCommandLine,
  startCommandLine,
} from './support/runCommandLine';

const ENTITY = 'dataproduct:default/customer-360';
const SESSIONS = 'dataproduct:default/web-sessions';
const CHANGES_TAB = '/catalog/default/dataproduct/customer-360/changes';
const DECISION_PATH = '/catalog/default/decisionpath/monthly-active-customers';
const CHANGES = '/api/data-products/changes';
const BEFORE = '2.3.0';
const RELEASE = '2.4.0';

/** Whose decision paths count people by the column. */
const PATH_OWNERS = [
  {
    person: 'sofia-marchetti',
    path: 'Monthly active customers',
    // Of Growth, which is asked where another story has put its agreement in force.
    asks: '(See what|Accept)',
  },
  { person: 'yuki-tanabe', path: 'Win-back offers', asks: 'See what' },
];

/** Whom dropping the column concerns, by the names that CI has to say. */
const AFFECTED = {
  decision: PATH_OWNERS.map(({ path }) => path),
  team: ['Analytics', 'Finance', 'Growth'],
};

/** Where the column that is dropped begins in the contract, and the next one. */
const EMAIL = '      - name: email\n';
const AFTER_EMAIL = '      - name: email_sha256\n';

const VERIFIED_ON = `      - name: email_verified_on
        businessName: E-mail verified on
        logicalType: date
        physicalType: date
        classification: internal
        description: When the person confirmed the address last.
`;

const OBJECTION = 'Month-end letters are sent to this address.';

/** What the titles of pull requests begin with. */
const PULL_REQUEST = 'Pull request of';

/** A pull request whose job asks the gate. */
interface PullRequest {
  title: string;
  /** Unlike that of any run before, whose changes the portal keeps. */
  commit: string;
  parameters: string[];
}

interface Change {
  id: string;
  title: string;
  state: string;
}

test.describe('dropping the e-mail address of customers', () => {
  let api: PortalApi;

  test.beforeAll(async () => {
    api = await PortalApi.create();
    // The people of the company agree upon things once the portal runs, and the
    // change that they have open is the last of what they do.
    await expect
      .poll(async () => (await allChanges(api)).length, { timeout: 80_000 })
      .toBeGreaterThan(0);
  });

  test.afterAll(async () => {
    await endChanges(api);
    await api.dispose();
  });

  test('is stopped in CI, objected to, and made a compatible release that goes into force', async ({
    openAs,
  }, testInfo) => {
    test.setTimeout(240_000);

    const definition = (await ProductFiles.find(api, 'customer-360'))
      .definition;
    const base = resolve(definition, '../customer-360.odcs.yaml');
    const inForce = await readFile(base, 'utf8');
    const release = inForce.replace(
      `version: ${BEFORE}`,
      `version: ${RELEASE}`,
    );
    const pullRequest = async (
      name: string,
      what: string,
      contract: string,
    ): Promise<PullRequest> => {
      const file = testInfo.outputPath(`${name}.odcs.yaml`);
      await writeFile(file, contract);
      const commit = randomBytes(20).toString('hex');
      const title = `${PULL_REQUEST} ${commit.slice(0, 7)}: ${what}`;
      return {
        title,
        commit,
        parameters: [
          'gate',
          ...['--entity', ENTITY, '--base', base, '--contract', file],
          ...['--title', title, '--commit', commit],
          ...['--rollback-to', BEFORE],
        ],
      };
    };
    const askGate = async (
      { parameters }: PullRequest,
      ...more: string[]
    ): Promise<CommandLineRun> =>
      runCommandLine([...parameters, ...more], await jobOf(api));

    const dropping = await pullRequest(
      'dropping',
      'drop the e-mail address',
      release.slice(0, release.indexOf(EMAIL)) +
        release.slice(release.indexOf(AFTER_EMAIL)),
    );

    await test.step('CI stops it, and names whose work it would break', async () => {
      const { exitCode, stdout, stderr } = await askGate(dropping);
      await testInfo.attach('what the job of the pull request says', {
        body: stdout + stderr,
      });
      expect(exitCode, stdout + stderr).toBe(1);
      expect(stdout).toContain('is blocked by the gate');
      expect(stdout).toMatch(/breaking: .*email/);
      expect(stdout).toMatch(/blocked: .*3\.0\.0|Release it as 3\.0\.0/);
      expect(namesAfter('decision', stdout)).toEqual(AFFECTED.decision);
      expect(namesAfter('team', stdout)).toEqual(AFFECTED.team);
    });

    await test.step('so do its test report and the comment of the pull request', async () => {
      const junit = await askGate(dropping, '--format', 'junit');
      const markdown = await askGate(dropping, '--format', 'markdown');
      await testInfo.attach('gate.xml', { body: junit.stdout });
      await testInfo.attach('gate.md', { body: markdown.stdout });
      expect([junit.exitCode, markdown.exitCode]).toEqual([1, 1]);

      const failures = junit.stdout.match(/<failure[^]*?<\/failure>/g) ?? [];
      expect(junit.stdout).toContain(` failures="${failures.length}" `);
      expect(failures[0]).toContain('3.0.0');
      for (const failure of failures) {
        expect(namesAfter('decision', failure)).toEqual(AFFECTED.decision);
        expect(namesAfter('team', failure)).toEqual(AFFECTED.team);
      }

      expect(markdown.stdout).toContain('| breaking |');
      for (const path of AFFECTED.decision) {
        expect(markdown.stdout).toContain(`\n- decision path ${path}`);
      }
      for (const team of AFFECTED.team) {
        expect(markdown.stdout).toContain(`\n- team ${team}: `);
      }
    });
    const dropped = await findChange(api, dropping.title);

    await test.step('the owners of the decisions find it waiting for them, and were told', async () => {
      for (const { person, path, asks } of PATH_OWNERS) {
        const owner = await openAs(person);
        const waiting = await openWaiting(owner, dropping.title);
        await expect(
          waiting.getByRole('link', {
            name: new RegExp(`^${asks} “${dropping.title}”`),
          }),
        ).toBeVisible();
        const warning = new RegExp(`may break .*${path}`, 'i');
        await expect(waiting).toContainText(warning);
        const told = owner
          .getByRole('row')
          .filter({ hasText: dropping.title })
          .getByText(warning);
        // Messages leave every ten seconds, and the page shows what it found.
        await expect(async () => {
          await owner.goto('/notifications');
          await expect(told).toBeVisible({ timeout: 5_000 });
        }).toPass({ timeout: 60_000 });
      }
    });

    const sofia = await openAs('sofia-marchetti');
    await test.step('the owner of a decision sees it on her path', async () => {
      await sofia.goto(DECISION_PATH);
      const banners = sofia.getByRole('region', {
        name: 'Changes that would break this',
      });
      await expect(banners).toContainText(
        `A change of Customer 360 would break this: ${dropping.title}`,
      );
      await expect(banners).toContainText(/Finance\s+has to answer/);
      await expectAccessible(sofia);
      await banners
        .getByRole('link', { name: `See the change “${dropping.title}”` })
        .click();
      await expect(
        sofia.getByRole('heading', { name: dropping.title }),
      ).toBeVisible();
    });

    const aisha = await openAs('aisha-malik');
    await test.step('a consumer finds it among what needs her team and what waits for her, and objects', async () => {
      await openNeedsMyTeam(aisha);
      await expect(
        aisha.getByRole('link', { name: dropping.title }),
      ).toBeVisible();
      const waiting = await openWaiting(aisha, dropping.title);
      await waiting
        .getByRole('link', {
          name: `Accept “${dropping.title}”, or object to it`,
        })
        .click();
      await aisha
        .getByRole('button', { name: `Object to “${dropping.title}”` })
        .click();
      const dialog = aisha.getByRole('dialog');
      await dialog.getByRole('textbox').fill(OBJECTION);
      await dialog.getByRole('button', { name: 'Object for Finance' }).click();
      await expect(aisha.getByText('Objected for Finance.')).toBeVisible();
      await expect(
        changeOn(aisha, dropping.title)
          .getByRole('list', { name: 'Who has to answer' })
          .getByText(`“${OBJECTION}”`),
      ).toBeVisible();
    });

    await test.step('CI says so, and takes it back with the pull request', async () => {
      const { exitCode, stdout } = await askGate(dropping);
      expect(exitCode).toBe(1);
      expect(stdout).toContain(`objects: ${OBJECTION}`);
      await api.post(RELEASE_JOBS, `${CHANGES}/${dropped.id}/withdrawal`, {
        reason: 'The address stays; a column says when it was confirmed.',
      });
    });

    const adding = await pullRequest(
      'adding',
      'say when the address was confirmed',
      release.replace(AFTER_EMAIL, VERIFIED_ON + AFTER_EMAIL),
    );

    await test.step('a compatible version waits for no consumer', async () => {
      const { exitCode, stdout, stderr } = await askGate(
        adding,
        '--format',
        'json',
      );
      expect(exitCode, stdout + stderr).toBe(1);
      const { difference, reasons } = JSON.parse(stdout);
      await testInfo.attach('what stands against the compatible version', {
        body: JSON.stringify(reasons, undefined, 2),
      });
      expect(difference.step).toBe('minor');
      expect(reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
        'approvers-sign-off',
        'no-critical-breach',
      ]);
    });
    const added = await findChange(api, adding.title);

    await test.step('nothing goes into force while the gate is shut', async () => {
      const { status, text } = await api.tryPost(
        RELEASE_JOBS,
        `${CHANGES}/${added.id}/promotions`,
        { commit: adding.commit },
      );
      expect(status).toBe(409);
      expect(text).toContain('The gate blocks the change');
    });

    const linnea = await openAs('linnea-strand');
    await test.step('governance accepts it, and lets it pass in spite of a broken promise', async () => {
      await openNeedsMyTeam(linnea);
      await linnea.getByRole('link', { name: adding.title }).click();
      await linnea
        .getByRole('button', { name: `Accept “${adding.title}”` })
        .click();
      await linnea
        .getByRole('dialog')
        .getByRole('button', { name: 'Accept for Data Governance' })
        .click();
      await expect(
        linnea.getByText('Accepted for Data Governance.'),
      ).toBeVisible();

      // Customer 360 is late in the example company, and a critical promise of
      // it is broken for as long as the demo runs. A column more makes that no
      // worse: whoever approves the schema says so, with her name.
      await linnea
        .getByRole('button', {
          name: `Override the gate for “${adding.title}”`,
        })
        .click();
      const dialog = linnea.getByRole('dialog');
      await expect(
        dialog.getByText(/The critical promise fresh-by-morning is broken/),
      ).toBeVisible();
      await expect(dialog.getByText(/objects|not signed/)).toHaveCount(0);
      await dialog
        .getByRole('textbox')
        .fill('A column more does not make the nightly load any later.');
      await dialog.getByRole('button', { name: 'Override the gate' }).click();
      await expect(linnea.getByText('The gate is overridden.')).toBeVisible();
    });

    await test.step('the gate passes, and the job records the promotion', async () => {
      const { exitCode, stdout, stderr } = await askGate(adding);
      expect(exitCode, stdout + stderr).toBe(0);
      expect(stdout).toContain('passes the gate by an override');
      await api.post(RELEASE_JOBS, `${CHANGES}/${added.id}/promotions`, {
        commit: adding.commit,
      });
      const ledger = await api.getText(
        'helena-marsh',
        '/api/data-products/ledger/export',
      );
      expect(actionsOn(ledger, dropped.id)).toEqual([
        `change.proposed by ${RELEASE_JOBS}`,
        'change.objected by aisha-malik',
        `change.withdrawn by ${RELEASE_JOBS}`,
      ]);
      expect(actionsOn(ledger, added.id)).toEqual([
        `change.proposed by ${RELEASE_JOBS}`,
        'change.accepted by linnea-strand',
        'change.overridden by linnea-strand',
        `change.promoted by ${RELEASE_JOBS}`,
      ]);
    });

    await test.step('everybody sees how both ended', async () => {
      await sofia.goto(CHANGES_TAB);
      await sofia.getByRole('button', { name: 'Earlier changes' }).click();
      await expect(changeOn(sofia, dropping.title)).toContainText('Withdrawn');
      const promoted = changeOn(sofia, adding.title);
      await expect(promoted).toContainText('Promoted');
      await expect(promoted).toContainText(`${BEFORE} → ${RELEASE}`);
      await promoted
        .getByRole('button', { name: `Show “${adding.title}”` })
        .click();
      await expect(promoted).toContainText(
        'A column more does not make the nightly load any later.',
      );
      await expect(promoted.getByText(/^Promoted by/)).toContainText(
        adding.commit,
      );
      await expectAccessible(sofia);
      await sofia.screenshot({
        path: 'artifacts/screens/changes-past.png',
        fullPage: true,
      });

      await sofia.goto(DECISION_PATH);
      await expect(
        sofia.getByRole('heading', { name: 'Monthly active customers' }),
      ).toBeVisible();
      await expect(sofia.getByText(dropping.title)).toHaveCount(0);
    });
  });

  test('waits in the job that deploys until those who use the data accept', async ({}, testInfo) => {
    const commit = randomBytes(20).toString('hex');
    const title = `${PULL_REQUEST} ${commit.slice(
      0,
      7,
    )}: a session ends after an hour`;
    const { said, ended } = startCommandLine(
      [
        'gate',
        ...['--entity', SESSIONS, '--kind', 'definition', '--title', title],
        ...['--commit', commit, '--rollback-to', '5.1.0', '--wait', '90'],
      ],
      await jobOf(api),
    );
    expect(await said).toMatch(/waiting for .*Growth/);
    const { id } = await findChange(api, title);
    for (const person of ['linnea-strand', 'sofia-marchetti']) {
      await api.post(person, `${CHANGES}/${id}/acknowledgements`, {
        decision: 'accept',
      });
    }
    const { exitCode, stdout, stderr } = await ended;
    await testInfo.attach('what the job says', { body: stdout + stderr });
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('data product web-sessions passes the gate');
  });
});

/** The environment of a job: it has a token for this, and nothing else. */
async function jobOf(api: PortalApi): Promise<Record<string, string>> {
  return {
    DATA_PRODUCTS_SERVER: BACKEND_URL,
    DATA_PRODUCTS_TOKEN: await api.tokenOf(RELEASE_JOBS),
  };
}

/**
 * Leaves nothing open, and the release in force that the catalog has: what the
 * test promoted was never merged.
 */
async function endChanges(api: PortalApi): Promise<void> {
  for (const { id, state } of await listChanges(api)) {
    if (state === 'open') {
      await api.post(RELEASE_JOBS, `${CHANGES}/${id}/withdrawal`, {
        reason: 'The pull request is closed.',
      });
    } else if (state === 'promoted') {
      await api.post(RELEASE_JOBS, '/api/data-products/rollbacks', {
        entityRef: ENTITY,
        toVersion: BEFORE,
        reason: 'The pull request was not merged after all.',
      });
    }
  }
}

/** Those of pull requests; the example company has another one open. */
async function listChanges(api: PortalApi): Promise<Change[]> {
  return (await allChanges(api)).filter(({ title }) =>
    title.startsWith(PULL_REQUEST),
  );
}

async function allChanges(api: PortalApi): Promise<Change[]> {
  const { items } = await api.get<{ items: Change[] }>(RELEASE_JOBS, CHANGES);
  return items;
}

/** The newest with a title. */
async function findChange(api: PortalApi, title: string): Promise<Change> {
  const found = (await listChanges(api)).find(each => each.title === title);
  expect(found, `the change “${title}”`).toBeDefined();
  return found!;
}

async function openNeedsMyTeam(page: Page): Promise<void> {
  await page.goto('/data-products/changes');
  await page
    .getByRole('combobox', { name: 'Show' })
    .selectOption({ label: 'Needs my team' });
  await expect(page).toHaveURL(/waitingFor=team/);
}

/** What waits for somebody about a change. */
async function openWaiting(page: Page, title: string): Promise<Locator> {
  await page.goto('/data-products/waiting');
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: title }) });
}

/** A change on the Changes tab. */
function changeOn(page: Page, title: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) });
}

/** The names in lines such as "team: Growth, 3 affected" and "decision: Win-back offers – …". */
function namesAfter(label: string, text: string): string[] {
  return text
    .split('\n')
    .filter(line => line.startsWith(`  ${label}: `))
    .map(line => line.slice(label.length + 4).split(/, | – /)[0])
    .sort();
}

/** What people and jobs did to a change, as the ledger has it. */
function actionsOn(ledger: string, change: string): string[] {
  return ledger
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(
      ({ actor, payload }) =>
        actor !== 'gate' &&
        (payload?.change === change || payload?.change?.id === change),
    )
    .map(({ action, actor }) => `${action} by ${actor.split(/[/:]/).at(-1)}`);
}
