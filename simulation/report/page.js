// Runs in the page: shows the values and the state of every machine at the time under the pointer.
const data = JSON.parse(document.getElementById('data').textContent);
const chart = document.querySelector('.chart svg');
const now = document.getElementById('now');
const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'path');
cursor.setAttribute('class', 'cursor');
chart.append(cursor);

const tidy = value => (value === null ? 'missing' : String(Number(value.toFixed(1))));
const clock = seconds => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

function cell(row, text) {
  row.insertCell().textContent = text;
}

function show(index) {
  const time = data.times[index];
  const { left, right, width } = data.layout;
  const x = left + (time / data.seconds) * (width - left - right);
  const { height } = chart.viewBox.baseVal;
  cursor.setAttribute('d', `M${x},0V${height}`);
  now.querySelector('caption').textContent = `${clock(data.start + time)} UTC`;
  const body = now.querySelector('tbody');
  body.replaceChildren();
  for (const run of data.runs) {
    const row = body.insertRow();
    cell(row, run.name);
    cell(row, run.replicas[index]);
    cell(row, run.ready[index]);
    for (const values of run.values) cell(row, tidy(values[index]));
    cell(row, run.states[run.state[index]]);
  }
}

function nearest(event) {
  const { left, right, width } = data.layout;
  const box = chart.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * width;
  const part = Math.min(1, Math.max(0, (x - left) / (width - left - right)));
  const time = part * data.seconds;
  let index = data.times.findIndex(t => t > time) - 1;
  if (index < 0) index = time > 0 ? data.times.length - 1 : 0;
  return index;
}

chart.addEventListener('pointermove', event => show(nearest(event)));
window.addEventListener('hashchange', () => {
  const time = Number(location.hash.split('-').at(-1));
  if (Number.isNaN(time)) return;
  const index = data.times.findIndex(t => t >= time);
  show(index < 0 ? data.times.length - 1 : index);
});
show(0);
