import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { DemoIdentity } from './DemoIdentity';
import { readDemoPeople } from './demoPeople';
import { NoSignIn } from './NoSignIn';
import { PeoplePicker } from './PeoplePicker';
import {
  forgetPerson,
  getRememberedPerson,
  rememberPerson,
} from './rememberedPerson';
import { SignInFailed } from './SignInFailed';

/**
 * Offers the example people, signs in as the one that was picked, and does so
 * again on the next visit until somebody signs out.
 */
export function DemoSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const people = readDemoPeople(config);
  const [person, setPerson] = useState(getRememberedPerson);
  const [attempt, setAttempt] = useState(1);

  if (!people) {
    return <NoSignIn />;
  }
  if (!person) {
    return (
      <PeoplePicker
        company={config.getString('organization.name')}
        people={people}
        onPick={name => {
          rememberPerson(name);
          setPerson(name);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      key={attempt}
      provider="demo"
      headers={{ 'x-demo-user': person }}
      onSignInSuccess={(identity: IdentityApi) =>
        props.onSignInSuccess(new DemoIdentity(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed
          person={people.find(p => p.name === person)?.title ?? person}
          error={error}
          onRetry={() => setAttempt(attempt + 1)}
          onBack={() => {
            forgetPerson();
            setPerson(undefined);
          }}
        />
      )}
    />
  );
}
