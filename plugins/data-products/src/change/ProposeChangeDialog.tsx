import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import {
  CHANGE_KINDS,
  ChangeKind,
  ChangeProposal,
  changeProposalSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { FormDialog } from '../forms/FormDialog';
import { FormFields } from '../forms/FormFields';
import { LabelledField } from '../forms/LabelledField';
import { randomUuid } from '../forms/randomUuid';
import { SubmitActions } from '../forms/SubmitActions';
import { UnsentNotice } from '../forms/UnsentNotice';
import { isDataProduct } from '../kinds';
import { useMessages } from '../translation';
import { ContractField, NO_CONTRACT } from './ContractField';
import { useSentChange } from './useSentChange';

/** What the server keeps of each. */
const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 4_000;
const LONGEST_URL = 2_000;

const { shape } = changeProposalSchema;

/** Proposes a change: what it is, the new contract or version, and where it is made. */
export function ProposeChangeDialog(props: {
  entity: Entity;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { entity, onClose } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const hasContract = isDataProduct(entity);
  // The same id however often it is sent, so that a retry makes no second one.
  const [id] = useState(randomUuid);
  const [kind, setKind] = useState<ChangeKind>(
    hasContract ? 'schema' : 'definition',
  );
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [version, setVersion] = useState('');
  const [url, setUrl] = useState('');
  const [contract, setContract] = useState(NO_CONTRACT);
  const [asked, setAsked] = useState(false);
  const document =
    contract.readout && 'document' in contract.readout
      ? contract.readout.document
      : undefined;
  const to = version.trim() || undefined;
  const problems = {
    title: title.trim() === '' ? t('change.propose.titleMissing') : undefined,
    version: shape.version.safeParse({ to }).success
      ? undefined
      : t('change.propose.versionProblem'),
    url: shape.url.safeParse(url.trim() || undefined).success
      ? undefined
      : t('change.propose.urlProblem'),
    contract:
      kind === 'schema' && hasContract && contract.text.trim() === ''
        ? t('change.contract.missing')
        : undefined,
  };
  const isWrong =
    Object.values(problems).some(Boolean) ||
    (contract.readout !== undefined && !document);
  const proposal = useSentChange({
    change: (input: ChangeProposal) => api.proposeChange(input),
    onDone: change => {
      props.onDone(t('change.propose.done', { title: change.title }));
      onClose();
    },
  });
  const submit = () => {
    setAsked(true);
    if (!isWrong) {
      proposal.send({
        id,
        entityRef: stringifyEntityRef(entity),
        kind,
        title: title.trim(),
        description: description.trim() || undefined,
        contract: document,
        version: to ? { to } : undefined,
        url: url.trim() || undefined,
      });
    }
  };
  return (
    <FormDialog
      open
      title={t('change.propose.title')}
      onClose={onClose}
      error={proposal.error}
      notice={asked && isWrong && <UnsentNotice />}
      actions={
        <SubmitActions
          action={t('change.propose.submit')}
          isSending={proposal.isSending}
          disabled={contract.isReading}
          onCancel={onClose}
          onSubmit={submit}
        />
      }
    >
      <FormFields>
        <LabelledField
          label={t('change.propose.kind')}
          value={kind}
          onChange={chosen => setKind(chosen as ChangeKind)}
          select
        >
          {CHANGE_KINDS.map(each => (
            <option key={each} value={each}>
              {t(`change.kind.${each}`)}
            </option>
          ))}
        </LabelledField>
        <LabelledField
          label={t('change.propose.name')}
          value={title}
          onChange={setTitle}
          required
          inputProps={{ maxLength: LONGEST_TITLE }}
          problem={asked ? problems.title : undefined}
        />
        <LabelledField
          label={t('change.propose.description')}
          value={description}
          onChange={setDescription}
          multiline
          inputProps={{ maxLength: LONGEST_DESCRIPTION }}
        />
        {hasContract && (
          <ContractField
            draft={contract}
            onChange={setContract}
            problem={asked ? problems.contract : undefined}
          />
        )}
        <LabelledField
          label={t('change.propose.version')}
          value={version}
          onChange={setVersion}
          hint={t('change.propose.versionHint', {
            version:
              typeof entity.spec?.version === 'string'
                ? entity.spec.version
                : t('change.noVersion'),
          })}
          problem={asked ? problems.version : undefined}
        />
        <LabelledField
          label={t('change.propose.url')}
          value={url}
          onChange={setUrl}
          inputProps={{ maxLength: LONGEST_URL }}
          problem={asked ? problems.url : undefined}
        />
      </FormFields>
    </FormDialog>
  );
}
