// What an integrator would write with the generated client: compiled strictly, so that a description that says another shape than
// is used here does not even compile. Prints one line of JSON for each call.
import { readScreening, screen } from './generated';
import { client } from './generated/client.gen';
import type { Problem, ScreeningRequest } from './generated';

declare const process: { env: Record<string, string | undefined>; exitCode?: number };

const { SCREENING_TEST_ADDRESS: baseUrl, SCREENING_TEST_KEY: key } = process.env;
client.setConfig({ baseUrl, auth: () => key });

function sale(change: Partial<ScreeningRequest> = {}): ScreeningRequest {
  return {
    movement: 'EXPORT',
    from: 'US',
    items: [{ id: '10', class: 'UAS', jurisdiction: 'EAR', performance: [{ rangeKm: 10, payloadKg: 2 }] }],
    destination: { country: 'KE' },
    parties: [{ id: 'P1', role: 'END_USER', kind: 'organization', name: 'Rift Valley Crop Surveys', country: 'KE' }],
    endUse: { code: 'civil_uas', description: 'crop survey' },
    ...change,
  };
}

function show(what: string, said: unknown): void {
  console.log(JSON.stringify({ what, said }));
}

async function decide(what: string, body: ScreeningRequest): Promise<string | null> {
  const { data, error } = await screen({ body });
  if (data === undefined) {
    throw new Error(JSON.stringify(error));
  }
  const { disposition, outcome, undecided, matches } = data.decision;
  show(what, { disposition, outcome, ask: undecided?.ask ?? [], lists: matches.map((match) => match.list) });
  return data.id;
}

async function refuse(what: string, call: Promise<{ error?: Problem; response?: Response }>): Promise<void> {
  const { error, response } = await call;
  show(what, {
    status: response?.status, type: error?.type, errors: error?.errors?.map(({ path, code }) => `${path} ${code}`),
    isCorrelated: error?.correlationId === response?.headers.get('X-Correlation-Id'),
  });
}

async function main(): Promise<void> {
  const id = await decide('free', sale());
  await decide('held', sale({
    items: [{ id: '10', class: 'UAS_AEROSOL', jurisdiction: 'EAR', performance: [{ rangeKm: 10, payloadKg: 40 }], aerosolCapacityL: 30 }],
  }));
  await decide('blocked', sale({
    destination: { country: 'AE' },
    parties: [{ id: 'P1', role: 'END_USER', kind: 'organization', name: 'Shahid Hemat Industrial Group', country: 'IR' }],
  }));
  if (id === null) {
    throw new Error('a decision without an id');
  }
  const record = await readScreening({ path: { id } });
  show('record', { isTheSame: record.data?.id === id });
  const asked = await screen({ body: sale(), query: { dryRun: 'true' } });
  show('only asked', { id: asked.data?.id, disposition: asked.data?.decision.disposition });
  await refuse('invalid', screen({ body: sale({ items: [{ id: '10', class: 'UAS', performance: [{ rangeKm: -1 }] }] }) }));
  await refuse('unknown', readScreening({ path: { id: '2026112309-0-000001' } }));
  await refuse('stranger', screen({ body: sale(), auth: () => 'scr_0000000000000000_nobody' }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
