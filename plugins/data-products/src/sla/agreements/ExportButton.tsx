import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMutation } from '@tanstack/react-query';
import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';
import { saveJson } from '../../forms/saveFile';
import { Subtle } from '../../look';
import { useErrorWords } from '../../states';
import { useMessages } from '../../translation';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Saves the terms that stand as an Open Data Contract Standard document. */
export function ExportButton(props: { agreement: AgreementDetail }) {
  const { id, revision, entityRef, consumer } = props.agreement;
  const classes = useStyles();
  const t = useMessages();
  const errorWords = useErrorWords();
  const api = useApi(dataProductsApiRef);
  const saving = useMutation({
    mutationFn: () => api.exportAgreement(id, revision),
    onSuccess: document => {
      const [product, team] = [entityRef, consumer.ref].map(
        ref => parseEntityRef(ref).name,
      );
      saveJson(document, `${product}-${team}-r${revision}.odcs.json`);
    },
  });
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        disabled={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t('agreement.export.action')}
      </Button>
      {saving.error && (
        <span role="alert">
          <Subtle>
            {t('agreement.export.failed', {
              reason: errorWords(saving.error),
            })}
          </Subtle>
        </span>
      )}
    </>
  );
}
