import { Fleet } from '../../../simulation/world/fleet.ts';
import type { PodLife } from '../../../simulation/world/pod-life.ts';

const life: PodLife = { scheduling: 1, pulling: 4, startup: 10 };

function fleet(replicas: number, lives: readonly PodLife[] = [life]) {
  return new Fleet({ replicas, termination: 30, isWarm: true, life: n => lives[n % lives.length] ?? life });
}

test('shows a pod as pending, then running, then ready', () => {
  const pods = fleet(0);
  pods.scale(1, 100);
  const seen = [100, 101, 105, 114, 115].map(now => pods.at(now)[0]);
  expect(seen).toEqual([
    { id: 0, phase: 'Pending' },
    { id: 0, phase: 'Pending', startTime: 101, ready: { status: 'False', since: 101 } },
    { id: 0, phase: 'Running', startTime: 101, ready: { status: 'False', since: 101 } },
    { id: 0, phase: 'Running', startTime: 101, ready: { status: 'False', since: 101 } },
    { id: 0, phase: 'Running', startTime: 101, ready: { status: 'True', since: 115 } },
  ]);
});

test('replaces a failed pod at the moment that it fails', () => {
  const pods = fleet(0, [{ ...life, failsAfter: 60 }, life]);
  pods.scale(1, 0);
  pods.advance(80);
  expect(pods.statusReplicas).toBe(1);
  expect(pods.at(80)).toEqual([
    { id: 0, phase: 'Failed', startTime: 1, ready: { status: 'False', since: 75 } },
    { id: 1, phase: 'Running', startTime: 76, ready: { status: 'False', since: 76 } },
  ]);
});

test('removes pods that are not ready first, then the youngest', () => {
  const pods = fleet(3);
  pods.scale(4, 0);
  pods.scale(5, 100);
  pods.scale(3, 102);
  expect(pods.at(102).filter(pod => pod.deleted)).toMatchObject([{ id: 3 }, { id: 4 }]);
  expect(pods.ready(102)).toBe(3);
  pods.advance(132);
  expect(pods.at(132)).toHaveLength(3);
});

test('takes a pod out of the ready ones while its readiness probe fails', () => {
  const pods = fleet(0, [{ ...life, unready: { after: 20, seconds: 10 } }]);
  pods.scale(1, 0);
  expect([34, 35, 44, 45].map(now => pods.ready(now))).toEqual([1, 0, 0, 1]);
});
