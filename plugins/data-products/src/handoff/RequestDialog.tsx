import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  ChecklistList,
  describeRef,
  HandoffRequest,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { FormDialog } from '../forms/FormDialog';
import { FormFields } from '../forms/FormFields';
import { LabelledField } from '../forms/LabelledField';
import { randomUuid } from '../forms/randomUuid';
import { SubmitActions } from '../forms/SubmitActions';
import { useOwnership } from '../ownership';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { Signers } from './Signers';
import { useHandoffChange } from './useHandoffChange';
import { useChecklists } from './useHandoffs';

type Checklist = ChecklistList['items'][number];

/** What the server keeps of a version and a comment. */
const LONGEST_RELEASE = 64;
const LONGEST_COMMENT = 4_000;

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(0, 0, 1), fontSize: '1rem' },
  items: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** Asks for the sign-off of a release by a checklist, whose items are shown. */
export function RequestDialog(props: {
  entity: Entity;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { entity, onClose } = props;
  const classes = useStyles();
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const query = useChecklists(entityRef);
  // Who can sign is good to know beforehand; without it, one can request all the same.
  const { data: ownership } = useOwnership(entityRef);
  // The same id however often it is sent, so that a retry makes no second one.
  const [id] = useState(randomUuid);
  const [release, setRelease] = useState(() => textOf(entity.spec?.version));
  const [chosen, setChosen] = useState<string>();
  const [comment, setComment] = useState('');
  const [asked, setAsked] = useState(false);
  const checklists = query.data?.items ?? [];
  const checklist =
    checklists.find(each => each.id === chosen) ??
    checklists.find(({ from }) => from === entity.spec?.lifecycle) ??
    checklists.at(0);
  const isMissing = release.trim() === '';
  const request = useHandoffChange({
    change: (input: HandoffRequest) => api.requestHandoff(input),
    onDone: () => {
      props.onDone(t('handoff.request.done'));
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('handoff.request.title')}
      onClose={onClose}
      error={request.error}
      actions={
        <SubmitActions
          action={t('handoff.request.submit', { release: release.trim() })}
          isSending={request.isSending}
          disabled={!checklist}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (checklist && !isMissing) {
              request.send({
                id,
                entityRef,
                release: release.trim(),
                checklist: checklist.id,
                comment: comment.trim() || undefined,
              });
            }
          }}
        />
      }
    >
      <QueryState query={query} what={t('handoff.whatChecklists')} lines={4}>
        {({ items }) =>
          checklist ? (
            <FormFields>
              <LabelledField
                label={t('handoff.request.release')}
                value={release}
                onChange={setRelease}
                required
                inputProps={{ maxLength: LONGEST_RELEASE }}
                hint={t('handoff.request.releaseHint')}
                problem={
                  asked && isMissing
                    ? t('handoff.request.releaseMissing')
                    : undefined
                }
              />
              <LabelledField
                label={t('handoff.request.checklist')}
                value={checklist.id}
                onChange={setChosen}
                select
              >
                {items.map(each => (
                  <option key={each.id} value={each.id}>
                    {t('handoff.request.checklistOption', {
                      title: each.title,
                      from: t(`lifecycle.${each.from}`),
                      to: t(`lifecycle.${each.to}`),
                    })}
                  </option>
                ))}
              </LabelledField>
              <section>
                <h3 className={classes.heading}>
                  {t('handoff.request.items')}
                </h3>
                <Subtle component="p">{t('handoff.request.notByYou')}</Subtle>
                <ol className={classes.items}>
                  {checklist.items.map(item => (
                    <li key={item.id}>
                      {item.title}{' '}
                      <Subtle>
                        {sideTitle(checklist, item.responsible)}
                        {item.automated &&
                          ` · ${t('handoff.request.automatic')}`}
                        {!item.required && ` · ${t('handoff.item.optional')}`}
                      </Subtle>
                      <Subtle component="div">{item.guidance}</Subtle>
                      {!item.automated && ownership && (
                        <Signers
                          responsible={item.responsible}
                          ownership={ownership}
                        />
                      )}
                    </li>
                  ))}
                </ol>
              </section>
              <LabelledField
                label={t('handoff.request.comment')}
                value={comment}
                onChange={setComment}
                multiline
                inputProps={{ maxLength: LONGEST_COMMENT }}
              />
            </FormFields>
          ) : (
            <EmptyState title={t('handoff.request.none')} />
          )
        }
      </QueryState>
    </FormDialog>
  );
}

function sideTitle(checklist: Checklist, responsible: string): string {
  return checklist.sides?.[responsible] ?? describeRef(responsible);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
