import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readinessEvaluatePermission } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { useErrorWords } from '../states';
import { useMessages } from '../translation';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Has one entity judged again; not there for those who may not. */
export function CheckAgainButton(props: { entityRef: string }) {
  const classes = useStyles();
  const t = useMessages();
  const errorWords = useErrorWords();
  const api = useApi(dataProductsApiRef);
  const client = useQueryClient();
  const { allowed } = usePermission({
    permission: readinessEvaluatePermission,
  });
  const evaluation = useMutation({
    mutationFn: () => api.evaluate([props.entityRef]),
    onSuccess: () => client.invalidateQueries({ queryKey: ['data-products'] }),
  });

  if (!allowed) {
    return null;
  }
  return (
    <>
      <span role="status">
        {evaluation.isSuccess && (
          <Subtle>
            {evaluation.data.changed > 0
              ? t('readiness.checkAgain.changed')
              : t('readiness.checkAgain.unchanged')}
          </Subtle>
        )}
        {evaluation.error && (
          <Subtle>
            {t('readiness.checkAgain.failed', {
              reason: errorWords(evaluation.error),
            })}
          </Subtle>
        )}
      </span>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        disabled={evaluation.isPending}
        onClick={() => evaluation.mutate()}
      >
        {evaluation.isPending
          ? t('readiness.checkAgain.running')
          : t('readiness.checkAgain.action')}
      </Button>
    </>
  );
}
