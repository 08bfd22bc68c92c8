import { renderInTestApp } from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoSignInPage } from './DemoSignInPage';

const demo: JsonObject = {
  people: [
    {
      name: 'priya-raman',
      title: 'Priya Raman',
      role: 'Team lead',
      asks: 'What is missing?',
    },
    { name: 'aisha-malik', title: 'Aisha Malik', role: 'Controller' },
  ],
};

// Valid until 2100; nobody verifies it in the browser.
const token = `x.${window.btoa(JSON.stringify({ exp: 4102444800 }))}.x`;

const fetchMock = jest.fn<Promise<Response>, Parameters<typeof fetch>>();

function answer(status: number, body: JsonObject) {
  fetchMock.mockImplementation(
    async () =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
}

function answerWithSession() {
  answer(200, {
    profile: { displayName: 'Priya Raman' },
    backstageIdentity: {
      token,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/priya-raman',
        ownershipEntityRefs: [],
      },
    },
  });
}

function userSent(): string | null {
  const [, init] = fetchMock.mock.lastCall ?? [];
  return new Headers(init?.headers).get('x-demo-user');
}

function renderPage(providers: JsonObject) {
  const sessions: IdentityApi[] = [];
  const rendered = renderInTestApp(
    <DemoSignInPage onSignInSuccess={identity => sessions.push(identity)} />,
    {
      config: {
        organization: { name: 'Hollin & Tarn' },
        backend: { baseUrl: 'http://localhost:7007' },
        auth: { providers },
      },
    },
  );
  return { sessions, ...rendered };
}

describe('DemoSignInPage', () => {
  beforeEach(() => {
    window.localStorage.clear();
    fetchMock.mockReset();
    global.fetch = fetchMock;
  });

  it('is the person picked, also on the next visit, until signing out', async () => {
    answerWithSession();
    const first = renderPage({ demo });
    await screen.findByRole('heading', { name: 'Who are you today?' });
    expect(screen.getByText('What is missing?')).toBeInTheDocument();
    // Nothing is asked for before somebody was picked.
    expect(fetchMock).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: /^Priya Raman/ }));
    await waitFor(() => expect(first.sessions).toHaveLength(1));
    expect(fetchMock.mock.lastCall?.[0]).toBe(
      'http://localhost:7007/api/auth/demo/refresh',
    );
    expect(userSent()).toBe('priya-raman');
    expect(await first.sessions[0].getCredentials()).toEqual({ token });
    expect(await first.sessions[0].getProfileInfo()).toMatchObject({
      displayName: 'Priya Raman',
    });
    expect(await first.sessions[0].getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/priya-raman',
    });
    first.unmount();

    const second = renderPage({ demo });
    await waitFor(() => expect(second.sessions).toHaveLength(1));
    await second.sessions[0].signOut();
    second.unmount();

    renderPage({ demo });
    await screen.findByRole('heading', { name: 'Who are you today?' });
  });

  it('says why it failed, tries again, and leads back to the people', async () => {
    answer(401, {
      error: {
        name: 'AuthenticationError',
        message: 'Nobody is called "ghost" in the catalog',
      },
      response: { statusCode: 401 },
    });
    const { sessions } = renderPage({ demo });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Somebody else' }),
      'ghost{Enter}',
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You are not signed in as ghost yet');
    expect(alert).toHaveTextContent('Nobody is called "ghost" in the catalog.');

    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/The backend does not answer/),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    answerWithSession();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Aisha Malik/ }),
    );
    await waitFor(() => expect(sessions).toHaveLength(1));
    expect(userSent()).toBe('aisha-malik');
  });

  it('lets nobody in where the demo provider is not configured', async () => {
    renderPage({});
    await screen.findByRole('heading', { name: 'Nobody can sign in yet' });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
