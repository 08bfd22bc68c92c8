import { runCli } from './runCli';

describe('data-products', () => {
  it('is no finding when it breaks', async () => {
    let told = '';
    const code = await runCli(['--help'], {
      env: {},
      stdout: () => {
        throw new Error('No space left.');
      },
      stderr: text => {
        told += text;
      },
    });
    expect(code).toBe(2);
    expect(told).toMatch(/^data-products: .*report it: Error: No space left\./);
  });
});
