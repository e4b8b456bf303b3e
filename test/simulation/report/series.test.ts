import { steps, thin } from '../../../simulation/report/series.ts';

const times = (count: number) => Float64Array.from({ length: count }, (_, index) => index * 15);

test('keeps every point of a short line', () => {
  expect(thin(times(3), [1, Number.NaN, 3])).toEqual([
    [0, 1],
    [15, undefined],
    [30, 3],
  ]);
});

test('keeps the peaks of a long line', () => {
  const values = Array.from({ length: 100_000 }, (_, index) => (index === 54_321 ? 99 : index % 7));
  const points = thin(times(values.length), values);
  expect(points.length).toBeLessThanOrEqual(1200);
  expect(points).toContainEqual([54_321 * 15, 99]);
});

test('leaves a gap where a stretch has no value', () => {
  const values = Array.from({ length: 6000 }, (_, index) => (index < 3000 ? 1 : Number.NaN));
  expect(thin(times(values.length), values).at(-1)?.[1]).toBeUndefined();
});

test('draws steps with the points at which a count changes', () => {
  expect(steps(times(6), [3, 3, 5, 5, 4, 4])).toEqual([
    [0, 3],
    [30, 5],
    [60, 4],
    [75, 4],
  ]);
});
