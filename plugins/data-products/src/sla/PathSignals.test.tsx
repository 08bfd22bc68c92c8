import { screen } from '@testing-library/react';
import { monthlyActives } from '../__fixtures__/entities';
import { sla } from '../__fixtures__/sla';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { DataProductsApi, DataProductsQueryProvider } from '../api';
import { PathSignals } from './PathSignals';

const path = {
  ...monthlyActives,
  spec: {
    ...monthlyActives.spec,
    signals: {
      freshness: 'customer-360#fresh-by-morning',
      quality: 'dataproduct:customer-360#no-longer-promised',
      cost: 'https://cost.example/mac',
    },
  },
};

function renderSignals(getSla: DataProductsApi['getSla']) {
  renderScreen(
    <DataProductsQueryProvider>
      <PathSignals />
    </DataProductsQueryProvider>,
    { entity: path, api: { getSla } },
  );
}

/** What each signal says, in their order. */
async function signals(): Promise<(string | null)[]> {
  await screen.findByRole('list', { name: 'Signals of the path' });
  return screen.getAllByRole('listitem').map(item => item.textContent);
}

describe('PathSignals', () => {
  it('says what each signal says, where it is read, or how to name it', async () => {
    const [kept, broken] = sla.objectives;
    renderSignals(async () => ({
      ...sla,
      objectives: [
        kept,
        { ...broken, status: { ...broken.status, value: 33_600 } },
      ],
    }));

    await screen.findByText('Broken');
    expect(await signals()).toEqual([
      expect.stringMatching(/^FreshnessBroken9\sh 20\smin of 6\shsince .*ago/),
      expect.stringMatching(/^QualityNo promise is named no-longer-promised/),
      'CostRead on a page of its own, Opens in a new window',
      'UsageNot named; spec.signals.usage says where it is read.',
    ]);
    expect(
      screen.getByRole('link', { name: /page of its own/ }),
    ).toHaveAttribute('href', 'https://cost.example/mac');
    const [link] = screen.getAllByRole('link', { name: /customer.360/i });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/customer-360/sla',
    );
  });

  it('does not tell what the reader may not see from what does not exist', async () => {
    renderSignals(async () => {
      throw responseError(404, 'There are no promises');
    });
    expect(await screen.findAllByText(/Not visible to you/)).toHaveLength(2);
  });
});
